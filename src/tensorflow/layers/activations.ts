/**
 * Keras's activations as TensorFlow operations, each with the gradient that Keras has.
 *
 * Some of TensorFlow.js's own gradients differ where a function bends (at 0 for `abs`), so those functions are put together from
 * parts whose gradients are right. test/tensorflow/agreement.test.ts.
 */
import type { ActivationName } from "../../core/model/objectTables";
import { PlanError } from "../../engine/plan/planError";
import type { Value } from "../pass";
import { condition, wherePositive } from "./conditions";
import type { Save, Tensor, Tf } from "../tfjs";

export type Activation = (tf: Tf, x: Tensor) => Tensor;

/** |x| with the gradient sign x, which is 0 at 0. */
export const absolute: Activation = (tf, x) => tf.mul(x, tf.sign(x));

/** e^x − 1 for x below 0; what it gives above is not used, and does not overflow. */
const belowZero: Activation = (tf, x) => tf.sub(tf.exp(tf.minimum(x, 0)), 1);

const hardSigmoid: Activation = (tf, x) => tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6);
const softmax: Activation = (tf, x) => tf.softmax(x, -1);

/**
 * max(x − τ, 0) with Keras's τ = (Σ of the partial sums of the k largest − 1) / k: number r of them, from 0, counts k − r times. All of
 * the k largest take their share of what τ takes of the gradient.
 */
const sparsemax: Activation = (tf, x) => {
  const n = x.shape.at(-1) ?? 1;
  const project = tf.customGrad((z: Tensor, save: Save) => {
    const { values: sorted, indices } = tf.topk(z, n, true);
    const sums = tf.cumsum(sorted, -1);
    const kept = tf.cast(tf.greater(tf.add(tf.mul(sorted, tf.range(1, n + 1)), 1), sums), "float32");
    const support = tf.sum(kept, -1, true);
    const threshold = tf.div(tf.sub(tf.sum(tf.mul(sums, kept), -1, true), 1), support);
    const value = tf.relu(tf.sub(z, threshold));
    const ranks = tf.cast(tf.topk(tf.neg(tf.cast(indices, "float32")), n, true).indices, "float32");
    save([value, tf.relu(tf.sub(support, ranks)), support]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [y, counts, k] = saved as [Tensor, Tensor, Tensor];
      const inside = tf.mul(dy, tf.cast(tf.greater(y, 0), "float32"));
      return tf.sub(inside, tf.mul(counts, tf.div(tf.sum(inside, -1, true), k)));
    };
    return { value, gradFunc };
  });
  return project(x);
};

const activations: { readonly [Name in ActivationName]: Activation | undefined } = {
  linear: (_, x) => x,
  relu: (tf, x) => tf.relu(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
  softmax,
  hard_sigmoid: hardSigmoid,
  softplus: (tf, x) => tf.softplus(x),
  softsign: (tf, x) => tf.div(x, tf.add(absolute(tf, x), 1)),
  elu: (tf, x) => wherePositive(tf, x, x, belowZero(tf, x)),
  selu: (tf, x) => tf.mul(wherePositive(tf, x, x, tf.mul(belowZero(tf, x), 1.6732632423543772)), 1.0507009873554805),
  exponential: (tf, x) => tf.exp(x),
  leaky_relu: (tf, x) => wherePositive(tf, x, x, tf.mul(x, 0.2)),
  relu6: (tf, x) => tf.minimum(tf.relu(x), 6),
  hard_tanh: (tf, x) => tf.clipByValue(x, -1, 1),
  silu: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  gelu: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  mish: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  hard_silu: (tf, x) => tf.mul(x, hardSigmoid(tf, x)),
  // Named by its word, its alpha is 1.
  celu: (tf, x) => wherePositive(tf, x, x, belowZero(tf, x)),
  log_sigmoid: (tf, x) => tf.neg(tf.softplus(tf.neg(x))),
  log_softmax: (tf, x) => tf.logSoftmax(x, -1),
  tanh_shrink: (tf, x) => tf.sub(x, tf.tanh(x)),
  soft_shrink: (tf, x) => tf.sub(x, tf.clipByValue(x, -0.5, 0.5)),
  hard_shrink: (tf, x) =>
    tf.mul(
      x,
      condition(tf, x, (one) => tf.cast(tf.greater(tf.abs(one), 0.5), "float32")),
    ),
  squareplus: (tf, x) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 2),
  sparse_plus: (tf, x) =>
    wherePositive(tf, tf.sub(x, 1), x, tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25)),
  sparse_sigmoid: (tf, x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5),
  sparsemax,
  threshold: undefined,
};

/** Throws PlanError `engine.notBuilt` for an activation that this engine does not have. */
export function activationNamed(name: ActivationName, layer: string): Activation {
  const activation = activations[name];
  if (activation === undefined) throw new PlanError("engine.notBuilt", { layer, argument: name });
  return activation;
}

/** Keeps what stood before, for the loss. */
export function activate(tf: Tf, x: Tensor, name: ActivationName, layer: string): Value {
  if (name === "linear") return { tensor: x };
  return { tensor: activationNamed(name, layer)(tf, x), before: { activation: name, tensor: x } };
}
