/** Samples of different lengths: filled up where a mask leaves it out, or where the file says so; told in either case. */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { decodePredictions } from "../../../src/core/data/decodePredictions";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { encodeInputs } from "../../../src/core/data/encodeInputs";
import type { ModelFile } from "../../../src/core/model/modelFile";

const analyzed = (text: string): ModelFile => analyzeModelFile(text, { fileName: "a.rnn.yaml" });
const codes = (file: ModelFile): string[] => file.diagnostics.map(({ message: { id } }) => id);
const last = "{LSTM: 2}, {Dense: 1}]\ncompile: {optimizer: adam, loss: mse}\n";
const masked = (x: string, input = "[null, 1]", mask = "0"): ModelFile =>
  analyzed(`data: {x: ${x}, y: [1, 2, 3]}\nmodel: [{Input: ${input}}, {Masking: ${mask}}, ${last}`);
const inputOf = (file: ModelFile): readonly [readonly number[], readonly number[]] => {
  const tensor = encodeDataset(file).dataset?.inputs[0]?.tensor;
  return [tensor?.shape ?? [], Array.from(tensor?.values ?? [])];
};

test("behind the steps that are there, up to the longest, and said with both lengths", () => {
  const file = masked("[[1, 2, 3], [4], [5, 6]]");
  expect(file.diagnostics.map(({ message, severity }) => [message.id, severity, message.args])).toEqual([
    ["data-padded", "information", { least: 1, most: 3, steps: 3, filler: 0, name: "input_layer" }],
  ]);
  expect(inputOf(file)).toEqual([[3, 3, 1], [1, 2, 3, 4, 0, 0, 5, 6, 0]]); // prettier-ignore
});

test.each([
  ["in front", masked("{values: [[1, 2, 3], [4], [5, 6]], padding: pre}"), [1, 2, 3, 0, 0, 4, 0, 5, 6]],
  ["up to the Input's steps", masked("[[1, 2, 3], [4], [5, 6]]", "[4, 1]"), [1, 2, 3, 0, 4, 0, 0, 0, 5, 6, 0, 0]],
  ["with the number that the mask leaves out", masked("[[1, 2], [4], [5, 6]]", "[2, 1]", "-1"), [1, 2, 4, -1, 5, 6]],
  ["vectors", masked("[[[1, 2], [3, 4]], [[5, 6]], [[7, 8], [9, 1]]]", "[2, 2]"), [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 1]],
  [
    "one-hot labels: no label at all",
    masked("{values: [[a, b], [b], [a, a]], one_hot: [a, b]}", "[2, 2]"),
    [1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0],
  ],
])("%s", (_, file, values) => {
  expect(codes(file)).toEqual([expect.stringMatching(/^data-padded/)]);
  expect(inputOf(file)[1]).toEqual(values);
});

test("a step that was filled up shows no label", () => {
  const { graph, dataset } = ((file) => ({ graph: file.graph!, dataset: encodeDataset(file).dataset! }))(
    masked("{values: [[a, b], [b], [a, a]], one_hot: [a, b]}", "[2, 2]"),
  );
  const outputs = [{ shape: [3, 1], values: new Float32Array(3) }];
  const { inputs } = decodePredictions({ graph, dataset, losses: undefined, outputs });
  expect(inputs[0]?.values).toEqual([["a", "b"], ["b", ""], ["a", "a"]]); // prettier-ignore
});

test("scaling looks at what is there, and what was filled up stays what the mask leaves out", () => {
  const [, values] = inputOf(masked("{values: [[1, 3], [1], [3, 3]], scale: minmax}", "[2, 1]"));
  expect(values).toEqual([0, 1, 0, 0, 1, 1]);
  const [, pre] = inputOf(masked("{values: [[2, 4], [2], [4, 4]], scale: standard, padding: pre}", "[2, 1]", "-9"));
  expect(pre[2]).toBe(-9);
  expect((pre[0] ?? 0) + (pre[3] ?? 0) + (pre[1] ?? 0) + (pre[4] ?? 0) + (pre[5] ?? 0)).toBeCloseTo(0, 6);
});

test("targets of every step follow the lengths of the inputs", () => {
  const file = analyzed(`data: {x: [[1, 2, 3], [4], [5, 6]], y: [[1, 0, 1], [1], [0, 1]]}
model: [{Input: [null, 1]}, {Masking: 0}, {LSTM: {units: 2, return_sequences: true}}, {Dense: {units: 1, activation: sigmoid}}]
compile: {optimizer: adam, loss: binary_crossentropy}
`);
  expect(codes(file)).toEqual(["data-padded"]);
  const target = encodeDataset(file).dataset?.targets[0]?.tensor;
  expect([target?.shape, Array.from(target?.values ?? [])]).toEqual([[3, 3, 1], [1, 0, 1, 1, 0, 0, 0, 1, 0]]); // prettier-ignore
});

describe("what is not filled up, or not silently", () => {
  const plain = (x: string): ModelFile => analyzed(`data: {x: ${x}, y: [1, 2]}\nmodel: [{Input: [null, 1]}, ${last}`);
  test("without a mask samples are alike, or the file says how they are filled up, and is warned", () => {
    expect(codes(plain("[[1, 2], [3]]"))).toEqual(["data-ragged"]);
    const file = plain("{values: [[1, 2], [3]], padding: post}");
    expect(file.diagnostics.map(({ message: { id }, severity }) => [id, severity])).toEqual([
      ["data-padded.unmasked", "warning"],
    ]);
  });

  test("a step of another shape, an empty sample", () => {
    expect(codes(masked("[[[1, 2]], [[1, 2], [3]], [[1, 2]]]", "[null, 2]"))[0]).toMatch(/^data-ragged/);
    expect(codes(masked("[[1, 2], [], [1, 2]]"))[0]).toMatch(/^data-/);
  });

  test("a word whose number is what the mask leaves out; with another word in front it is none", () => {
    const words = (list: string): ModelFile =>
      analyzed(`data: {x: {values: [[a, b], [b]], one_hot: ${list}}, y: [0, 1]}
model: [{Input: {shape: [null], dtype: int32}}, {Embedding: {input_dim: 3, output_dim: 2, mask_zero: true}}, ${last}`);
    expect(codes(words("[a, b]"))).toEqual(["data-padded.word"]);
    const file = words("[none, a, b]");
    expect(codes(file)).toEqual(["data-padded"]);
    expect(inputOf(file)[1]).toEqual([1, 2, 2, 0]);
    expect(Array.from(encodeInputs(file, '[["b"], ["a", "b", "a"]]').dataset?.inputs[0]?.tensor.values ?? [])).toEqual([2, 0, 0, 1, 2, 1]); // prettier-ignore
  });
});
