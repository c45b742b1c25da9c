/** Another cell in all recurrent layers, or none where states are handed over that it does not have. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { withOtherCell } from "../../src/language/otherCell";

const other = (model: string, kind: "SimpleRNN" | "LSTM" | "GRU"): string | undefined =>
  withOtherCell(analyzeModelFile(`model:\n${model}`, { fileName: "a.rnn.yaml" }), kind)?.text.slice(7);

test("stacked, wrapped, and with arguments that the other does not have", () => {
  const model =
    "  - Input: [5, 2]\n  - Bidirectional: {LSTM: {units: 3, return_sequences: true}}\n  - LSTM: {units: 4, unit_forget_bias: false}\n  - Dense: 1\n";
  expect(other(model, "GRU")).toBe(
    "  - Input: [5, 2]\n  - Bidirectional: {GRU: {units: 3, return_sequences: true}}\n  - GRU: {units: 4}\n  - Dense: 1\n",
  );
  expect(other(model, "LSTM")).toBe(model);
});

test("an LSTM that begins with two states is no GRU", () => {
  const model =
    "  - Input: {shape: [5, 2], name: x}\n  - LSTM: {units: 3, return_state: true, name: enc}\n  - Input: {shape: [4, 2], name: y}\n  - LSTM: {units: 3, initial_state: [enc/h, enc/c], name: dec}\n";
  expect(other(model, "GRU")).toBeUndefined();
});
