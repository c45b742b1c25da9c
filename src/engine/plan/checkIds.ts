/**
 * Whether ids have a row in the Embedding that reads them. test/engine/embedding.test.ts.
 */
import type { DataColumn } from "../../core/data/dataset";
import type { ModelGraph } from "../../core/model/graph";
import { PlanError } from "./planError";

/** Throws PlanError `engine-id`. */
export function checkIds(graph: ModelGraph, inputs: readonly DataColumn[]): void {
  for (const { kind, name, inputs: from, arguments: given } of graph.layers) {
    if (kind !== "Embedding") continue;
    const ids = inputs[graph.inputs.indexOf(from[0]?.layer ?? -1)]?.tensor.values;
    if (ids === undefined) throw new PlanError("engine-not-built", { layer: name, argument: "from" });
    const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= given.input_dim);
    if (wrong !== undefined) {
      throw new PlanError("engine-id", { layer: name, label: String(wrong), last: given.input_dim - 1 });
    }
  }
}
