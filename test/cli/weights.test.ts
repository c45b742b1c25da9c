/** Weights of classes from the command line to the loss: the figures are of Keras 3.15, from the same weights; threads change none of them. */
import { copyFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

const samples = (count: number): string =>
  JSON.stringify(Array.from({ length: count }, (_, s) => [0, 1, 2].map((t) => Math.sin(s * 3 + t))));
const bits = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, s) => ((s * s) % 3) % 2));

const text = (more: string): string => `seed: 1
data: {x: ${samples(64)}, y: ${bits(64)}, validation: {x: ${samples(9)}, y: ${bits(9)}}}
model: [Input: [3, 1], LSTM: 40, {Dense: {units: 1, activation: sigmoid}}]
compile: {optimizer: adam, loss: binary_crossentropy, metrics: [accuracy]}
fit: {epochs: 3, batch_size: 32, reproducible: true${more}}
`;

test("with one thread and with two the same bits, and other ones than without weights", async () => {
  const { run } = placeWith({ "m.rnn.yaml": text(", class_weight: {1: 5}"), "plain.rnn.yaml": text("") });
  const losses = async (line: string): Promise<unknown[]> =>
    (await run(`train ${line} --json`)).json.flatMap((event) => (event["event"] === "epoch" ? [event] : []));
  const one = await losses("m.rnn.yaml --threads 1");
  expect(one).toHaveLength(3);
  expect(one[0]).toHaveProperty("val_loss");
  expect(await losses("m.rnn.yaml --threads 2")).toEqual(one);
  expect(await losses("plain.rnn.yaml --threads 1")).not.toEqual(one);
});

test("a run is taken up with its weights, and refused with others", async () => {
  const { run, folder } = placeWith({
    "m.rnn.yaml": text(", class_weight: {1: 5}"),
    "n.rnn.yaml": text(", class_weight: {1: 6}"),
  });
  expect((await run("train m.rnn.yaml --epochs 1 --out r --json")).code).toBe(0);
  copyFileSync(path.join(folder, "n.rnn.yaml"), path.join(folder, "m.rnn.yaml"));
  expect((await run("train m.rnn.yaml --epochs 2 --resume r --json")).err).toContain("resume-other-model");
});
