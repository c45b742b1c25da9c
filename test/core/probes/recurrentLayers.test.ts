/** The recurrent layers of a network. */
import { expect, test } from "vitest";
import { listRecurrentLayers } from "../../../src/core/probes/recurrentLayers";
import { buildGraph } from "../../engine/buildGraph";

test("in the order of the file, both halves of a Bidirectional, nothing else", () => {
  const graph = buildGraph([
    { Input: [5, 2] },
    { Dense: 3 },
    { Bidirectional: { GRU: { units: 4, return_sequences: true }, name: "both" } },
    { LSTM: 3 },
    { Dense: 1 },
  ]);
  expect(listRecurrentLayers(graph)).toEqual([
    { name: "both/forward", layer: "both", kind: "GRU" },
    { name: "both/backward", layer: "both", kind: "GRU" },
    { name: "lstm", layer: "lstm", kind: "LSTM" },
  ]);
  expect(listRecurrentLayers(buildGraph([{ Input: [2] }, { Dense: 1 }]))).toEqual([]);
});
