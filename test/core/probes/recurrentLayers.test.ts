/** The recurrent layers of a network. */
import { expect, test } from "vitest";
import { listRecurrentLayers } from "../../../src/core/probes/recurrentLayers";
import type { ModelGraph } from "../../../src/core/model/graph";
import { buildGraph } from "../../engine/buildGraph";

const told = (graph: ModelGraph): object[] =>
  listRecurrentLayers(graph).map(({ definition, ...layer }) => ({ ...layer, units: definition.arguments.units }));

test("in the order of the file, both halves of a Bidirectional, nothing else", () => {
  const graph = buildGraph([
    { Input: [5, 2] },
    { Dense: 3 },
    { Bidirectional: { GRU: { units: 4, return_sequences: true }, name: "both" } },
    { LSTM: 3 },
    { Dense: 1 },
  ]);
  expect(told(graph)).toEqual([
    { name: "both/forward", layer: "both", kind: "GRU", units: 4 },
    { name: "both/backward", layer: "both", kind: "GRU", units: 4 },
    { name: "lstm", layer: "lstm", kind: "LSTM", units: 3 },
  ]);
  expect(listRecurrentLayers(buildGraph([{ Input: [2] }, { Dense: 1 }]))).toEqual([]);
});

test("each half has its own layer, where the file names one", () => {
  const both = { LSTM: 4, backward_layer: { GRU: { units: 3, go_backwards: true } }, name: "both" };
  expect(told(buildGraph([{ Input: [5, 2] }, { Bidirectional: both }]))).toEqual([
    { name: "both/forward", layer: "both", kind: "LSTM", units: 4 },
    { name: "both/backward", layer: "both", kind: "GRU", units: 3 },
  ]);
});
