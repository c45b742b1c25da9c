/** `--save-tfjs`: plain tf.loadLayersModel answers as this program does; what tf.layers lacks is refused before training. */
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import type { LayersModel, TfLayers } from "../../src/tensorflow/layersModel/tfLayers";
import type { Tensor, Tf } from "../../src/tensorflow/tfjs";
import { placeWith } from "../cli/unroll";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow, tensorFlow } from "./tensorFlow";

const model = (layers: string, data = "{task: adding, length: 5, samples: 20, seed: 2}"): string => `seed: 3
model: [${layers}]
data: ${data}
compile: {optimizer: adam, loss: mse}
fit: {epochs: 3, batch_size: 8}
`;

const inputsOf = (tf: Tf, text: string): Tensor[] =>
  (encodeDataset(analyzeModelFile(text, { fileName: "a.rnn.yaml" })).dataset?.inputs ?? []).map(({ tensor }) =>
    tf.tensor(tensor.values, [...tensor.shape]),
  );

const numbers = (nested: unknown): number[] => [nested].flat(Infinity) as number[];

describe.skipIf(!hasTensorFlow)("model.json", () => {
  test.each([
    ["an LSTM", "{Input: [5, 2]}, {LSTM: 6}, {Dense: 1}"],
    ["a GRU of the older form", "{Input: [5, 2]}, {GRU: {units: 6, reset_after: false}}, {Dense: 1}"],
    [
      "both directions, over time, dropped and normalized",
      "{Input: [5, 2]}, {Bidirectional: {LSTM: {units: 4, return_sequences: true}, merge_mode: ave}}, {Dropout: 0.3}, LayerNormalization, {TimeDistributed: {Dense: {units: 3, activation: silu}}}, GlobalMaxPooling1D, {Dense: 1}",
    ],
    [
      "backwards, activations, shapes",
      "{Input: [5, 2]}, {SimpleRNN: {units: 4, go_backwards: true, activation: softsign}}, {RepeatVector: 3}, {Reshape: [6, 2]}, {SpatialDropout1D: 0.2}, Flatten, {Dense: {units: 4, activation: mish}}, {Activation: softmax}, {Dense: 1}",
    ],
    [
      "branches",
      "{Input: [5, 2]}, {LSTM: {units: 3, return_sequences: true, name: a}}, {Dense: {units: 3, name: b, from: input_layer}}, {Add: {from: [a, b]}}, {Multiply: {from: [add, a]}}, {Average: {from: [multiply, b]}}, {Concatenate: {from: [average, a]}}, GlobalAveragePooling1D, {Dense: {units: 1, use_bias: false}}",
    ],
    [
      "a masked LSTM",
      "{Input: [5, 2]}, {Masking: 0}, {LSTM: {units: 3, stateful: false, recurrent_dropout: 0.2}}, {Dense: 1}",
    ],
  ])("%s", async (_, layers) => {
    const text = model(layers);
    const { run, folder } = placeWith({ "a.rnn.yaml": text });
    const trained = await run("train a.rnn.yaml --save-tfjs web --out kept");
    expect([trained.code, trained.err]).toEqual([0, ""]);
    expect(readdirSync(path.join(folder, "web")).sort()).toEqual(["model.json", "weights.bin"]);
    const [ours] = (await run("predict a.rnn.yaml --run kept --json --engine wasm")).json;
    const { tf } = tensorFlow();
    const before = tf.memory().numTensors;
    const loaded: LayersModel = await (tf as unknown as TfLayers).loadLayersModel(pathToFileURL(path.join(folder, "web", "model.json")).href); // prettier-ignore
    const inputs = inputsOf(tf, text);
    const found = loaded.predict(inputs) as Tensor;
    numbers(ours?.predictions).forEach((value, i) => expect(found.dataSync()[i]).toBeCloseTo(value, 4));
    expect(found.size).toBe(numbers(ours?.predictions).length);
    tf.dispose([found, ...inputs]);
    loaded.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    ["LSTM: {units: 3, return_sequences: true}}, {Jordan: 3}, {Dense: 1", "jordan", "Jordan"],
    ["GRU: 3}, {Dense: 1", "gru", "reset_after"],
    ["LSTM: {units: 3, recurrent_activation: hard_sigmoid}}, {Dense: 1", "lstm", "hard_sigmoid"],
    [
      "LSTM: {units: 3, return_sequences: true}}, {Bidirectional: {GRU: {units: 2}}}, {Dense: 1",
      "bidirectional",
      "reset_after",
    ],
    ["LSTM: {units: 3, activation: {relu: {max_value: 3}}}}, {Dense: 1", "lstm", "relu: max_value"],
    [
      "Bidirectional: {LSTM: 3, backward_layer: {LSTM: {units: 3, go_backwards: true}}}}, {Dense: 1",
      "bidirectional",
      "backward_layer",
    ],
    [
      "LSTM: {units: 3, return_state: true, return_sequences: true}}, {LSTM: {units: 3, initial_state: [lstm/h, lstm/c]}}, {Dense: 1",
      "lstm",
      "return_state",
    ],
    ["LSTM: {units: 3, stateful: true}}, {Dense: 1", "lstm", "stateful"],
    ["Dense: {units: 2, name: a}}, {Subtract: {from: [a, input_layer]}}, {LSTM: 3}, {Dense: 1", "subtract", "Subtract"],
  ])("refuses %s, with the layer and the word, before training", async (layers, ...words) => {
    const { run, folder } = placeWith({ "a.rnn.yaml": model(`{Input: [5, 2]}, {${layers}}`) });
    const { code, err, out } = await run("train a.rnn.yaml --save-tfjs web");
    expect([code, out]).toEqual([2, ""]);
    for (const word of words) expect(err).toContain(word);
    expect([existsSync(path.join(folder, "web")), existsSync(path.join(folder, ".unroll"))]).toEqual([false, false]);
  });

  test("refuses what tf.layers would compute otherwise", async () => {
    // Its mean over time does not heed a mask.
    const text = model("{Input: [3, 1]}, {Masking: 0}, {LSTM: {units: 3, return_sequences: true}}, {GlobalAveragePooling1D: {}}, {Dense: {units: 1, name: last}}", "{x: [[[1], [0], [0]], [[1], [2], [0]]], y: [1, 2]}"); // prettier-ignore
    const { code, err } = await placeWith({ "a.rnn.yaml": text }).run("train a.rnn.yaml --save-tfjs web");
    expect(code).toBe(2);
    expect(err).toContain("last");
  });
});

test("without TensorFlow: what is needed, before training", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": model("{Input: [5, 2]}, {LSTM: 3}, {Dense: 1}") });
  const { code, err } = await run("train a.rnn.yaml --save-tfjs web", { env: { UNROLL_CACHE: temporaryFolder() } });
  expect(code).toBe(2);
  expect(err).toContain("unroll engines --setup tensorflow");
  expect(existsSync(path.join(folder, ".unroll"))).toBe(false);
});
