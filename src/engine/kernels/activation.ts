/**
 * Activations, forward and backward, for four numbers or for a whole tensor.
 *
 * Most derivatives follow from the output; those of the functions from silu on, and of those that work on rows, need the input
 * too, which recurrent cells keep for these alone. Arguments other than Keras's defaults have codes of their own among them, so
 * that the usual functions load no numbers. Where the value at 0 is not 0, the pad columns are set to zero again: no
 * kernel ever finds anything but zeros there. test/engine/layers.test.ts and recurrent.test.ts compare all of them with the
 * float64 reference.
 */
import { ActivationCode } from "../plan/codes";
import { Frame } from "./frame";
import { exp, log, madd, one, sigmoid, sumLanes, tanh } from "./simd";

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.6732632423543772;

/** Which function, and up to three numbers of its own; what they are is said where they are used. */
@unmanaged export class Activation {
  code: i32;
  a: f32;
  b: f32;
  c: f32;
}

@inline function c(x: f32): v128 {
  return f32x4.splat(x);
}

/** Values are held between two bounds; NaN passes. */
@inline function clip(x: v128, low: f32, high: f32): v128 {
  return f32x4.min(f32x4.max(x, c(low)), c(high));
}

@inline function positive(x: v128): v128 {
  return f32x4.gt(x, c(0));
}

/** The activation of four numbers; those that work on rows are not among them. */
export function activate(code: i32, x: v128): v128 {
  switch (code) {
    case ActivationCode.relu: return f32x4.max(x, c(0));
    case ActivationCode.sigmoid: return sigmoid(x);
    case ActivationCode.tanh: return tanh(x);
    case ActivationCode.hard_sigmoid: return f32x4.div(clip(f32x4.add(x, c(3)), 0, 6), c(6));
    case ActivationCode.softplus: return f32x4.add(f32x4.max(x, c(0)), log(f32x4.add(one(), exp(f32x4.neg(f32x4.abs(x))))));
    case ActivationCode.softsign: return f32x4.div(x, f32x4.add(one(), f32x4.abs(x)));
    case ActivationCode.elu: return v128.bitselect(x, f32x4.sub(exp(x), one()), positive(x));
    case ActivationCode.selu:
      return f32x4.mul(
        c(SELU_SCALE),
        v128.bitselect(x, f32x4.mul(c(SELU_ALPHA), f32x4.sub(exp(x), one())), positive(x)),
      );
    case ActivationCode.exponential: return exp(x);
    case ActivationCode.leaky_relu: return v128.bitselect(x, f32x4.mul(c(0.2), x), positive(x));
    case ActivationCode.relu6: return clip(x, 0, 6);
    case ActivationCode.hard_tanh: return clip(x, -1, 1);
    case ActivationCode.log_sigmoid:
      return f32x4.sub(f32x4.min(x, c(0)), log(f32x4.add(one(), exp(f32x4.neg(f32x4.abs(x))))));
    case ActivationCode.soft_shrink: return f32x4.sub(x, clip(x, -0.5, 0.5));
    case ActivationCode.hard_shrink: return v128.andnot(x, f32x4.le(f32x4.abs(x), c(0.5)));
    case ActivationCode.squareplus: {
      // (x + √(x² + 4)) / 2, turned over below zero, where the sum would lose its digits.
      const sum = f32x4.mul(c(0.5), f32x4.add(f32x4.abs(x), f32x4.sqrt(f32x4.add(f32x4.mul(x, x), c(4)))));
      return v128.bitselect(f32x4.div(one(), sum), sum, f32x4.lt(x, c(0)));
    }
    case ActivationCode.sparse_plus: {
      const half = f32x4.mul(c(0.5), f32x4.add(f32x4.max(x, c(-1)), one()));
      return v128.bitselect(x, f32x4.mul(half, half), f32x4.ge(x, one()));
    }
    case ActivationCode.sparse_sigmoid: return f32x4.mul(c(0.5), f32x4.add(clip(x, -1, 1), one()));
    default: return x;
  }
}

/** The derivative at the input that gave `y`. */
export function derivative(code: i32, y: v128): v128 {
  switch (code) {
    case ActivationCode.relu: return v128.and(positive(y), one());
    case ActivationCode.sigmoid: return f32x4.mul(y, f32x4.sub(one(), y));
    case ActivationCode.tanh: return f32x4.sub(one(), f32x4.mul(y, y));
    case ActivationCode.hard_sigmoid: return v128.and(v128.and(positive(y), f32x4.lt(y, one())), c(<f32>(1.0 / 6.0)));
    case ActivationCode.softplus: return f32x4.sub(one(), exp(f32x4.neg(y)));
    case ActivationCode.softsign: {
      const rest = f32x4.sub(one(), f32x4.abs(y));
      return f32x4.mul(rest, rest);
    }
    case ActivationCode.elu: return v128.bitselect(one(), f32x4.add(y, one()), positive(y));
    case ActivationCode.selu:
      return v128.bitselect(c(SELU_SCALE), f32x4.add(y, c(SELU_SCALE * SELU_ALPHA)), positive(y));
    case ActivationCode.exponential: return y;
    case ActivationCode.leaky_relu: return v128.bitselect(one(), c(0.2), positive(y));
    case ActivationCode.relu6: return v128.and(v128.and(positive(y), f32x4.lt(y, c(6))), one());
    case ActivationCode.hard_tanh: return v128.and(f32x4.lt(f32x4.abs(y), one()), one());
    case ActivationCode.log_sigmoid: return f32x4.sub(one(), exp(y));
    case ActivationCode.soft_shrink:
    case ActivationCode.hard_shrink: return v128.and(f32x4.ne(y, c(0)), one());
    case ActivationCode.squareplus: {
      const square = f32x4.mul(y, y);
      return f32x4.sub(one(), f32x4.div(one(), f32x4.add(square, one())));
    }
    case ActivationCode.sparse_plus: return f32x4.min(f32x4.sqrt(y), one());
    case ActivationCode.sparse_sigmoid: return v128.and(v128.and(positive(y), f32x4.lt(y, one())), c(0.5));
    default: return one();
  }
}

/** Φ(x), the normal distribution: Abramowitz and Stegun 7.1.26, within 1e-7. */
function normal(x: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), c(0.7071067811865476));
  const t = f32x4.div(one(), madd(z, c(0.3275911), one()));
  let p = madd(t, c(1.061405429), c(-1.453152027));
  p = madd(p, t, c(1.421413741));
  p = madd(p, t, c(-0.284496736));
  p = madd(p, t, c(0.254829592));
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(p, t), c(0.5)), exp(f32x4.neg(f32x4.mul(z, z))));
  return v128.bitselect(tail, f32x4.sub(one(), tail), f32x4.lt(x, c(0)));
}

@inline function softplusTanh(x: v128): v128 {
  return tanh(activate(ActivationCode.softplus, x));
}

/** √(2/π) (x + 0.044715 x³), inside the tanh that stands for the normal distribution. */
@inline function nearNormal(x: v128): v128 {
  return f32x4.mul(f32x4.mul(c(0.7978845608028654), x), madd(f32x4.mul(x, x), c(0.044715), one()));
}

const NONE: f32 = Infinity;

@inline function lowest(p: Activation): f32 {
  return p.b < NONE ? 0 : -NONE;
}

/**
 * a: slope below the threshold; b: largest value, infinite where there is none; c: threshold. By Keras's formula, which below a
 * negative threshold gives up to a largest value only what is positive.
 */
function bentRelu(p: Activation, x: v128): v128 {
  const above = v128.andnot(x, f32x4.le(x, c(p.c)));
  const kept = f32x4.max(f32x4.min(above, c(p.b)), c(lowest(p)));
  return f32x4.sub(kept, f32x4.mul(c(p.a), f32x4.max(f32x4.sub(c(p.c), x), c(0))));
}

function bentReluSlope(p: Activation, x: v128): v128 {
  const kept = v128.and(v128.and(f32x4.gt(x, c(p.c)), f32x4.le(x, c(p.b))), f32x4.ge(x, c(lowest(p))));
  return f32x4.add(v128.and(kept, one()), v128.and(f32x4.lt(x, c(p.c)), c(p.a)));
}

/** e^(b x) below zero, where it is needed; it does not overflow above. */
@inline function powerBelow(p: Activation, x: v128): v128 {
  return exp(f32x4.mul(c(p.b), f32x4.min(x, c(0))));
}

/** √(x² + a) */
@inline function hyperbola(p: Activation, x: v128): v128 {
  return f32x4.sqrt(madd(x, x, c(p.a)));
}

/** (x + √(x² + a)) / 2, turned over below zero, where the sum would lose its digits. */
function squareplus(p: Activation, x: v128): v128 {
  const sum = f32x4.mul(c(0.5), f32x4.add(f32x4.abs(x), hyperbola(p, x)));
  return v128.bitselect(f32x4.div(c(0.25 * p.a), sum), sum, f32x4.lt(x, c(0)));
}

/** The activations from silu on, of four numbers. */
function activateByInput(p: Activation, x: v128): v128 {
  switch (p.code) {
    case ActivationCode.leaky: return v128.bitselect(x, f32x4.mul(c(p.a), x), positive(x));
    case ActivationCode.bent_relu: return bentRelu(p, x);
    // elu: a = alpha, b = 1. celu: b = 1 / alpha.
    case ActivationCode.scaled_elu: return v128.bitselect(x, f32x4.mul(c(p.a), f32x4.sub(powerBelow(p, x), one())), positive(x));
    case ActivationCode.gelu_tanh: return f32x4.mul(f32x4.mul(c(0.5), x), f32x4.add(one(), tanh(nearNormal(x))));
    case ActivationCode.wide_squareplus: return squareplus(p, x);
    case ActivationCode.soft_shrink_by: {
      const below = v128.and(f32x4.add(x, c(p.a)), f32x4.lt(x, c(-p.a)));
      return v128.bitselect(below, f32x4.sub(x, c(p.a)), f32x4.le(x, c(p.a)));
    }
    case ActivationCode.hard_shrink_by: return v128.andnot(x, f32x4.le(f32x4.abs(x), c(p.a)));
    case ActivationCode.threshold: return v128.bitselect(c(p.b), x, f32x4.le(x, c(p.a)));
    case ActivationCode.silu: return f32x4.mul(x, sigmoid(x));
    case ActivationCode.gelu: return f32x4.mul(x, normal(x));
    case ActivationCode.mish: return f32x4.mul(x, softplusTanh(x));
    case ActivationCode.hard_silu: return f32x4.mul(x, activate(ActivationCode.hard_sigmoid, x));
    default: return f32x4.sub(x, tanh(x));
  }
}

/** Their derivative at x. */
function derivativeByInput(p: Activation, x: v128): v128 {
  switch (p.code) {
    case ActivationCode.leaky: return v128.bitselect(one(), c(p.a), positive(x));
    case ActivationCode.bent_relu: return bentReluSlope(p, x);
    case ActivationCode.scaled_elu: return v128.bitselect(one(), f32x4.mul(c(p.a * p.b), powerBelow(p, x)), positive(x));
    case ActivationCode.gelu_tanh: {
      const t = tanh(nearNormal(x));
      const inner = f32x4.mul(c(0.7978845608028654), madd(f32x4.mul(x, x), c(3 * 0.044715), one()));
      const rest = f32x4.mul(f32x4.mul(f32x4.sub(one(), f32x4.mul(t, t)), x), inner);
      return f32x4.mul(c(0.5), f32x4.add(f32x4.add(one(), t), rest));
    }
    case ActivationCode.wide_squareplus: return f32x4.div(squareplus(p, x), hyperbola(p, x));
    case ActivationCode.soft_shrink_by: return v128.and(v128.or(f32x4.gt(x, c(p.a)), f32x4.lt(x, c(-p.a))), one());
    case ActivationCode.hard_shrink_by: return v128.and(f32x4.gt(f32x4.abs(x), c(p.a)), one());
    case ActivationCode.threshold: return v128.and(f32x4.gt(x, c(p.a)), one());
    case ActivationCode.silu: {
      const s = sigmoid(x);
      return f32x4.mul(s, madd(x, f32x4.sub(one(), s), one()));
    }
    case ActivationCode.gelu: {
      const density = f32x4.mul(c(0.3989422804014327), exp(f32x4.mul(c(-0.5), f32x4.mul(x, x))));
      return madd(x, density, normal(x));
    }
    case ActivationCode.mish: {
      const t = softplusTanh(x);
      return madd(f32x4.mul(x, sigmoid(x)), f32x4.sub(one(), f32x4.mul(t, t)), t);
    }
    case ActivationCode.hard_silu: {
      const y = activate(ActivationCode.hard_sigmoid, x);
      return madd(x, derivative(ActivationCode.hard_sigmoid, y), y);
    }
    default: {
      const t = tanh(x);
      return f32x4.mul(t, t);
    }
  }
}

/** Zeros from column `features` to column `end` of one row. */
@inline export function clearPads(row: usize, features: i32, end: i32): void {
  for (let j = features; j < end; j++) store<f32>(row + (<usize>j << 2), 0);
}

/** Softmax of one row of n numbers; returns the logarithm of the sum of exponentials. Pads up to a multiple of 4 get zero. */
export function softmaxRow(x: usize, y: usize, n: i32): f32 {
  let top = load<f32>(x);
  for (let j = 1; j < n; j++) top = max(top, load<f32>(x + (<usize>j << 2)));
  const end = <usize>((n + 3) & ~3) << 2;
  const shift = f32x4.splat(top);
  for (let j: usize = 0; j < end; j += 16) v128.store(y + j, exp(f32x4.sub(v128.load(x + j), shift)));
  clearPads(y, n, (n + 3) & ~3);
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) sums = f32x4.add(sums, v128.load(y + j));
  const sum = sumLanes(sums);
  const scale = f32x4.splat(1 / sum);
  for (let j: usize = 0; j < end; j += 16) v128.store(y + j, f32x4.mul(v128.load(y + j), scale));
  return top + Mathf.log(sum);
}

/** dx = y · (dy − Σ y dy) for one row. */
function softmaxRowBackward(y: usize, dy: usize, dx: usize, end: usize, accumulate: bool): void {
  let dots = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) dots = madd(v128.load(y + j), v128.load(dy + j), dots);
  const dot = f32x4.splat(sumLanes(dots));
  for (let j: usize = 0; j < end; j += 16) {
    const d = f32x4.mul(v128.load(y + j), f32x4.sub(v128.load(dy + j), dot));
    v128.store(dx + j, accumulate ? f32x4.add(v128.load(dx + j), d) : d);
  }
}

/** ln softmax of one row. */
function logSoftmaxRow(x: usize, y: usize, n: i32): void {
  const logSum = softmaxRow(x, y, n);
  for (let j = 0; j < n; j++) store<f32>(y + (<usize>j << 2), load<f32>(x + (<usize>j << 2)) - logSum);
}

/** dx = dy − softmax · Σ dy for one row. */
function logSoftmaxRowBackward(y: usize, dy: usize, dx: usize, n: i32, accumulate: bool): void {
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) sum += load<f32>(dy + (<usize>j << 2));
  for (let j = 0; j < n; j++) {
    const at = <usize>j << 2;
    const d = load<f32>(dy + at) - Mathf.exp(load<f32>(y + at)) * sum;
    store<f32>(dx + at, accumulate ? load<f32>(dx + at) + d : d);
  }
  if (!accumulate) clearPads(dx, n, (n + 3) & ~3);
}

/** How many numbers of a row stand before number `at` in falling order; equal ones keep their order. */
function rankOf(x: usize, at: i32, n: i32): i32 {
  const own = load<f32>(x + (<usize>at << 2));
  let rank = 0;
  for (let j = 0; j < n; j++) {
    const other = load<f32>(x + (<usize>j << 2));
    if (other > own || (other == own && j < at)) rank++;
  }
  return rank;
}

/** How many numbers of a row, the largest first, are kept by the nearest point of the simplex (Martins and Astudillo 2016). */
function supportOf(x: usize, n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    const own = load<f32>(x + (<usize>i << 2)), rank = rankOf(x, i, n);
    let sum = own;
    for (let j = 0; j < n; j++) if (rankOf(x, j, n) < rank) sum += load<f32>(x + (<usize>j << 2));
    if (own - (sum - 1) / <f32>(rank + 1) > 0) count++;
  }
  return count;
}

/**
 * max(x − τ, 0) with Keras's τ = (Σ of the partial sums of the k largest − 1) / k: number r of them, from 0, counts k − r times.
 * For k = 1 that is the nearest point of the simplex; Keras's own formula is kept for the rest too, on all of its backends.
 */
function sparsemaxRow(x: usize, y: usize, n: i32): void {
  const k = supportOf(x, n);
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) {
    const rank = rankOf(x, j, n);
    if (rank < k) sum += load<f32>(x + (<usize>j << 2)) * <f32>(k - rank);
  }
  // A NaN gives no k, and so reaches the whole row.
  const tau = (sum - 1) / <f32>k;
  for (let j = 0; j < n; j++) store<f32>(y + (<usize>j << 2), max(load<f32>(x + (<usize>j << 2)) - tau, <f32>0));
  clearPads(y, n, (n + 3) & ~3);
}

/** Numbers that are not zero hand their gradient on; all of the k largest take their share of what τ takes. */
function sparsemaxRowBackward(x: usize, y: usize, dy: usize, dx: usize, n: i32, accumulate: bool): void {
  const k = supportOf(x, n);
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) if (load<f32>(y + (<usize>j << 2)) != 0) sum += load<f32>(dy + (<usize>j << 2));
  const share = sum / <f32>k;
  for (let j = 0; j < n; j++) {
    const at = <usize>j << 2, rank = rankOf(x, j, n);
    let d: f32 = load<f32>(y + at) == 0 ? 0 : load<f32>(dy + at);
    if (rank < k) d -= share * <f32>(k - rank);
    store<f32>(dx + at, accumulate ? load<f32>(dx + at) + d : d);
  }
  if (!accumulate) clearPads(dx, n, (n + 3) & ~3);
}

/**
 * y = act(x) for n numbers, `activation` being an Activation; pads up to a multiple of 4 get zero. y may be x, but not where the
 * derivative needs the input.
 */
export function activateRow(activation: usize, x: usize, y: usize, n: i32): void {
  const p = changetype<Activation>(activation), code = p.code;
  switch (code) {
    case ActivationCode.softmax: softmaxRow(x, y, n); return;
    case ActivationCode.log_softmax: logSoftmaxRow(x, y, n); return;
    case ActivationCode.sparsemax: sparsemaxRow(x, y, n); return;
  }
  const columns = (n + 3) & ~3;
  const end = <usize>columns << 2;
  if (code >= ActivationCode.silu) {
    for (let j: usize = 0; j < end; j += 16) v128.store(y + j, activateByInput(p, v128.load(x + j)));
  } else {
    for (let j: usize = 0; j < end; j += 16) v128.store(y + j, activate(code, v128.load(x + j)));
  }
  clearPads(y, n, columns);
}

/** dx (+)= act′ · dy for n numbers. Where it does not accumulate, dx may be y or dy. */
export function differentiateRow(
  activation: usize, x: usize, y: usize, dy: usize, dx: usize, n: i32, accumulate: bool,
): void {
  const p = changetype<Activation>(activation), code = p.code;
  const end = <usize>((n + 3) & ~3) << 2;
  switch (code) {
    case ActivationCode.softmax: softmaxRowBackward(y, dy, dx, end, accumulate); return;
    case ActivationCode.log_softmax: logSoftmaxRowBackward(y, dy, dx, n, accumulate); return;
    case ActivationCode.sparsemax: sparsemaxRowBackward(x, y, dy, dx, n, accumulate); return;
  }
  const byInput = code >= ActivationCode.silu;
  for (let j: usize = 0; j < end; j += 16) {
    const slope = byInput ? derivativeByInput(p, v128.load(x + j)) : derivative(code, v128.load(y + j));
    const d = f32x4.mul(v128.load(dy + j), slope);
    v128.store(dx + j, accumulate ? f32x4.add(v128.load(dx + j), d) : d);
  }
}

@unmanaged export class Activate {
  steps: i32;
  activation: usize;
  features: i32;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

export function activateForward(p: Activate, frame: Frame): void {
  let x = p.x, y = p.y;
  for (let r = p.steps * frame.padded; r > 0; r--, x += <usize>p.xLd << 2, y += <usize>p.yLd << 2) {
    activateRow(p.activation, x, y, p.features);
  }
}

export function activateBackward(p: Activate, frame: Frame): void {
  let x = p.x, y = p.y, dy = p.dy, dx = p.dx;
  const xRow = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, x += xRow, y += yRow, dy += yRow, dx += xRow) {
    differentiateRow(p.activation, x, y, dy, dx, p.features, p.accumulate != 0);
  }
}
