/**
 * What an output of the network means: classes, yes or no, or values.
 *
 * Decided by the last activation on the way to it: softmax makes classes, sigmoid makes yes or no. Layers that hand their
 * input on (Dropout, RepeatVector, a linear Activation) are looked through; behind a Flatten or Reshape a row is no longer one choice
 * among classes. test/core/data/decodePredictions.test.ts holds this.
 */
import type { Layer, LayerDefinition, ModelGraph, TensorRef } from "../model/graph";
import type { ActivationName } from "../model/objectTables";

export type OutputKind = "classes" | "binary" | "values";

/** Reads the kind off the graph. */
export function outputKind({ layers }: Pick<ModelGraph, "layers">, ref: TensorRef): OutputKind {
  let regrouped = false;
  for (let layer = layers[ref.layer]; layer;) {
    const last = lastActivation(layer);
    if (last === "softmax") return regrouped ? "values" : "classes";
    if (last === "sigmoid") return "binary";
    const before: TensorRef | undefined = layer.inputs[0];
    regrouped ||= layer.kind === "Flatten" || layer.kind === "Reshape";
    if (last !== "handed on" || !before) return "values";
    layer = layers[before.layer];
  }
  return "values";
}

function lastActivation(layer: Layer): ActivationName | "handed on" {
  const definition: LayerDefinition = layer.kind === "TimeDistributed" && layer.inner ? layer.inner : layer;
  switch (definition.kind) {
    case "Dense":
    case "SimpleRNN":
      return definition.arguments.activation.name;
    case "Activation":
      return definition.arguments.activation.name === "linear" ? "handed on" : definition.arguments.activation.name;
    case "Dropout":
    case "SpatialDropout1D":
    case "Masking":
    case "RepeatVector":
    case "Flatten":
    case "Reshape":
      return "handed on";
    default:
      return "linear";
  }
}
