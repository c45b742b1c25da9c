/** Dimensions keep their name as long as layers keep them, and equal numbers alone are no reason. */
import { expect, it } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { dimensionsOf, listDimensions, nameDimension } from "../../src/pictures/dimensions";
import { modelViewOf } from "../../src/pictures/modelView";

const dimensions = (text: string) =>
  dimensionsOf(modelViewOf(analyzeModelFile(`model:\n${text}`, { fileName: "a.rnn.yaml" }), "a.rnn.yaml"));
const ids = (text: string): string[][] => dimensions(text).map((outputs) => outputs.flat().map(({ id }) => id));

it("time goes through layers that keep steps, units through those that keep features", () => {
  const text = "  - Input: {shape: [6, 6], name: x}\n  - LSTM: {units: 6, return_sequences: true, name: a}\n  - Dropout: 0.1\n  - Dense: {units: 6, name: d}\n"; // prettier-ignore
  expect(ids(text)).toEqual([
    ["batch", "time:x", "features:x"],
    ["batch", "time:x", "units:a"],
    ["batch", "time:x", "units:a"],
    ["batch", "time:x", "units:d"],
  ]);
  expect(listDimensions(dimensions(text)).map((one) => nameDimension(one, "en"))).toEqual(["batch", "time of x", "features of x", "units of a", "units of d"]); // prettier-ignore
});

it("ids are steps, states have their layer's units, and what is repeated has a time of its own", () => {
  const text = "  - Input: {shape: [5], dtype: int32, name: x}\n  - Embedding: {input_dim: 4, output_dim: 3, name: e}\n  - LSTM: {units: 2, return_state: true, name: a}\n  - RepeatVector: {n: 5, name: r}\n"; // prettier-ignore
  expect(ids(text)).toEqual([
    ["batch", "time:x"],
    ["batch", "time:x", "features:e"],
    ["batch", "units:a", "batch", "units:a", "batch", "units:a"],
    ["batch", "time:r", "units:a"],
  ]);
});

it("a decoder has its own time, though it is as long as the encoder's", () => {
  const text = "  - Input: {shape: [4, 1], name: x}\n  - GRU: {units: 2, return_sequences: true, return_state: true, name: a}\n  - Input: {shape: [4, 1], name: y}\n  - GRU: {units: 2, return_sequences: true, initial_state: [a/h], name: b}\n  - Attention: {name: w, from: [b, a]}\n"; // prettier-ignore
  expect(ids(text).map((one) => one[1])).toEqual(["time:x", "time:x", "time:y", "time:y", "time:y"]);
});
