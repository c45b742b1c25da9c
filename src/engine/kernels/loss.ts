/**
 * Losses and their gradients, as Keras 3 on TensorFlow computes them.
 *
 * A batch's loss is the mean over samples and steps, those that a mask leaves out not counted (and over features, where the formula
 * works on single numbers). Weights multiply what a row adds and its gradient; the mean is over the rows all the same. The gradient goes straight to the tensor that the loss reads; pad rows and pad columns get zero, and this
 * is where every other kernel's zero gradient in the pads comes from. Sums are in float64 and in a fixed order.
 * test/engine/loss.test.ts compares with the float64 reference.
 */
import { LossCode } from "../plan/codes";
import { cosineOfRows, inverseLength, LONGEST_INVERSE } from "./cosineRow";
import { clearPads, rowTop, softmaxRow } from "./softmaxRow";
import { Frame } from "./frame";

/** Keras's epsilon: probabilities are held to [EPSILON, 1 − EPSILON] before a logarithm. */
const EPSILON: f32 = 1e-7;

@unmanaged export class Loss {
  steps: i32;
  code: i32;
  features: i32;
  /** Number of the output that the loss belongs to. */
  output: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  /** The dataset's targets, (samples, steps, targetFeatures). */
  targets: usize;
  targetFeatures: i32;
  /** Huber: where it becomes linear. */
  delta: f32;
  /** Of this loss in the sum; what is reported has none. */
  weight: f32;
  /** One for every `targetFeatures` numbers of y; 0: another loss. */
  quantiles: usize;
  /** Which steps count; 0: all. */
  mask: usize;
  /** How many of them there are, one f64 for each shard. */
  counted: usize;
  /** Bytes from one shard's to the next one's. */
  countedStride: i32;
  /** What each row of the dataset counts, (samples, weightSteps); 0: all count once. */
  weights: usize;
  /** As many as `steps`, or 1: a weight for the whole sample. */
  weightSteps: i32;
}

/** What the loss of a number or of a row adds; its gradient, not yet divided, is left in `slope`. */
let slope: f32 = 0;

@inline function clipped(p: f32): f32 {
  return min(max(p, EPSILON), <f32>(1 - EPSILON));
}

@inline function inside(p: f32): bool {
  return p >= EPSILON && p <= <f32>(1 - EPSILON);
}

const LOG_2: f32 = 0.6931471805599453;

function elementLoss(code: i32, y: f32, target: f32, delta: f32): f32 {
  switch (code) {
    case LossCode.meanSquaredError: {
      const error = y - target;
      slope = 2 * error;
      return error * error;
    }
    case LossCode.meanAbsoluteError: {
      const error = y - target;
      slope = error > 0 ? 1 : error < 0 ? -1 : 0;
      return abs(error);
    }
    case LossCode.huber: {
      const error = y - target, size = abs(error);
      const near = size <= delta;
      slope = near ? error : error > 0 ? delta : -delta;
      return near ? <f32>0.5 * error * error : delta * size - <f32>0.5 * delta * delta;
    }
    case LossCode.logCosh: {
      // x + softplus(−2x) − ln 2, with the softplus written so that nothing overflows.
      const error = y - target, size = abs(error);
      slope = Mathf.tanh(error);
      return size + Mathf.log1p(Mathf.exp(-2 * size)) - LOG_2;
    }
    case LossCode.poisson: {
      slope = 1 - target / (y + EPSILON);
      return y - target * Mathf.log(y + EPSILON);
    }
    case LossCode.quantile: {
      // Koenker and Bassett (1978); `delta` is the quantile.
      const error = target - y;
      slope = error > 0 ? -delta : error < 0 ? 1 - delta : 0;
      return max(delta * error, (delta - 1) * error);
    }
    case LossCode.binaryCrossentropyLogits: {
      const e = Mathf.exp(-abs(y));
      slope = (y >= 0 ? <f32>1 : e) / (1 + e) - target;
      return max(y, <f32>0) - y * target + Mathf.log1p(e);
    }
    default: {
      const p = clipped(y);
      slope = inside(y) ? (p - target) / (p * (1 - p)) : 0;
      return -(target * Mathf.log(p) + (1 - target) * Mathf.log(1 - p));
    }
  }
}

@inline function at(row: usize, j: i32): f32 {
  return load<f32>(row + (<usize>j << 2));
}

@inline function put(row: usize, j: i32, value: f32): void {
  store<f32>(row + (<usize>j << 2), value);
}

/** Cross-entropy with the softmax before it: the gradient is p − target, whatever the target adds up to, as in TensorFlow. */
function logitsRow(y: usize, dy: usize, target: usize, n: i32, sparse: bool, scale: f32): f32 {
  const logSum = softmaxRow(y, dy, n);
  let loss: f32 = 0;
  const label = sparse ? <i32>load<f32>(target) : 0;
  for (let j = 0; j < n; j++) {
    const t: f32 = sparse ? (j == label ? 1 : 0) : at(target, j);
    if (t != 0) loss += t * (logSum - (at(y, j) - rowTop));
    put(dy, j, (at(dy, j) - t) * scale);
  }
  return loss;
}

/** Cross-entropy of numbers that are taken as probabilities: divided by their sum, then held away from 0 and 1. */
function categoricalRow(y: usize, dy: usize, target: usize, n: i32, scale: f32): f32 {
  let sum: f32 = 0, loss: f32 = 0, mean: f32 = 0;
  for (let j = 0; j < n; j++) sum += at(y, j);
  for (let j = 0; j < n; j++) {
    const q = at(y, j) / sum, t = at(target, j), p = clipped(q);
    loss -= t * Mathf.log(p);
    const d: f32 = inside(q) ? -t / p : 0;
    mean += d * q;
    put(dy, j, d);
  }
  for (let j = 0; j < n; j++) put(dy, j, ((at(dy, j) - mean) / sum) * scale);
  return loss;
}

/** Sparse: held away from 0 and 1, then a softmax of their logarithms. */
function sparseRow(y: usize, dy: usize, target: usize, n: i32, scale: f32): f32 {
  const label = <i32>load<f32>(target);
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) sum += clipped(at(y, j));
  for (let j = 0; j < n; j++) {
    const p = clipped(at(y, j));
    const d: f32 = 1 / sum - (j == label ? 1 / p : 0);
    put(dy, j, inside(at(y, j)) ? d * scale : 0);
  }
  return Mathf.log(sum) - Mathf.log(clipped(at(y, label)));
}

/** Kullback–Leibler: both sides are held to [EPSILON, 1]. */
function divergenceRow(y: usize, dy: usize, target: usize, n: i32, scale: f32): f32 {
  let loss: f32 = 0;
  for (let j = 0; j < n; j++) {
    const q = at(y, j);
    const p = min(max(q, EPSILON), <f32>1), t = min(max(at(target, j), EPSILON), <f32>1);
    loss += t * Mathf.log(t / p);
    put(dy, j, q >= EPSILON && q <= 1 ? (-t / p) * scale : 0);
  }
  return loss;
}

/** −cos of the angle between y and its target: the gradient is (cos · y/|y| − t/|t|) / |y|, and −t/|t| / EPSILON where y is next to nothing. */
function negativeCosineRow(y: usize, dy: usize, target: usize, n: i32, scale: f32): f32 {
  const own = inverseLength(y, n), other = inverseLength(target, n), cosine = cosineOfRows(y, target, n);
  const along = own < LONGEST_INVERSE ? cosine * own : 0;
  for (let j = 0; j < n; j++) {
    put(dy, j, <f32>((along * <f64>at(y, j) - <f64>at(target, j) * other) * own * <f64>scale));
  }
  return <f32>-cosine;
}

function rowLoss(p: Loss, y: usize, dy: usize, target: usize, scale: f32): f32 {
  switch (p.code) {
    case LossCode.categoricalCrossentropyLogits: return logitsRow(y, dy, target, p.features, false, scale);
    case LossCode.sparseCategoricalCrossentropyLogits: return logitsRow(y, dy, target, p.features, true, scale);
    case LossCode.categoricalCrossentropy: return categoricalRow(y, dy, target, p.features, scale);
    case LossCode.sparseCategoricalCrossentropy: return sparseRow(y, dy, target, p.features, scale);
    case LossCode.cosineSimilarity: return negativeCosineRow(y, dy, target, p.features, scale);
    case LossCode.klDivergence: return divergenceRow(y, dy, target, p.features, scale);
    default: {
      let loss: f32 = 0;
      for (let j = 0; j < p.features; j++) {
        const q = p.quantiles ? at(p.quantiles, j / p.targetFeatures) : p.delta;
        loss += elementLoss(p.code, at(y, j), at(target, p.quantiles ? j % p.targetFeatures : j), q);
        put(dy, j, slope * scale);
      }
      return loss;
    }
  }
}

/** What a row of this sample counts at this step. */
@inline function weightOf(p: Loss, sample: i32, step: i32): f32 {
  if (!p.weights) return 1;
  return at(p.weights, sample * p.weightSteps + (p.weightSteps > 1 ? step : 0));
}

/** Steps that count in the whole batch. */
function countedSteps(p: Loss, frame: Frame): f32 {
  if (!p.mask) return <f32>frame.batch * <f32>p.steps;
  let counted: f64 = 0, at = p.counted;
  for (let s = 0; s < frame.shards; s++, at += <usize>p.countedStride) counted += load<f64>(at);
  return <f32>counted;
}

export function loss(p: Loss, frame: Frame): void {
  const perElement = p.code <= LossCode.binaryCrossentropyLogits;
  const counted = countedSteps(p, frame);
  const parts = counted * (perElement ? <f32>p.features : 1);
  const scale: f32 = p.weight / parts;
  const row = <usize>p.yLd << 2;
  const targetRow = <usize>p.targetFeatures << 2;
  let y = p.y, dy = p.dy, mask = p.mask, total: f64 = 0;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, y += row, dy += row) {
      const counts = mask ? load<i32>(mask) != 0 : true;
      if (mask) mask += 16;
      if (r >= frame.rows || !counts) {
        memory.fill(dy, 0, row);
        continue;
      }
      const sample = load<i32>(frame.order + (<usize>r << 2));
      const weight = weightOf(p, sample, t);
      total += weight * rowLoss(p, y, dy, p.targets + (<usize>sample * p.steps + t) * targetRow, scale * weight);
      clearPads(dy, p.features, (p.features + 3) & ~3);
    }
  }
  store<f64>(frame.losses + (<usize>p.output << 3), counted == 0 ? 0 : total / parts);
}
