/** Words as the numbers that the network takes, by the list of labels. */
import { expect, test } from "vitest";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { encodeInputs } from "../../../src/core/data/encodeInputs";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import type { ModelFile } from "../../../src/core/model/modelFile";

const analyzed = (text: string): ModelFile => analyzeModelFile(text, { fileName: "a.rnn.yaml" });

const embedded = (x: string): string =>
  `data: {x: ${x}, y: [0, 1]}
model: [{Input: {shape: [2], dtype: int32}}, {Embedding: [5, 4]}, {LSTM: 4}, {Dense: {units: 1, activation: sigmoid}}]
compile: {optimizer: adam, loss: binary_crossentropy}
`;
const words = "[the, cat, a, dog]";

test("ids of an Embedding", () => {
  const file = analyzed(embedded(`{values: [[the, cat], [a, dog]], one_hot: ${words}}`));
  expect(file.diagnostics).toEqual([]);
  const { dataset } = encodeDataset(file);
  expect(dataset?.inputs[0]?.tensor).toEqual({ shape: [2, 2], values: Float32Array.of(0, 1, 2, 3) });
  const given = encodeInputs(file, '[["dog", "the"]]').dataset?.inputs[0];
  expect(given?.tensor).toEqual({ shape: [1, 2], values: Float32Array.of(3, 0) });
});

test("a word that is not in the list, and more words than the Embedding has rows", () => {
  const unknown = analyzed(embedded(`{values: [[the, cow], [a, dog]], one_hot: ${words}}`));
  expect(unknown.diagnostics.map(({ code }) => code)).toEqual(["data-unknown-label"]);
  const many = analyzed(embedded("{values: [[a, b], [c, f]], one_hot: [a, b, c, d, e, f]}"));
  expect(many.diagnostics.map(({ code }) => code)).toEqual(["data-id-range"]);
});

test("one unit for two words; numbers as labels stay one-hot", () => {
  const file = analyzed(`data: {x: [[1, 2], [2, 1]], y: {values: [ham, spam], one_hot: [ham, spam]}}
model: [{Input: [2, 1]}, {LSTM: 4}, {Dense: {units: 1, activation: sigmoid}}]
compile: {optimizer: adam, loss: binary_crossentropy}
`);
  expect(file.diagnostics).toEqual([]);
  expect(encodeDataset(file).dataset?.targets[0]).toMatchObject({
    tensor: { shape: [2, 1], values: Float32Array.of(0, 1) },
    words: ["ham", "spam"],
  });
  const hot = analyzed(`data: {x: [1, 2], y: {values: [0, 1], one_hot: 2}}
model: [{Input: [1]}, {Dense: {units: 2, activation: softmax}}]
compile: {loss: sparse_categorical_crossentropy}
`);
  expect(hot.diagnostics.map(({ code }) => code)).toContain("data-sparse-one-hot");
});
