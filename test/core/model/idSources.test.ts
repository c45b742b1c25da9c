/** Which Inputs give an Embedding its ids, and whether anything is computed on the way. */
import { expect, test } from "vitest";
import { idSources } from "../../../src/core/model/idSources";
import { buildGraph, type LayerItem } from "../../engine/buildGraph";

const ids = (name: string, shape: readonly number[]): LayerItem => ({ Input: { shape, dtype: "int32", name } });
const sourcesOf = (items: readonly LayerItem[]) => {
  const layers = buildGraph(items).layers.map((layer) => ({ definition: layer, inputs: layer.inputs }));
  return idSources(layers, layers.length - 1);
};

test("layers that move numbers lead back to the Inputs", () => {
  expect(sourcesOf([ids("a", [4])])).toEqual({ inputs: [0], computed: false });
  const joined = { Concatenate: { from: ["a", "b"] } };
  expect(sourcesOf([ids("a", [2, 2]), ids("b", [2, 2]), joined, "Flatten", { RepeatVector: 2 }])).toEqual({
    inputs: [0, 1],
    computed: false,
  });
  expect(sourcesOf([ids("a", [4]), { Dropout: 0 }, { Activation: "linear" }])).toEqual({
    inputs: [0],
    computed: false,
  });
});

test("a layer that computes ends the way", () => {
  expect(sourcesOf([ids("a", [4]), { Dense: 3 }])).toEqual({ inputs: [], computed: true });
  expect(sourcesOf([ids("a", [4]), { Dropout: 0.2 }, "Flatten"])).toEqual({ inputs: [], computed: true });
  const mixed = [ids("a", [4]), { Dense: { units: 4, name: "b" } }, { Concatenate: { from: ["a", "b"] } }];
  expect(sourcesOf(mixed)).toEqual({ inputs: [0], computed: true });
});
