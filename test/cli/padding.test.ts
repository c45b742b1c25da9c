/** Samples of different lengths train and predict as in Keras: the figures are of Keras 3.15, from the same weights, filled up behind with 0. */
import { copyFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { hasTensorFlow } from "../tensorflow/tensorFlow";
import { placeWith, type Written } from "./unroll";

const text = `data: {x: [[1, 2], [1, 2, 3, 4], [3], [4, 4, 2]], y: [0, 1, 0, 1]}
model:
  - Input: {shape: [null], dtype: int32}
  - Embedding: {input_dim: 5, output_dim: 2, mask_zero: true}
  - Bidirectional: {LSTM: 3}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: {sgd: {learning_rate: 0.1}}, loss: binary_crossentropy}
fit: {epochs: 3, batch_size: 2, shuffle: false}
`;
const losses = [0.7231416702270508, 0.7205054759979248, 0.7180666923522949];
const predictions = [0.6210676431655884, 0.6074693202972412, 0.5942186117172241, 0.5925061702728271];

function expectPredictions([answer]: Written["json"], right: readonly number[]): void {
  expect(answer).toMatchObject({ predictions: right.map((one) => [expect.closeTo(one, 5) as number]) });
}

describe.each(["wasm", ...(hasTensorFlow ? ["tfjs-node"] : [])])("on %s", (engine) => {
  test("losses and predictions are Keras's, of single samples too", async () => {
    const { folder, run } = placeWith({ "ids.rnn.yaml": text, "one.json": "[[3]]" });
    copyFileSync(path.resolve("test/fixtures/ragged/weights.safetensors"), path.join(folder, "w.safetensors"));
    const trained = await run(`train ids.rnn.yaml --weights w.safetensors --engine ${engine} --json`);
    const found = trained.json.flatMap(({ loss, epoch }) => (epoch === undefined ? [] : [loss as number]));
    losses.forEach((loss, at) => expect(found[at]).toBeCloseTo(loss, 5));
    const { json } = await run(`predict ids.rnn.yaml --weights w.safetensors --engine ${engine} --json`);
    expectPredictions(json, predictions);
    const one = await run("predict ids.rnn.yaml --weights w.safetensors --input one.json --json");
    expectPredictions(one.json, predictions.slice(2, 3));
  });
});
