/**
 * What an output of the network means: classes, yes or no, or values.
 *
 * Decided by the last activation on the way to it: softmax makes classes, sigmoid makes yes or no; behind a Flatten or Reshape a row
 * is no longer one choice among classes. test/core/data/decodePredictions.test.ts holds this.
 */
import type { ModelGraph, TensorRef } from "../model/graph";
import { lastActivation } from "../model/lastActivation";

export type OutputKind = "classes" | "binary" | "values";

/** Reads the kind off the graph. */
export function outputKind(graph: Pick<ModelGraph, "layers">, ref: TensorRef): OutputKind {
  const last = lastActivation(graph, ref);
  if (last?.activation.name === "softmax") return last.isRegrouped ? "values" : "classes";
  return last?.activation.name === "sigmoid" ? "binary" : "values";
}
