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
import { exp, expm1, log1p, madd, one, sigmoid, tanh, wholeExp } from "./simd";
import {
  clearPads, logSoftmaxRow, logSoftmaxRowBackward, softmaxRow, softmaxRowBackward, sparsemaxRow, sparsemaxRowBackward,
} from "./softmaxRow";

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

/** ln(1 + e^−|x|) */
@inline function softplusRest(x: v128): v128 {
  return log1p(wholeExp(f32x4.neg(f32x4.abs(x))));
}

/** e^(−|z| / 2): twice as a factor it gives what e^−|z| alone has no room for. */
@inline function halfPower(z: v128): v128 {
  return wholeExp(f32x4.mul(c(-0.5), f32x4.abs(z)));
}

/** x σ(z) */
function gated(x: v128, z: v128): v128 {
  const h = halfPower(z);
  const share = v128.bitselect(f32x4.mul(f32x4.mul(x, h), h), x, f32x4.lt(z, c(0)));
  return f32x4.div(share, madd(h, h, one()));
}

/** x tanh(ln(1 + e^x)), which is x e (e + 2) / (e (e + 2) + 2) with e = e^x; above zero the same divided by e². */
function mish(x: v128): v128 {
  const h = halfPower(x), e = f32x4.mul(h, h), below = f32x4.lt(x, c(0));
  const more = madd(e, c(2), one());
  const over = v128.bitselect(f32x4.mul(f32x4.mul(f32x4.mul(x, h), h), f32x4.add(e, c(2))), f32x4.mul(x, more), below);
  const square = f32x4.mul(e, e);
  return f32x4.div(over, v128.bitselect(f32x4.add(madd(e, c(2), square), c(2)), madd(square, c(2), more), below));
}

/** √(x² + b), with no square that has no room; b is far below the square of where it is left out. */
@inline function hyperbola(x: v128, b: f32): v128 {
  const size = f32x4.abs(x);
  return v128.bitselect(size, f32x4.sqrt(madd(x, x, c(b))), f32x4.gt(size, c(1e18)));
}

/** (x + √(x² + b)) / 2, turned over below zero, where the sum would lose its digits. */
function squareplus(x: v128, b: f32): v128 {
  const sum = madd(c(0.5), f32x4.abs(x), f32x4.mul(c(0.5), hyperbola(x, b)));
  return v128.bitselect(f32x4.div(c(0.25 * b), sum), sum, f32x4.lt(x, c(0)));
}

/** The activation of four numbers; those that work on rows are not among them. */
export function activate(code: i32, x: v128): v128 {
  switch (code) {
    case ActivationCode.relu: return f32x4.max(x, c(0));
    case ActivationCode.sigmoid: return sigmoid(x);
    case ActivationCode.tanh: return tanh(x);
    case ActivationCode.hard_sigmoid: return f32x4.div(clip(f32x4.add(x, c(3)), 0, 6), c(6));
    case ActivationCode.softplus: return f32x4.add(f32x4.max(x, c(0)), softplusRest(x));
    case ActivationCode.softsign: return f32x4.div(x, f32x4.add(one(), f32x4.abs(x)));
    case ActivationCode.elu: return v128.bitselect(x, expm1(x), positive(x));
    case ActivationCode.selu:
      return f32x4.mul(c(SELU_SCALE), v128.bitselect(x, f32x4.mul(c(SELU_ALPHA), expm1(x)), positive(x)));
    case ActivationCode.exponential: return wholeExp(x);
    case ActivationCode.leaky_relu: return v128.bitselect(x, f32x4.mul(c(0.2), x), positive(x));
    case ActivationCode.relu6: return clip(x, 0, 6);
    case ActivationCode.hard_tanh: return clip(x, -1, 1);
    case ActivationCode.log_sigmoid: return f32x4.sub(f32x4.min(x, c(0)), softplusRest(x));
    case ActivationCode.soft_shrink: return f32x4.sub(x, clip(x, -0.5, 0.5));
    case ActivationCode.hard_shrink: return v128.andnot(x, f32x4.le(f32x4.abs(x), c(0.5)));
    case ActivationCode.squareplus: return squareplus(x, 4);
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
    case ActivationCode.softplus: return f32x4.neg(expm1(f32x4.neg(y)));
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
    case ActivationCode.log_sigmoid: return f32x4.neg(expm1(y));
    case ActivationCode.soft_shrink:
    case ActivationCode.hard_shrink: return v128.and(f32x4.ne(y, c(0)), one());
    case ActivationCode.squareplus: {
      const near = f32x4.min(y, c(1e18)), square = f32x4.mul(near, near);
      return f32x4.div(square, f32x4.add(square, one()));
    }
    case ActivationCode.sparse_plus: return f32x4.min(f32x4.sqrt(y), one());
    case ActivationCode.sparse_sigmoid: return v128.and(v128.and(positive(y), f32x4.lt(y, one())), c(0.5));
    default: return one();
  }
}

/**
 * factor · Φ(x), the normal distribution: half the complementary error function (Press et al., Numerical Recipes, erfcc: relative error
 * 1.2e-7). x² is parted into a square without rounding and a rest, so that e^(−x² / 2) keeps its digits.
 */
function normal(x: v128, factor: v128): v128 {
  const size = f32x4.min(f32x4.abs(x), c(21));
  const t = f32x4.div(one(), madd(size, c(0.5 * 0.7071067811865476), one()));
  let p = madd(t, c(0.17087277), c(-0.82215223));
  p = madd(p, t, c(1.48851587));
  p = madd(p, t, c(-1.13520398));
  p = madd(p, t, c(0.27886807));
  p = madd(p, t, c(-0.18628806));
  p = madd(p, t, c(0.09678418));
  p = madd(p, t, c(0.37409196));
  p = madd(p, t, c(1.00002368));
  p = madd(p, t, c(-1.26551223));
  const high = v128.and(size, i32x4.splat(-4096));
  const rest = madd(f32x4.mul(c(0.5), f32x4.sub(high, size)), f32x4.add(high, size), p);
  const h = wholeExp(f32x4.mul(c(-0.25), f32x4.mul(high, high)));
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(f32x4.mul(c(0.5), t), exp(rest)), h), factor);
  return v128.bitselect(f32x4.mul(tail, h), f32x4.sub(factor, f32x4.mul(tail, h)), f32x4.lt(x, c(0)));
}

/** e^(−x² / 2) / √(2π) */
@inline function density(x: v128): v128 {
  return f32x4.mul(c(0.3989422804014327), wholeExp(f32x4.mul(c(-0.5), f32x4.mul(x, x))));
}

/** x − tanh x: near zero a polynomial of x², fitted to (x − tanh x) / x³ on [0, 1] (relative error 5e-9), as the difference has no digits. */
function tanhShrink(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = madd(z, c(-1.42823337228037e-4), c(9.23607090953737e-4));
  p = madd(p, z, c(-3.20695061236620e-3));
  p = madd(p, z, c(8.69794934988022e-3));
  p = madd(p, z, c(-2.18295846134424e-2));
  p = madd(p, z, c(5.39634190499783e-2));
  p = madd(p, z, c(-0.133333101868629));
  p = madd(p, z, c(0.333333343267441));
  return v128.bitselect(f32x4.mul(x, f32x4.mul(z, p)), f32x4.sub(x, tanh(x)), f32x4.lt(f32x4.abs(x), one()));
}

/** 2 √(2/π) (x + 0.044715 x³): σ of it is ½ + ½ tanh of the half, which stands for the normal distribution. */
@inline function nearNormal(x: v128): v128 {
  return f32x4.mul(f32x4.mul(c(1.5957691216057308), x), madd(f32x4.mul(x, x), c(0.044715), one()));
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

/** b x below zero, where it is needed. */
@inline function scaledBelow(p: Activation, x: v128): v128 {
  return f32x4.mul(c(p.b), f32x4.min(x, c(0)));
}

/** The activations from silu on, of four numbers. */
function activateByInput(p: Activation, x: v128): v128 {
  switch (p.code) {
    case ActivationCode.leaky: return v128.bitselect(x, f32x4.mul(c(p.a), x), positive(x));
    case ActivationCode.bent_relu: return bentRelu(p, x);
    // elu: a = alpha, b = 1. celu: b = 1 / alpha.
    case ActivationCode.scaled_elu: return v128.bitselect(x, f32x4.mul(c(p.a), expm1(scaledBelow(p, x))), positive(x));
    case ActivationCode.gelu_tanh: return gated(x, nearNormal(x));
    case ActivationCode.wide_squareplus: return squareplus(x, p.a);
    case ActivationCode.soft_shrink_by: {
      const below = v128.and(f32x4.add(x, c(p.a)), f32x4.lt(x, c(-p.a)));
      return v128.bitselect(below, f32x4.sub(x, c(p.a)), f32x4.le(x, c(p.a)));
    }
    case ActivationCode.hard_shrink_by: return v128.andnot(x, f32x4.le(f32x4.abs(x), c(p.a)));
    case ActivationCode.threshold: return v128.bitselect(c(p.b), x, f32x4.le(x, c(p.a)));
    case ActivationCode.silu: return gated(x, x);
    case ActivationCode.gelu: return normal(x, x);
    case ActivationCode.mish: return mish(x);
    case ActivationCode.hard_silu: return f32x4.mul(x, activate(ActivationCode.hard_sigmoid, x));
    default: return tanhShrink(x);
  }
}

/** Their derivative at x. Far from zero it no longer changes, so x is held where its squares would have no room. */
function derivativeByInput(p: Activation, x: v128): v128 {
  switch (p.code) {
    case ActivationCode.leaky: return v128.bitselect(one(), c(p.a), positive(x));
    case ActivationCode.bent_relu: return bentReluSlope(p, x);
    case ActivationCode.scaled_elu: return v128.bitselect(one(), f32x4.mul(c(p.a * p.b), wholeExp(scaledBelow(p, x))), positive(x));
    case ActivationCode.gelu_tanh: {
      const near = clip(x, -30, 30), s = sigmoid(nearNormal(near));
      const inner = f32x4.mul(c(1.5957691216057308), madd(f32x4.mul(near, near), c(3 * 0.044715), one()));
      return madd(f32x4.mul(f32x4.mul(s, f32x4.sub(one(), s)), near), inner, s);
    }
    case ActivationCode.wide_squareplus: return f32x4.div(squareplus(x, p.a), hyperbola(x, p.a));
    case ActivationCode.soft_shrink_by: return v128.and(v128.or(f32x4.gt(x, c(p.a)), f32x4.lt(x, c(-p.a))), one());
    case ActivationCode.hard_shrink_by: return v128.and(f32x4.gt(f32x4.abs(x), c(p.a)), one());
    case ActivationCode.threshold: return v128.and(f32x4.gt(x, c(p.a)), one());
    case ActivationCode.silu: {
      const s = sigmoid(x);
      return f32x4.mul(s, madd(clip(x, -200, 200), f32x4.sub(one(), s), one()));
    }
    case ActivationCode.gelu: {
      const near = clip(x, -30, 30);
      return madd(near, density(near), normal(near, one()));
    }
    case ActivationCode.mish: {
      const t = tanh(activate(ActivationCode.softplus, x));
      return madd(f32x4.mul(clip(x, -200, 200), sigmoid(x)), f32x4.sub(one(), f32x4.mul(t, t)), t);
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
