/** What a network is fed with, number by number. */
import { expect, test } from "vitest";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import manyToMany from "../../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../../examples/many-to-one.rnn.yaml";
import { analyzed } from "./analyzed";

test("the course's first example: (4, 3) becomes (4, 3, 5), (4) becomes (4, 5)", () => {
  const { dataset } = encodeDataset(analyzed(manyToOne));
  expect(dataset?.samples).toBe(4);
  expect(dataset?.inputs[0]).toMatchObject({
    name: "input_layer",
    labels: [1, 2, 3, 4, 5],
    tensor: { shape: [4, 3, 5] },
  });
  expect(Array.from(dataset?.inputs[0]?.tensor.values.subarray(0, 15) ?? [])).toEqual([
    1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0,
  ]);
  expect(dataset?.targets[0]).toMatchObject({ name: "activation", tensor: { shape: [4, 5] } });
  expect(Array.from(dataset?.targets[0]?.tensor.values.subarray(0, 5) ?? [])).toEqual([0, 0, 0, 1, 0]);
});

test("the course's second example: (5, 4) becomes (5, 4, 1) on both sides", () => {
  const { dataset } = encodeDataset(analyzed(manyToMany));
  expect(dataset?.inputs[0]?.tensor.shape).toEqual([5, 4, 1]);
  expect(dataset?.targets[0]?.tensor.shape).toEqual([5, 4, 1]);
});

test("one_hot: n means the labels 0 … n − 1; sparse classes (N, 1) lose the 1", () => {
  const { dataset } = encodeDataset(
    analyzed(
      "model: [Input: [2, 3], LSTM: 2, Dense: {units: 4, activation: softmax}]\ncompile: {optimizer: adam, loss: sparse_categorical_crossentropy}\n" +
        "data: {x: {values: [[0, 2]], one_hot: 3}, y: [[3]]}\n",
    ),
  );
  expect(Array.from(dataset?.inputs[0]?.tensor.values ?? [])).toEqual([1, 0, 0, 0, 0, 1]);
  expect(dataset?.targets[0]?.tensor).toEqual({ shape: [1], values: Float32Array.of(3) });
});

test("sources of several outputs come in the order of the outputs", () => {
  const { dataset } = encodeDataset(
    analyzed(
      "model: [Input: {shape: [1], name: a}, Dense: {units: 1, name: p, from: a}, Dense: {units: 1, name: q, from: a}]\n" +
        "outputs: [p, q]\ndata: {x: [[1]], y: {q: [2], p: [3]}}\n",
    ),
  );
  expect(dataset?.targets.map(({ name, tensor }) => [name, ...tensor.values])).toEqual([
    ["p", 3],
    ["q", 2],
  ]);
});

test("scaled values and their figures", () => {
  const { dataset } = encodeDataset(
    analyzed(
      "model: [Input: [2], Dense: 1]\ndata: {x: {values: [[0, 7], [4, 7]], scale: standard}, y: {values: [10, 30], scale: minmax}}\n",
    ),
  );
  expect(Array.from(dataset?.inputs[0]?.tensor.values ?? [])).toEqual([-1, 0, 1, 0]);
  expect(Array.from(dataset?.targets[0]?.tensor.values ?? [])).toEqual([0, 1]);
  expect(dataset?.targets[0]?.scaling).toEqual({ offset: Float64Array.of(10), factor: Float64Array.of(20) });
});

test("a file without data has no dataset and no findings", () => {
  expect(encodeDataset(analyzed("model: [Input: [2], Dense: 1]\n"))).toEqual({
    dataset: undefined,
    diagnostics: [],
    sources: [],
  });
});

test("what validates is scaled with the figures of what trains", () => {
  const { dataset } = encodeDataset(
    analyzed(`data: {x: {values: [0, 2, 4, 100], scale: minmax}, y: {values: [1, 3, 5, 9], scale: standard}}
model: [Input: [1], Dense: 1]
compile: {loss: mse}
fit: {validation_split: 0.25}
`),
  );
  expect([...(dataset?.inputs[0]?.tensor.values ?? [])]).toEqual([0, 0.5, 1, 25]);
  expect(dataset?.targets[0]?.scaling?.offset[0]).toBe(3);
});
