/**
 * Losses as Keras 3 on TensorFlow computes them, each the mean over what counts.
 *
 * A cross-entropy behind the softmax or sigmoid that made the output reads what stood before it. test/tensorflow/golden.test.ts.
 */
import type { LossSettings } from "../../core/model/graph";
import type { ActivationName, LossName } from "../../core/model/objectTables";
import { quantilesOf } from "../../core/model/quantiles";
import { absolute } from "../layers/activations";
import { wherePositive } from "../layers/conditions";
import type { Value } from "../pass";
import type { Save, Tensor, Tf } from "../tfjs";

/** From (B, …, F) to a loss for each number (`elements`) or each step; targets have the same shape, class numbers a last 1. */
type Formula = (tf: Tf, y: Tensor, target: Tensor, settings: LossSettings) => Tensor;

interface Loss {
  readonly elements: boolean;
  /** Targets are class numbers. */
  readonly sparse?: true;
  readonly formula: Formula;
  /** The formula for what stands before this activation. */
  readonly fused?: { readonly activation: ActivationName; readonly formula: Formula };
}

/** Keras's epsilon: probabilities are held to [EPSILON, 1 − EPSILON] before a logarithm. */
const EPSILON = 1e-7;

const clipped = (tf: Tf, p: Tensor): Tensor => tf.clipByValue(p, Math.fround(EPSILON), Math.fround(1 - EPSILON));
const sumFeatures = (tf: Tf, x: Tensor): Tensor => tf.sum(x, -1);

const huber: Formula = (tf, y, target, settings) => {
  const delta = Number(settings.arguments["delta"] ?? 1);
  const error = tf.sub(y, target);
  const size = absolute(tf, error);
  const near = tf.mul(tf.square(error), 0.5);
  return wherePositive(tf, tf.sub(size, delta), tf.sub(tf.mul(size, delta), 0.5 * delta * delta), near);
};

const binary: Formula = (tf, y, target) => {
  const p = clipped(tf, y);
  const no = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, p)));
  return tf.neg(tf.add(tf.mul(target, tf.log(p)), no));
};

const binaryLogits: Formula = (tf, z, target) => tf.sub(tf.softplus(z), tf.mul(z, target));

const categorical: Formula = (tf, y, target) => {
  const p = clipped(tf, tf.div(y, tf.sum(y, -1, true)));
  return tf.neg(sumFeatures(tf, tf.mul(target, tf.log(p))));
};

/** The gradient is softmax − target whatever the target adds up to, as in TensorFlow's own operation. */
const categoricalLogits: Formula = (tf, z, target) => {
  const loss = tf.customGrad((input: Tensor, wanted: Tensor, save: Save) => {
    const logs = tf.logSoftmax(input, -1);
    save([logs, wanted]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [log, t] = saved as [Tensor, Tensor];
      return [tf.mul(tf.expandDims(dy, -1), tf.sub(tf.exp(log), t)), tf.zerosLike(t)];
    };
    return { value: tf.neg(sumFeatures(tf, tf.mul(wanted, logs))), gradFunc: gradFunc };
  });
  return loss(z, target);
};

/** Class numbers (…, 1) to a 1 in their places. */
function oneHot(tf: Tf, target: Tensor, classes: number): Tensor {
  return tf.cast(tf.oneHot(tf.cast(tf.squeeze(target, [-1]), "int32"), classes), "float32");
}

const sparse: Formula = (tf, y, target) => {
  const logs = tf.log(clipped(tf, y));
  return categoricalLogits(tf, logs, oneHot(tf, target, y.shape.at(-1) ?? 1), {
    name: "categorical_crossentropy",
    arguments: {},
  });
};

const divergence: Formula = (tf, y, target) => {
  const p = tf.clipByValue(y, Math.fround(EPSILON), 1);
  const t = tf.clipByValue(target, Math.fround(EPSILON), 1);
  return sumFeatures(tf, tf.mul(t, tf.log(tf.div(t, p))));
};

/** Koenker and Bassett (1978). An output has its features once for each quantile; targets are compared with each. */
const quantile: Formula = (tf, y, target, settings) => {
  const quantiles = quantilesOf(settings) ?? [];
  const parts = quantiles.length === 1 ? [y] : tf.split(y, quantiles.length, -1);
  const each = parts.map((part, i) => {
    const q = quantiles[i] ?? 0;
    const error = tf.sub(target, part);
    // max(q e, (q − 1) e), with no slope where both are 0.
    return tf.add(tf.mul(error, q - 0.5), tf.mul(absolute(tf, error), 0.5));
  });
  return tf.concat(each, -1);
};

const losses: { readonly [Name in LossName]: Loss } = {
  mean_squared_error: { elements: true, formula: (tf, y, target) => tf.square(tf.sub(y, target)) },
  mean_absolute_error: { elements: true, formula: (tf, y, target) => absolute(tf, tf.sub(y, target)) },
  huber: { elements: true, formula: huber },
  log_cosh: {
    elements: true,
    formula: (tf, y, target) => {
      const error = tf.sub(y, target);
      return tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
    },
  },
  poisson: {
    elements: true,
    formula: (tf, y, target) => tf.sub(y, tf.mul(target, tf.log(tf.add(y, EPSILON)))),
  },
  kl_divergence: { elements: false, formula: divergence },
  binary_crossentropy: {
    elements: true,
    formula: binary,
    fused: { activation: "sigmoid", formula: binaryLogits },
  },
  categorical_crossentropy: {
    elements: false,
    formula: categorical,
    fused: { activation: "softmax", formula: categoricalLogits },
  },
  sparse_categorical_crossentropy: {
    elements: false,
    sparse: true,
    formula: sparse,
    fused: {
      activation: "softmax",
      formula: (tf, z, target, settings) => categoricalLogits(tf, z, oneHot(tf, target, z.shape.at(-1) ?? 1), settings),
    },
  },
  quantile: { elements: true, formula: quantile },
};

/** Targets are class numbers. */
export const isSparseLoss = ({ name }: LossSettings): boolean => losses[name].sparse === true;

/** One number: the mean over samples and steps that count, and over features where the formula works on single numbers. */
export function meanLoss(tf: Tf, settings: LossSettings, output: Value, target: Tensor): Tensor {
  const { elements, formula, fused } = losses[settings.name];
  const { before, mask, tensor } = output;
  const isFused = fused !== undefined && before?.activation === fused.activation;
  const each = isFused ? fused.formula(tf, before.tensor, target, settings) : formula(tf, tensor, target, settings);
  if (!mask) return tf.mean(each);
  const steps = elements ? tf.mean(each, -1) : each;
  // Where nothing counts the sum is 0, and so is the mean.
  return tf.div(tf.sum(tf.mul(steps, mask)), tf.maximum(tf.sum(mask), 1));
}
