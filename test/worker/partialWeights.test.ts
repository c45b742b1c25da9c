/** Weights of some layers: these are taken, each of them, and the others are drawn as without; what no layer takes is refused. */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readSafetensors } from "../../src/interop/safetensors/readSafetensors";
import { writeSafetensors } from "../../src/interop/safetensors/writeSafetensors";
import { placeWith } from "../cli/unroll";

const text = (weights: string): string => `seed: 3
${weights}
data: {x: [[1, 2, 3], [4, 2, 1]], y: [0, 1]}
model:
  - Input: {shape: [3], dtype: int32}
  - Embedding: {input_dim: 5, output_dim: 2, trainable: false}
  - LSTM: 3
  - Dense: 1
compile: {optimizer: {sgd: {learning_rate: 0}}, loss: mse}
`;
const vectors = Float32Array.from({ length: 10 }, (_, at) => at / 10);

function place(name: string, shape: readonly number[] = [5, 2]): ReturnType<typeof placeWith> {
  const made = placeWith({
    "m.rnn.yaml": text("weights: {embedding: v.safetensors}"),
    "drawn.rnn.yaml": text(""),
  });
  const values = vectors.slice(
    0,
    shape.reduce((product, size) => product * size, 1),
  );
  writeFileSync(path.join(made.folder, "v.safetensors"), writeSafetensors([{ name, shape, values }], {}));
  return made;
}

const tensorsOf = (folder: string, run: string): Map<string, number[]> =>
  new Map(
    readSafetensors(readFileSync(path.join(folder, run, "last.safetensors"))).tensors.map(({ name, values }) => [
      name,
      Array.from(values),
    ]),
  );

test.each(["embeddings", "embedding/embeddings"])("%s is taken, the others are drawn as without", async (name) => {
  const { folder, run } = place(name);
  expect((await run("train m.rnn.yaml --out a")).code).toBe(0);
  expect((await run("train drawn.rnn.yaml --out b")).code).toBe(0);
  const [some, drawn] = [tensorsOf(folder, "a"), tensorsOf(folder, "b")];
  expect(some.get("embedding/embeddings")).toEqual(Array.from(vectors));
  expect(some.get("lstm/kernel")).toEqual(drawn.get("lstm/kernel"));
  expect(some.get("embedding/embeddings")).not.toEqual(drawn.get("embedding/embeddings"));
});

test("what the layer does not take, or takes in another shape, is refused where it is named", async () => {
  const strange = await place("kernel").run("train m.rnn.yaml");
  expect(strange).toMatchObject({ code: 1 });
  expect(strange.err).toMatch(/^m\.rnn\.yaml:2:22 weights-mismatch .*embedding\/embeddings \(5, 2\) is missing/m);
  const other = await place("embeddings", [4, 2]).run("train m.rnn.yaml");
  expect(other.err).toContain("embedding/embeddings should be (5, 2) and is (4, 2)");
});

test("they are no network to be asked", async () => {
  const { code, err } = await place("embeddings").run("predict m.rnn.yaml");
  expect([code, err]).toEqual([2, expect.stringContaining("no run with weights yet")]);
});
