/**
 * Activity regularizers: what a layer gives is held small, states included, as Keras's `Layer.__call__` does.
 * test/tensorflow/golden.test.ts.
 */
import type { KerasObject, LayerDefinition } from "../../core/model/graph";
import type { Pass, Values } from "../pass";

export function penalizeActivities(pass: Pass, definition: LayerDefinition, values: Values): void {
  const { activity_regularizer: given } = definition.arguments as {
    readonly activity_regularizer?: KerasObject | null;
  };
  if (!given) return;
  const penalty = { l1: Number(given.arguments["l1"] ?? 0), l2: Number(given.arguments["l2"] ?? 0) };
  for (const { tensor } of Object.values(values)) pass.penalize(tensor, penalty);
}
