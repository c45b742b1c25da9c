/** `.npy` as x and y, from the command line: the same figures as of the same numbers in the file itself. */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

/** As NumPy saves it. */
function npy(shape: readonly number[], values: readonly number[]): Buffer {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`.padEnd(117) + "\n";
  const head = Buffer.from("\x93NUMPY\x01\x00v\x00", "latin1");
  return Buffer.concat([head, Buffer.from(text), Buffer.from(Float32Array.from(values).buffer)]);
}

const x = [[1, 2], [2, 3], [3, 5], [0, 1]]; // prettier-ignore
const y = [0, 1, 2, 1];
const net = `model: [Input: [2, 1], LSTM: 3, {Dense: {units: 3, activation: softmax}}]
compile: {loss: categorical_crossentropy}
fit: {epochs: 2}
`;
const filed = `seed: 1\ndata: {x: {file: x.npy, scale: standard}, y: {file: y.npy, one_hot: 3}}\n${net}`;
const written = `seed: 1\ndata: {x: {values: ${JSON.stringify(x)}, scale: standard}, y: {values: ${JSON.stringify(y)}, one_hot: 3}}\n${net}`;

test("trains and predicts as the numbers in the file do", async () => {
  const { folder, run } = placeWith({ "a.rnn.yaml": filed, "b.rnn.yaml": written });
  writeFileSync(path.join(folder, "x.npy"), npy([4, 2], x.flat()));
  writeFileSync(path.join(folder, "y.npy"), npy([4], y));
  const losses = async (name: string): Promise<unknown> =>
    (await run(`train ${name}.rnn.yaml --json`)).json.find(({ event }) => event === "end")?.["history"];
  expect(await losses("a")).toEqual(await losses("b"));
  const [one] = (await run("predict a.rnn.yaml --json")).json;
  const [other] = (await run("predict b.rnn.yaml --json")).json;
  expect(one?.["predictions"]).toEqual(other?.["predictions"]);
  // It is another file now: what was read of the former is not told again.
  writeFileSync(path.join(folder, "y.npy"), npy([3], [0, 1, 2]));
  const { code, err } = await run("check a.rnn.yaml");
  expect([code, err]).toEqual([1, expect.stringContaining("y has 3 samples, but x has 4")]);
});

test("keys of tables are not for it, and a mistake stands at the file's name", async () => {
  const { folder, run } = placeWith({
    "a.rnn.yaml": filed.replace("scale: standard", "columns: [a]"),
    "b.rnn.yaml": filed,
  });
  expect((await run("check a.rnn.yaml")).err).toContain("a.rnn.yaml:2:25 source-array");
  writeFileSync(path.join(folder, "x.npy"), "1,2\n");
  writeFileSync(path.join(folder, "y.npy"), npy([4], y));
  expect((await run("check b.rnn.yaml")).err).toContain("b.rnn.yaml:2:18 npy-magic");
});
