/**
 * Conditions on numbers, which have no slope: no gradient goes through them. TensorFlow.js has no gradient at all for comparisons, not
 * even zero.
 *
 * test/tensorflow/golden.test.ts.
 */
import type { Tensor, Tf } from "../tfjs";

/** What `test` says of x: ones and zeros, or truth, as it gives them. */
export function condition(tf: Tf, x: Tensor, test: (x: Tensor) => Tensor): Tensor {
  return tf.customGrad((input: Tensor) => ({ value: test(input), gradFunc: () => tf.zeros(x.shape) }))(x);
}

/** a where x > 0, else b. */
export function wherePositive(tf: Tf, x: Tensor, a: Tensor, b: Tensor): Tensor {
  return tf.where(
    condition(tf, x, (one) => tf.greater(one, 0)),
    a,
    b,
  );
}

/** 1 where x is above the limit, else 0. */
export const above = (tf: Tf, x: Tensor, limit: number): Tensor =>
  condition(tf, x, (one) => tf.cast(tf.greater(one, limit), "float32"));
