/** A layer with another argument: of a Bidirectional, what both layers must agree in is set in both. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import type { LayerReport } from "../../../src/core/model/modelFile";
import { withArgument } from "../../../src/core/model/withArgument";
import { cellsOf } from "../../../src/core/model/ports";

const text = `model:
  - Input: [4, 2]
  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true}}}
  - Dense: 1
`;

test("return_sequences in both halves, units in the first alone, of a Dense its own", () => {
  const [, both, dense] = analyzeModelFile(text, { fileName: "a.rnn.yaml" }).layers;
  const told = (key: "return_sequences" | "units", value: unknown): unknown[] => {
    const { definition, inner } = withArgument(both as LayerReport, key, value);
    return definition ? cellsOf(definition, inner).map((cell) => cell.arguments[key]) : [];
  };
  expect([told("return_sequences", true), told("units", 7)]).toEqual([
    [true, true],
    [7, 5],
  ]);
  expect(withArgument(dense as LayerReport, "units", 7).definition?.arguments).toMatchObject({ units: 7 });
});
