/**
 * Losses as Keras 3 on TensorFlow computes them, each the mean over what counts.
 *
 * A cross-entropy behind the softmax or sigmoid that made the output reads what stood before it. test/tensorflow/golden.test.ts.
 */
import type { LossSettings } from "../../core/model/graph";
import type { LossName } from "../../core/model/objectTables";
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
  /** Behind this activation, what stands before it is read. */
  readonly behind?: keyof typeof logits;
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

const categorical: Formula = (tf, y, target) => {
  const p = clipped(tf, tf.div(y, tf.sum(y, -1, true)));
  return tf.neg(sumFeatures(tf, tf.mul(target, tf.log(p))));
};

interface Logits {
  /** Of what stands before the activation. */
  readonly loss: (tf: Tf, z: Tensor, target: Tensor) => Tensor;
  readonly probabilities: (tf: Tf, z: Tensor) => Tensor;
}

const logits = {
  sigmoid: {
    loss: (tf, z, target) => tf.sub(tf.softplus(z), tf.mul(z, target)),
    probabilities: (tf, z) => tf.sigmoid(z),
  },
  softmax: {
    loss: (tf, z, target) => tf.neg(sumFeatures(tf, tf.mul(target, tf.logSoftmax(z, -1)))),
    probabilities: (tf, z) => tf.softmax(z, -1),
  },
} satisfies Readonly<Record<string, Logits>>;

/** The slope is probability − target whatever the targets add up to, as in TensorFlow's own operations. */
function crossEntropyOf(tf: Tf, { loss, probabilities }: Logits, z: Tensor, target: Tensor): Tensor {
  const run = tf.customGrad((input: Tensor, save: Save) => {
    save([input, target]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [before, wanted] = saved as [Tensor, Tensor];
      const slope = tf.sub(probabilities(tf, before), wanted);
      return tf.mul(dy.shape.length === slope.shape.length ? dy : tf.expandDims(dy, -1), slope);
    };
    return { value: loss(tf, input, target), gradFunc };
  });
  return run(z);
}

/** Class numbers (…, 1) to a 1 in their places. */
function oneHot(tf: Tf, target: Tensor, classes: number): Tensor {
  return tf.cast(tf.oneHot(tf.cast(tf.squeeze(target, [-1]), "int32"), classes), "float32");
}

const sparse: Formula = (tf, y, target) => {
  const logs = tf.log(clipped(tf, y));
  return crossEntropyOf(tf, logits.softmax, logs, oneHot(tf, target, y.shape.at(-1) ?? 1));
};

const divergence: Formula = (tf, y, target) => {
  const p = tf.clipByValue(y, Math.fround(EPSILON), 1);
  const t = tf.clipByValue(target, Math.fround(EPSILON), 1);
  return sumFeatures(tf, tf.mul(t, tf.log(tf.div(t, p))));
};

/** A row is divided by its length, one shorter than EPSILON by EPSILON. */
const ofLengthOne = (tf: Tf, row: Tensor): Tensor =>
  tf.div(row, tf.sqrt(tf.maximum(tf.sum(tf.square(row), -1, true), EPSILON * EPSILON)));

const negativeCosine: Formula = (tf, y, target) =>
  tf.neg(sumFeatures(tf, tf.mul(ofLengthOne(tf, y), ofLengthOne(tf, target))));

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
  cosine_similarity: { elements: false, formula: negativeCosine },
  binary_crossentropy: {
    elements: true,
    formula: binary,
    behind: "sigmoid",
  },
  categorical_crossentropy: {
    elements: false,
    formula: categorical,
    behind: "softmax",
  },
  sparse_categorical_crossentropy: {
    elements: false,
    sparse: true,
    formula: sparse,
    behind: "softmax",
  },
  quantile: { elements: true, formula: quantile },
};

/** Targets are class numbers. */
export const isSparseLoss = ({ name }: LossSettings): boolean => losses[name].sparse === true;

/** The mean of all, and its gradient in two operations. */
function meanOf(tf: Tf, x: Tensor): Tensor {
  const run = tf.customGrad((input: Tensor) => {
    const gradFunc = (dy: Tensor): Tensor => tf.mul(tf.fill(x.shape, 1 / x.size), dy);
    return { value: tf.mean(input), gradFunc };
  });
  return run(x);
}

/** Weights in a shape that stretches over the losses: of single numbers (B, …, F), or of steps (B, …). */
function besideRows(tf: Tf, weights: Tensor, shape: readonly number[], elements: boolean): Tensor {
  const rows = elements ? shape.slice(0, -1) : shape;
  const isBySample = weights.shape[1] === 1;
  const beside = isBySample ? rows.map((size, axis) => (axis === 0 ? size : 1)) : rows;
  return tf.reshape(weights, elements ? [...beside, 1] : [...beside]);
}

/**
 * One number: the mean over samples and steps that count, and over features where the formula works on single numbers. `output.before` is
 * there where Keras would take logits (core/model/takesLogits.ts). `weights`, (B, 1) or (B, steps), multiply what rows lose; the mean is over the rows all the same.
 */
export function meanLoss(tf: Tf, settings: LossSettings, output: Value, target: Tensor, weights?: Tensor): Tensor {
  const { elements, formula, behind, sparse: takesClasses } = losses[settings.name];
  const { before, mask } = output;
  // One number a sample is a row of one feature, as its targets are.
  const rowsOf = (x: Tensor): Tensor => (x.shape.length === 1 ? tf.expandDims(x, -1) : x);
  const tensor = rowsOf(output.tensor);
  const lossOf = (): Tensor => {
    const found = before?.activation === behind && before ? rowsOf(before.tensor) : undefined;
    const read = found ?? (settings.arguments["from_logits"] === true ? tensor : undefined);
    if (behind === undefined || read === undefined) return formula(tf, tensor, target, settings);
    const wanted = takesClasses ? oneHot(tf, target, tensor.shape.at(-1) ?? 1) : target;
    return crossEntropyOf(tf, logits[behind], read, wanted);
  };
  const each = lossOf();
  const weighted = weights ? tf.mul(each, besideRows(tf, weights, each.shape, elements)) : each;
  if (!mask) return meanOf(tf, weighted);
  const steps = elements ? tf.mean(weighted, -1) : weighted;
  // Where nothing counts the sum is 0, and so is the mean.
  return tf.div(tf.sum(tf.mul(steps, mask)), tf.maximum(tf.sum(mask), 1));
}
