/** One sample with other input: labels by name, numbers in the data's own units, and nothing that the network cannot take. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { editSample, type InputEdit } from "../../../src/core/data/editSample";
import { encodeDataset } from "../../../src/core/data/encodeDataset";

function edit(data: string, model: string, ...edits: readonly Omit<InputEdit, "input">[]): number[] | string {
  const file = analyzeModelFile(`data: ${data}\nmodel: [${model}]\n`, { fileName: "a.rnn.yaml" });
  const { dataset } = encodeDataset(file);
  if (!dataset) return JSON.stringify(file.diagnostics);
  const input = dataset.inputs[0]?.name ?? "";
  const edited = editSample(file, dataset, edits.map((one) => ({ input, ...one }))); // prettier-ignore
  if ("id" in edited) return edited.id;
  expect(edited.targets).toEqual([]);
  expect(edited.inputs[0]?.tensor.values).not.toBe(dataset.inputs[0]?.tensor.values);
  return Array.from(edited.inputs[0]?.tensor.values ?? []);
}

const numbers = "{x: [[[1, 2], [3, 4]]], y: [1]}";
const plain = "Input: [2, 2], LSTM: 2, Dense: 1";

test("a number of one step and feature", () => {
  expect(edit(numbers, plain, { step: 1, feature: 0, value: 9 })).toEqual([1, 2, 9, 4]);
  expect(edit(numbers, plain, { step: 0, feature: 1, value: "0.5" }, { step: 1, feature: 1, value: -1 })).toEqual([1, 0.5, 3, -1]); // prettier-ignore
  expect(edit(numbers, plain, { step: 2, feature: 0, value: 9 })).toBe("what-if-step");
  expect(edit(numbers, plain, { step: 0, feature: 2, value: 9 })).toBe("what-if-step");
  expect(edit(numbers, plain, { step: 0, feature: 0, value: "much" })).toBe("what-if-number");
});

test("a label is one hot", () => {
  const data = "{x: {values: [[a, b, a]], one_hot: [a, b]}, y: [1]}";
  const model = "Input: [3, 2], LSTM: 2, Dense: 1";
  expect(edit(data, model, { step: 2, feature: 0, value: "b" })).toEqual([1, 0, 0, 1, 0, 1]);
  expect(edit(data, model, { step: 2, feature: 0, value: "z" })).toBe("what-if-label");
  expect(edit(data, model, { step: 3, feature: 0, value: "a" })).toBe("what-if-step");
});

test("ids stay within what an Embedding has rows for", () => {
  const data = "{x: [[1, 2, 0]], y: [1]}";
  const model = "Input: {shape: [3], dtype: int32}, Embedding: {input_dim: 4, output_dim: 2}, LSTM: 2, Dense: 1";
  expect(edit(data, model, { step: 1, feature: 0, value: 3 })).toEqual([1, 3, 0]);
  expect(edit(data, model, { step: 1, feature: 0, value: 4 })).toBe("what-if-id");
  expect(edit(data, model, { step: 1, feature: 0, value: -1 })).toBe("what-if-id");
  expect(edit(data, model, { step: 1, feature: 0, value: 1.5 })).toBe("what-if-whole");
});
