/**
 * Activations, forward and backward, for four numbers or for a whole tensor.
 *
 * Every derivative follows from the output, so the input need not be kept. Where the value at 0 is not 0, the pad columns are
 * set to zero again: no kernel ever finds anything but zeros there. test/engine/layers.test.ts compares all of
 * them with the float64 reference.
 */
import { ActivationCode } from "../plan/codes";
import { Frame } from "./frame";
import { exp, log, madd, one, sigmoid, sumLanes, tanh } from "./simd";

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.6732632423543772;

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

/** The activation of four numbers; softmax is no activation of single numbers and is refused by the plan where it cannot be. */
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
    default: return one();
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

@unmanaged export class Activate {
  steps: i32;
  code: i32;
  /** The value at 0 is not 0. */
  clearPads: i32;
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
  const columns = (p.features + 3) & ~3;
  const end = <usize>columns << 2;
  let x = p.x, y = p.y;
  for (let r = p.steps * frame.padded; r > 0; r--, x += <usize>p.xLd << 2, y += <usize>p.yLd << 2) {
    if (p.code == ActivationCode.softmax) {
      softmaxRow(x, y, p.features);
      continue;
    }
    for (let j: usize = 0; j < end; j += 16) v128.store(y + j, activate(p.code, v128.load(x + j)));
    if (p.clearPads) clearPads(y, p.features, columns);
  }
}

export function activateBackward(p: Activate, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const accumulate = p.accumulate != 0;
  let y = p.y, dy = p.dy, dx = p.dx;
  const xRow = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, y += yRow, dy += yRow, dx += xRow) {
    if (p.code == ActivationCode.softmax) {
      softmaxRowBackward(y, dy, dx, end, accumulate);
      continue;
    }
    for (let j: usize = 0; j < end; j += 16) {
      const d = f32x4.mul(v128.load(dy + j), derivative(p.code, v128.load(y + j)));
      v128.store(dx + j, accumulate ? f32x4.add(v128.load(dx + j), d) : d);
    }
  }
}
