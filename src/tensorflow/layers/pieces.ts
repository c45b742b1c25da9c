/**
 * A tensor in pieces, also where there is only one: TensorFlow.js finds no gradient of a list with a single piece.
 *
 * test/tensorflow/agreement.test.ts.
 */
import type { Tensor, Tf } from "../tfjs";

/** (T, …) to T times (…). */
export function unstackAll(tf: Tf, x: Tensor): Tensor[] {
  return x.shape[0] === 1 ? [tf.squeeze(x, [0])] : tf.unstack(x);
}

/** Pieces of these sizes along an axis. */
export function splitSizes(tf: Tf, x: Tensor, sizes: readonly number[], axis = 0): Tensor[] {
  return sizes.length === 1 ? [x] : tf.split(x, [...sizes], axis);
}
