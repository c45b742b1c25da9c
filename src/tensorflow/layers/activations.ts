/**
 * Keras's activations as TensorFlow operations, each with the gradient that Keras has.
 *
 * Some of TensorFlow.js's own gradients differ where a function bends (at 0 for `abs`), so those functions are put together from
 * parts whose gradients are right. test/tensorflow/agreement.test.ts.
 */
import type { KerasObject } from "../../core/model/argumentTypes";
import type { ObjectValue } from "../../core/model/objectTables";
import { activations as known, defaultsOf, type ActivationName } from "../../core/model/objectTables";
import type { Value } from "../pass";
import { above, wherePositive } from "./conditions";
import type { Save, Tensor, Tf } from "../tfjs";

export type Activation = (tf: Tf, x: Tensor) => Tensor;

/** |x| with the gradient sign x, which is 0 at 0. */
export const absolute: Activation = (tf, x) => tf.mul(x, tf.sign(x));

/** e^x − 1 for x below 0; what it gives above is not used, and does not overflow. */
const belowZero: Activation = (tf, x) => tf.expm1(tf.minimum(x, 0));

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

type Given = Readonly<Record<string, ObjectValue | null>>;
const of = (given: Given, key: string): number => Number(given[key]);

/** Keras has a leaky relu of its own where the slope alone differs: at 0 its gradient is the slope. */
function relu(tf: Tf, x: Tensor, given: Given): Tensor {
  const [slope, threshold] = [of(given, "negative_slope"), of(given, "threshold")];
  const largest = given["max_value"];
  if (slope !== 0 && threshold === 0 && largest === null) return wherePositive(tf, x, x, tf.mul(x, slope));
  const kept = threshold === 0 ? tf.relu(x) : tf.mul(x, above(tf, x, threshold));
  const bounded = typeof largest === "number" ? tf.clipByValue(kept, 0, largest) : kept;
  return slope === 0 ? bounded : tf.sub(bounded, tf.mul(tf.relu(tf.sub(threshold, x)), slope));
}

/** α (e^(x / β) − 1) below 0. */
const scaledElu = (tf: Tf, x: Tensor, alpha: number, beta: number): Tensor =>
  wherePositive(tf, x, x, tf.mul(belowZero(tf, tf.div(x, beta)), alpha));

function gelu(tf: Tf, x: Tensor, given: Given): Tensor {
  const half = tf.mul(x, 0.5);
  if (given["approximate"] !== true) return tf.mul(half, tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
  const inner = tf.mul(tf.mul(x, Math.sqrt(2 / Math.PI)), tf.add(tf.mul(tf.square(x), 0.044715), 1));
  return tf.mul(half, tf.add(tf.tanh(inner), 1));
}

/** The largest float32. */
const MOST = 3.4028234663852886e38;

/** (x + √(x² + b)) / 2, below 0 as b / (2 (√(x² + b) − x)), where nothing cancels; √(x² + b) is |x| where x² would overflow. */
function squareplus(tf: Tf, x: Tensor, given: Given): Tensor {
  const [b, large] = [of(given, "b"), 1e9];
  const size = absolute(tf, x);
  const root = tf.sqrt(tf.add(tf.square(tf.clipByValue(x, -large, large)), b));
  const length = wherePositive(tf, tf.sub(size, large), size, root);
  const rising = tf.add(tf.mul(x, 0.5), tf.mul(length, 0.5));
  // Not the size: at 0 its slope is 0, and that of x is 1.
  const below = tf.clipByValue(x, -MOST, 0);
  return wherePositive(tf, x, rising, tf.div(b / 2, tf.sub(length, below)));
}

/** x − top − ln(1 + the others' e^(x − top)): their sum by itself, so that it does not vanish beside 1. */
function logSoftmax(tf: Tf, x: Tensor): Tensor {
  // tfjs has no one-hot row of one number, and one share alone is all of it.
  if (x.shape.at(-1) === 1) return tf.sub(x, x);
  const run = tf.customGrad((z: Tensor, save: Save) => {
    const { values: top, indices } = tf.topk(z, 1, true);
    const below = tf.sub(z, top);
    const isTop = tf.reshape(tf.cast(tf.oneHot(tf.reshape(indices, [-1]), z.shape.at(-1) ?? 1), "float32"), z.shape);
    const others = tf.sum(tf.mul(tf.exp(below), tf.sub(1, isTop)), -1, true);
    save([tf.softmax(z, -1)]);
    const gradFunc = (dy: Tensor, [shares]: Tensor[]): Tensor =>
      tf.sub(dy, tf.mul(shares as Tensor, tf.sum(dy, -1, true)));
    return { value: tf.sub(below, tf.log1p(others)), gradFunc };
  });
  return run(x);
}

function softShrink(tf: Tf, x: Tensor, given: Given): Tensor {
  const limit = of(given, "threshold");
  const high = above(tf, x, limit);
  const low = tf.mul(above(tf, tf.neg(x), limit), tf.sub(1, high));
  return tf.add(tf.mul(tf.sub(x, limit), high), tf.mul(tf.add(x, limit), low));
}

function threshold(tf: Tf, x: Tensor, given: Given): Tensor {
  const high = above(tf, x, of(given, "threshold"));
  return tf.add(tf.mul(x, high), tf.mul(tf.sub(1, high), of(given, "default_value")));
}

const activations: { readonly [Name in ActivationName]: (tf: Tf, x: Tensor, given: Given) => Tensor } = {
  linear: (_, x) => x,
  relu,
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
  softmax,
  hard_sigmoid: hardSigmoid,
  softplus: (tf, x) => tf.softplus(x),
  softsign: (tf, x) => tf.div(x, tf.add(absolute(tf, x), 1)),
  elu: (tf, x, given) => scaledElu(tf, x, of(given, "alpha"), 1),
  selu: (tf, x) => tf.mul(wherePositive(tf, x, x, tf.mul(belowZero(tf, x), 1.6732632423543772)), 1.0507009873554805),
  exponential: (tf, x) => tf.exp(x),
  leaky_relu: (tf, x, given) => wherePositive(tf, x, x, tf.mul(x, of(given, "negative_slope"))),
  relu6: (tf, x) => tf.minimum(tf.relu(x), 6),
  hard_tanh: (tf, x) => tf.clipByValue(x, -1, 1),
  silu: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  gelu,
  mish: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  hard_silu: (tf, x) => tf.mul(x, hardSigmoid(tf, x)),
  celu: (tf, x, given) => scaledElu(tf, x, of(given, "alpha"), of(given, "alpha")),
  log_sigmoid: (tf, x) => tf.neg(tf.softplus(tf.neg(x))),
  log_softmax: logSoftmax,
  tanh_shrink: (tf, x) => tf.sub(x, tf.tanh(x)),
  soft_shrink: softShrink,
  hard_shrink: (tf, x, given) => tf.mul(x, above(tf, absolute(tf, x), of(given, "threshold"))),
  squareplus,
  sparse_plus: (tf, x) =>
    wherePositive(tf, tf.sub(x, 1), x, tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25)),
  sparse_sigmoid: (tf, x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5),
  sparsemax,
  threshold,
};

export function activationOf({ name, arguments: own }: KerasObject<ActivationName>): Activation {
  const given: Given = { ...defaultsOf(known[name]), ...own };
  return (tf, x) => activations[name](tf, x, given);
}

/** Keeps what stood before, for the loss. */
export function activate(tf: Tf, x: Tensor, activation: KerasObject<ActivationName>): Value {
  if (activation.name === "linear") return { tensor: x };
  return { tensor: activationOf(activation)(tf, x), before: { activation: activation.name, tensor: x } };
}
