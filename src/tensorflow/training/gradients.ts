/**
 * What happens to the gradients between the loss and the optimizer: regularizers add their slopes, then Keras's clipping.
 *
 * test/tensorflow/golden.test.ts.
 */
import type { OptimizerSettings } from "../../core/model/graph";
import type { PlanWeight } from "../../engine/plan/tensors";
import { splitSizes } from "../layers/pieces";
import { joinValues } from "./flatWeights";
import { numbersOf } from "./optimizers";
import type { Tensor, Tf } from "../tfjs";

/** l1 and l2 of each number of the flat weights. */
export interface Penalties {
  readonly l1: Tensor;
  readonly l2: Tensor;
}

/** Absent where no weight has a regularizer. */
export function createPenalties(
  tf: Tf,
  weights: readonly PlanWeight[],
  sizes: readonly number[],
): Penalties | undefined {
  if (!weights.some(({ penalty }) => penalty)) return undefined;
  const spread = (of: "l1" | "l2"): Tensor => {
    const values = new Map(
      weights.map(({ name, penalty }, i) => [name, new Float32Array(sizes[i] ?? 0).fill(penalty?.[of] ?? 0)]),
    );
    return tf.tensor1d(joinValues(weights, (name) => values.get(name) ?? new Float32Array(0)));
  };
  return { l1: spread("l1"), l2: spread("l2") };
}

/** l1 · Σ |w| + l2 · Σ w². */
export function penaltyOf(tf: Tf, weights: Tensor, { l1, l2 }: Penalties): Tensor {
  return tf.sum(tf.add(tf.mul(l1, tf.abs(weights)), tf.mul(l2, tf.square(weights))));
}

/** l1 · sign w + 2 · l2 · w. */
export function penaltySlope(tf: Tf, weights: Tensor, { l1, l2 }: Penalties): Tensor {
  return tf.add(tf.mul(l1, tf.sign(weights)), tf.mul(tf.mul(l2, weights), 2));
}

/** Keras takes the first of clipnorm, global_clipnorm and clipvalue that is set. */
export function clipGradient(
  tf: Tf,
  gradient: Tensor,
  sizes: readonly number[],
  settings: OptimizerSettings["arguments"],
): Tensor {
  const given = numbersOf(settings);
  const length = (x: Tensor): Tensor => tf.sqrt(tf.sum(tf.square(x)));
  const norm = given("clipnorm");
  if (norm > 0) {
    const parts = splitSizes(tf, gradient, sizes);
    return tf.concat(parts.map((part) => tf.div(tf.mul(part, norm), tf.maximum(length(part), norm))));
  }
  const global = given("global_clipnorm");
  if (global > 0) return tf.div(tf.mul(gradient, global), tf.maximum(length(gradient), global));
  const value = given("clipvalue");
  return value > 0 ? tf.clipByValue(gradient, -value, value) : gradient;
}
