/** A layer gets an argument, in every form it can be written in, and the file stays sound. */
import { expect, test } from "vitest";
import { Findings } from "../../src/core/diagnostics/findings";
import { innerLayer, removeArgument, setArgument, writtenLayer } from "../../src/core/model/layerEdits";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import { applyEdits } from "../../src/core/text/applyEdits";

const layerOf = (text: string) => {
  const root = parseSyntax(text, new Findings());
  return writtenLayer(root?.is === "list" ? root.items[0] : undefined);
};

test.each([
  ["- LSTM: 32 # c", "- LSTM: {units: 32, name: x} # c"],
  ["- LSTM: {units: 32}", "- LSTM: {units: 32, name: x}"],
  ["- LSTM:\n    units: 32\n", "- LSTM:\n    units: 32\n    name: x\n"],
  ["- Flatten # c", "- Flatten: {name: x} # c"],
  ["- Flatten:", "- Flatten: {name: x}"],
  ["- Flatten: null", "- Flatten: {name: x}"],
  ["- Flatten: {}", "- Flatten: {name: x}"],
  ["- Embedding: [10, 4]", "- Embedding: {input_dim: 10, output_dim: 4, name: x}"],
  ["- Input: [3, 5]", "- Input: {shape: [3, 5], name: x}"],
  ["- {LSTM: 3}", "- {LSTM: {units: 3, name: x}}"],
  ["- Bidirectional: {LSTM: 3}", "- Bidirectional: {LSTM: 3, name: x}"],
  ["- TimeDistributed: Flatten", "- TimeDistributed: {layer: Flatten, name: x}"],
])("%s → %s", (text, after) => {
  const layer = layerOf(text);
  expect(layer && applyEdits(text, setArgument(text, layer, "name", "x") ?? [])).toBe(after);
});

test("the main argument, the inner layer, and taking an argument out", () => {
  const text = "- Bidirectional: {LSTM: 3, merge_mode: sum}";
  const outer = layerOf(text);
  const inner = outer && innerLayer(outer);
  expect(inner && applyEdits(text, setArgument(text, inner, "units", "8") ?? [])).toContain("{LSTM: 8, ");
  expect(outer && applyEdits(text, removeArgument(text, outer, "merge_mode"))).toBe("- Bidirectional: {LSTM: 3}");
  expect(outer && removeArgument(text, outer, "name")).toEqual([]);
});
