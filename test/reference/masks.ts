/**
 * Which steps of one sample count behind each layer of Keras 3, and what that does to values.
 */
import type { Layer } from "../../src/core/model/graph";
import type { Steps } from "./layers";
import { scalar } from "./scalar";

export type StepMask = readonly boolean[];

/** Counts where one of them counts; nothing where one input has no mask. */
export function unionOf(masks: readonly (StepMask | undefined)[]): StepMask | undefined {
  if (!masks.every((mask): mask is StepMask => mask !== undefined)) return undefined;
  return masks[0]?.map((_, t) => masks.some((mask) => mask[t]));
}

export const masked = (x: Steps, mask: StepMask | undefined): Steps =>
  x.map((row, t) => (mask?.[t] === false ? row.map(() => scalar(0)) : row));

/** `x`: the first input; `given`: the masks of all. Undefined where every step counts. */
export function maskBehind(layer: Layer, x: Steps, given: readonly (StepMask | undefined)[]): StepMask | undefined {
  switch (layer.kind) {
    case "Masking":
      return x.map((row) => row.some(({ value }) => value !== Math.fround(layer.arguments.mask_value)));
    case "Embedding":
      return layer.arguments.mask_zero ? x.flat().map(({ value }) => value !== 0) : undefined;
    case "Attention":
    case "Dense":
    case "Activation":
    case "Dropout":
    case "SpatialDropout1D":
    case "LayerNormalization":
    case "TimeDistributed":
      return given[0];
    case "SimpleRNN":
    case "LSTM":
    case "GRU":
    case "Jordan":
      return layer.arguments.return_sequences ? given[0] : undefined;
    case "Bidirectional":
      return layer.inner && "return_sequences" in layer.inner.arguments && layer.inner.arguments.return_sequences
        ? given[0]
        : undefined;
    default:
      return undefined;
  }
}
