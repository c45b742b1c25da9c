/**
 * The last activation on the way to a tensor: what its values mean, and between which bounds they lie.
 *
 * Layers that hand their input on (Dropout, RepeatVector, a linear Activation) are looked through. test/core/data/decodePredictions.test.ts
 * and test/core/choices.test.ts.
 */
import type { KerasObject } from "./argumentTypes";
import type { Layer, LayerDefinition, ModelGraph, Port, TensorRef } from "./graph";
import { isRecurrentKind } from "./layerTable";
import type { ActivationName } from "./objectTables";
import { halvesOf } from "./ports";

export interface LastActivation {
  /** Index of the layer that applies it. */
  readonly layer: number;
  readonly activation: KerasObject<ActivationName>;
  /** Behind a Flatten or a Reshape a row is no longer what the activation has made together. */
  readonly isRegrouped: boolean;
}

/** Undefined where the values of several layers meet, or where a layer without an activation gives them. */
export function lastActivation({ layers }: Pick<ModelGraph, "layers">, ref: TensorRef): LastActivation | undefined {
  let isRegrouped = false;
  for (let layer = layers[ref.layer]; layer; layer = layers[ref.layer]) {
    const activation = activationOf(layer, ref);
    if (activation !== "handed on") return activation && { layer: ref.layer, activation, isRegrouped };
    isRegrouped ||= layer.kind === "Flatten" || layer.kind === "Reshape";
    const before = layer.inputs[0];
    if (!before) return undefined;
    ref = before;
  }
  return undefined;
}

function activationOf(layer: Layer, { port }: TensorRef): KerasObject<ActivationName> | "handed on" | undefined {
  // What a cell keeps (c) is not bounded, and halves that are added up pass their bounds.
  if (port.endsWith("c") || (layer.kind === "Bidirectional" && layer.arguments.merge_mode === "sum")) return undefined;
  const halves = halvesOf(layer, layer.inner);
  if (halves && port === "output") {
    const [one, other] = [halves.forward, halves.backward].map((half) => activationIn(half, port));
    return JSON.stringify(one) === JSON.stringify(other) ? one : undefined;
  }
  return activationIn(halves?.[port.startsWith("backward") ? "backward" : "forward"] ?? layer.inner ?? layer, port);
}

function activationIn(definition: LayerDefinition, port: Port): KerasObject<ActivationName> | "handed on" | undefined {
  if (definition.kind === "Jordan") {
    return port.endsWith("h") ? definition.arguments.activation : definition.arguments.output_activation;
  }
  if (definition.kind === "Dense" || isRecurrentKind(definition.kind)) {
    return "activation" in definition.arguments ? definition.arguments.activation : undefined;
  }
  if (definition.kind === "Activation") {
    return definition.arguments.activation.name === "linear" ? "handed on" : definition.arguments.activation;
  }
  const handsOn = /^(Dropout|SpatialDropout1D|Flatten|Reshape|RepeatVector|Masking)$/.test(definition.kind);
  return handsOn ? "handed on" : undefined;
}
