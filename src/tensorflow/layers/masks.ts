/**
 * Which steps count, and what that does to the layers that heed it, as in Keras 3. test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { Place, Value, Values } from "../pass";
import { condition } from "./conditions";
import type { Tensor, Tf } from "../tfjs";

/** 1 where a number is not `value`. */
const differs = (tf: Tf, x: Tensor, value: number): Tensor =>
  condition(tf, x, (one) => tf.cast(tf.notEqual(one, value), "float32"));

/** Steps count where any of their features is not `mask_value`; the others are zero from here on. */
export function computeMasking({ arguments: given }: DefinitionOf<"Masking">, { pass: { tf }, input }: Place): Values {
  const mask = tf.max(differs(tf, input.tensor, Math.fround(given.mask_value)), -1);
  return { output: { tensor: tf.mul(input.tensor, tf.expandDims(mask, -1)), mask } };
}

/** Ids count where they are not 0. */
export function maskOfIds(tf: Tf, ids: Tensor): Tensor {
  return differs(tf, ids, 0);
}

/** Where one of the masks counts; absent where an input has none: all its steps count. */
export function maskUnion(tf: Tf, inputs: readonly Value[]): Tensor | undefined {
  const masks = inputs.map(({ mask }) => mask);
  if (!masks.every((mask): mask is Tensor => mask !== undefined)) return undefined;
  return masks.reduce((a, b) => tf.maximum(a, b));
}

/** `fill` where a step does not count. */
export function keep(tf: Tf, x: Tensor, mask: Tensor, fill: 0 | 1): Tensor {
  const counts = tf.expandDims(mask, -1);
  const kept = tf.mul(x, counts);
  return fill === 0 ? kept : tf.add(kept, tf.sub(1, counts));
}

/** (B, 1, F): the mean over the steps that count, 0 / 0 where none does. */
export function meanOfCounted(tf: Tf, x: Tensor, mask: Tensor): Tensor {
  const counted = tf.expandDims(tf.sum(mask, 1, true), -1);
  return tf.div(tf.sum(keep(tf, x, mask, 0), 1, true), counted);
}
