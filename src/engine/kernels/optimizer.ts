/**
 * One update of all trainable weights, to the letter of Keras 3.
 *
 * Weights, gradients and each optimizer's memory lie in arenas of the same layout, so an update is one pass. Gradients of pads
 * are zero, and every rule here moves a weight of 0 with gradients of 0 nowhere. test/engine/optimizer.test.ts.
 */
import { OptimizerCode } from "../plan/codes";
import { Frame } from "./frame";

@unmanaged export class Update {
  code: i32;
  /** Numbers; a multiple of 16. */
  count: i32;
  weights: usize;
  gradients: usize;
  /** Momentum (sgd, rmsprop) or first moment (adam). */
  first: usize;
  /** Mean square. */
  second: usize;
  /** Mean gradient of a centered rmsprop, or the largest second moment of amsgrad. */
  third: usize;
  learningRate: f32;
  /** sgd and rmsprop: momentum; adam: beta_1. */
  momentum: f32;
  /** rmsprop: rho; adam: beta_2. */
  decay: f32;
  /** 1 − beta_1 and 1 − decay, rounded from float64 as Python does. */
  momentumRest: f32;
  decayRest: f32;
  epsilon: f32;
  /** sgd: nesterov; rmsprop: centered; adam: amsgrad. */
  variant: i32;
}

function sgd(p: Update): void {
  const end = <usize>p.count << 2;
  const w = p.weights, g = p.gradients, m = p.first;
  const rate = f32x4.splat(p.learningRate), momentum = f32x4.splat(p.momentum);
  for (let i: usize = 0; i < end; i += 16) {
    const step = f32x4.mul(v128.load(g + i), rate);
    if (!m) {
      v128.store(w + i, f32x4.sub(v128.load(w + i), step));
      continue;
    }
    const moved = f32x4.sub(f32x4.mul(v128.load(m + i), momentum), step);
    v128.store(m + i, moved);
    v128.store(
      w + i, f32x4.add(v128.load(w + i), p.variant ? f32x4.sub(f32x4.mul(moved, momentum), step) : moved),
    );
  }
}

function rmsprop(p: Update): void {
  const end = <usize>p.count << 2;
  const rate = f32x4.splat(p.learningRate), momentum = f32x4.splat(p.momentum), epsilon = f32x4.splat(p.epsilon);
  const rho = f32x4.splat(p.decay), rest = f32x4.splat(p.decayRest);
  const w = p.weights, square = p.second, mean = p.variant ? p.third : 0, m = p.first;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i);
    const v = f32x4.add(f32x4.mul(rho, v128.load(square + i)), f32x4.mul(rest, f32x4.mul(g, g)));
    v128.store(square + i, v);
    let variance = v;
    if (mean) {
      const a = f32x4.add(f32x4.mul(rho, v128.load(mean + i)), f32x4.mul(rest, g));
      v128.store(mean + i, a);
      variance = f32x4.sub(v, f32x4.mul(a, a));
    }
    let step = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(f32x4.add(variance, epsilon)));
    if (m) {
      step = f32x4.add(f32x4.mul(momentum, v128.load(m + i)), step);
      v128.store(m + i, step);
    }
    v128.store(w + i, f32x4.sub(v128.load(w + i), step));
  }
}

/** x to a whole power, by squaring: the same bits everywhere. */
function power(x: f64, n: i32): f64 {
  let result: f64 = 1;
  for (; n > 0; n >>= 1, x *= x) if (n & 1) result *= x;
  return result;
}

function adam(p: Update, frame: Frame): void {
  const end = <usize>p.count << 2;
  const power1 = <f32>power(p.momentum, frame.step), power2 = <f32>power(p.decay, frame.step);
  const alpha = f32x4.splat((p.learningRate * Mathf.sqrt(1 - power2)) / (1 - power1));
  const rest1 = f32x4.splat(p.momentumRest), rest2 = f32x4.splat(p.decayRest), epsilon = f32x4.splat(p.epsilon);
  const w = p.weights, first = p.first, second = p.second, largest = p.variant ? p.third : 0;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i);
    let m = v128.load(first + i), v = v128.load(second + i);
    m = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), rest1));
    v = f32x4.add(v, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v), rest2));
    v128.store(first + i, m);
    v128.store(second + i, v);
    if (largest) {
      v = f32x4.max(v128.load(largest + i), v);
      v128.store(largest + i, v);
    }
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(m, alpha), f32x4.add(f32x4.sqrt(v), epsilon))));
  }
}

export function update(p: Update, frame: Frame): void {
  if (p.code == OptimizerCode.sgd) sgd(p);
  else if (p.code == OptimizerCode.rmsprop) rmsprop(p);
  else adam(p, frame);
}
