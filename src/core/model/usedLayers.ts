/**
 * Which layers lead to an output. As in Keras, the others are no part of the model: they are not trained, and what their
 * regularizers say does not count. test/engine/penalty.test.ts.
 */
import type { ModelGraph } from "./graph";

/** Indices into `graph.layers`. A layer takes only from layers above it, so one walk from the last to the first finds all. */
export function usedLayers({ layers, outputs }: Pick<ModelGraph, "layers" | "outputs">): ReadonlySet<number> {
  const used = new Set(outputs.map(({ layer }) => layer));
  for (const [index, { inputs, initialState = [] }] of [...layers.entries()].reverse()) {
    if (used.has(index)) for (const { layer } of [...inputs, ...initialState]) used.add(layer);
  }
  return used;
}
