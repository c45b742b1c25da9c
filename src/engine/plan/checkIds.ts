/**
 * Whether ids have a row in the Embedding that reads them. test/engine/embedding.test.ts.
 */
import type { DataColumn } from "../../core/data/dataset";
import type { ModelGraph } from "../../core/model/graph";
import { idSources } from "../../core/model/idSources";
import { PlanError } from "./planError";

/** Throws PlanError `engine-id`. Numbers that are computed on the way show it only in the step: their rows are NaN (kernels/lookUp.ts). */
export function checkIds(graph: ModelGraph, inputs: readonly DataColumn[]): void {
  const layers = graph.layers.map((layer) => ({ definition: layer, inputs: layer.inputs }));
  for (const { kind, name, inputs: from, arguments: given } of graph.layers) {
    if (kind !== "Embedding") continue;
    for (const input of idSources(layers, from[0]?.layer ?? -1).inputs) {
      const ids = inputs[graph.inputs.indexOf(input)]?.tensor.values;
      const wrong = ids?.find((id) => !Number.isInteger(id) || id < 0 || id >= given.input_dim);
      if (wrong !== undefined) {
        throw new PlanError("engine-id", { layer: name, label: String(wrong), last: given.input_dim - 1 });
      }
    }
  }
}
