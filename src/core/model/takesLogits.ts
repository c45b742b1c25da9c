/**
 * When a cross-entropy reads what stands before the softmax or sigmoid that made an output.
 *
 * Keras on TensorFlow does so where the output is the very tensor that `softmax` or `sigmoid` has given: that of a Dense or an Activation,
 * also behind layers that hand their input on as it is. Whatever makes a tensor of its own (TimeDistributed, a recurrent cell, a merge,
 * Reshape, a Dropout that drops something, …) leaves probabilities, and these are held to [1e-7, 1 − 1e-7].
 * test/engine/logits.test.ts has every way in which an output can end.
 */
import type { ModelGraph, TensorRef } from "./graph";

export function takesLogits({ layers }: Pick<ModelGraph, "layers">, ref: TensorRef): boolean {
  const layer = layers[ref.layer];
  const before = layer?.inputs[0];
  switch (layer?.kind) {
    case "Dense":
      return true;
    case "Activation":
      return layer.arguments.activation.name !== "linear" || (before !== undefined && takesLogits({ layers }, before));
    case "Dropout":
    case "SpatialDropout1D":
      return layer.arguments.rate === 0 && before !== undefined && takesLogits({ layers }, before);
    default:
      return false;
  }
}
