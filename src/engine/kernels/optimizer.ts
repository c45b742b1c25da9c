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
  /** Momentum (sgd, rmsprop), first moment (adam and its kin) or mean square step (adadelta). */
  first: usize;
  /** Mean square; adamax: largest gradient; adagrad: sum of squares. */
  second: usize;
  /** Mean gradient of a centered rmsprop, or the largest second moment of amsgrad. */
  third: usize;
  /** nadam: one number, the product of its momenta up to the last step. */
  momentumProduct: usize;
  learningRate: f32;
  /** sgd and rmsprop: momentum; adam and its kin: beta_1. */
  momentum: f32;
  /** rmsprop and adadelta: rho; adam and its kin: beta_2. */
  decay: f32;
  /** 1 − beta_1 and 1 − decay, rounded from float64 as Python does. */
  momentumRest: f32;
  decayRest: f32;
  epsilon: f32;
  /** Taken from the weights before the step, times the learning rate; 0: none. */
  weightDecay: f32;
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

/** Nadam's momentum at one step: its schedule approaches beta_1. */
function scheduled(beta: f32, step: i32): f32 {
  return beta * (1 - <f32>0.5 * <f32>power(<f32>0.96, step));
}

function nadam(p: Update, frame: Frame): void {
  const end = <usize>p.count << 2;
  const now = scheduled(p.momentum, frame.step), next = scheduled(p.momentum, frame.step + 1);
  const product = load<f32>(p.momentumProduct) * now;
  store<f32>(p.momentumProduct, product);
  const momentShare = f32x4.splat(next), momentRest = f32x4.splat(1 - product * next);
  const gradientShare = f32x4.splat(1 - now), gradientRest = f32x4.splat(1 - product);
  const unbias = f32x4.splat(1 - <f32>power(p.decay, frame.step));
  const rest1 = f32x4.splat(p.momentumRest), rest2 = f32x4.splat(p.decayRest);
  const rate = f32x4.splat(p.learningRate), epsilon = f32x4.splat(p.epsilon);
  const w = p.weights, first = p.first, second = p.second;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i);
    let m = v128.load(first + i), v = v128.load(second + i);
    m = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), rest1));
    v = f32x4.add(v, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v), rest2));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const moment = f32x4.add(
      f32x4.div(f32x4.mul(momentShare, m), momentRest), f32x4.div(f32x4.mul(gradientShare, g), gradientRest),
    );
    const root = f32x4.add(f32x4.sqrt(f32x4.div(v, unbias)), epsilon);
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(moment, rate), root)));
  }
}

function adamax(p: Update, frame: Frame): void {
  const end = <usize>p.count << 2;
  const rest1 = f32x4.splat(p.momentumRest), beta2 = f32x4.splat(p.decay), epsilon = f32x4.splat(p.epsilon);
  const rate = f32x4.splat(p.learningRate), unbias = f32x4.splat(1 - <f32>power(p.momentum, frame.step));
  const w = p.weights, first = p.first, largest = p.second;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i);
    let m = v128.load(first + i);
    m = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), rest1));
    const u = f32x4.max(f32x4.mul(beta2, v128.load(largest + i)), f32x4.abs(g));
    v128.store(first + i, m);
    v128.store(largest + i, u);
    const step = f32x4.div(f32x4.mul(rate, m), f32x4.mul(unbias, f32x4.add(u, epsilon)));
    v128.store(w + i, f32x4.sub(v128.load(w + i), step));
  }
}

function adagrad(p: Update): void {
  const end = <usize>p.count << 2;
  const rate = f32x4.splat(p.learningRate), epsilon = f32x4.splat(p.epsilon);
  const w = p.weights, squares = p.second;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i);
    const v = f32x4.add(v128.load(squares + i), f32x4.mul(g, g));
    v128.store(squares + i, v);
    const step = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(f32x4.add(v, epsilon)));
    v128.store(w + i, f32x4.sub(v128.load(w + i), step));
  }
}

function adadelta(p: Update): void {
  const end = <usize>p.count << 2;
  const rate = f32x4.splat(p.learningRate), epsilon = f32x4.splat(p.epsilon);
  const rho = f32x4.splat(p.decay), rest = f32x4.splat(p.decayRest);
  const w = p.weights, steps = p.first, squares = p.second;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(p.gradients + i), d = v128.load(steps + i);
    const v = f32x4.add(f32x4.mul(rho, v128.load(squares + i)), f32x4.mul(rest, f32x4.mul(g, g)));
    v128.store(squares + i, v);
    const step = f32x4.div(f32x4.mul(f32x4.sqrt(f32x4.add(d, epsilon)), g), f32x4.sqrt(f32x4.add(v, epsilon)));
    v128.store(steps + i, f32x4.add(f32x4.mul(rho, d), f32x4.mul(rest, f32x4.mul(step, step))));
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.mul(rate, step)));
  }
}

function decayWeights(p: Update): void {
  const end = p.weights + (<usize>p.count << 2);
  const decay = f32x4.splat(p.weightDecay), rate = f32x4.splat(p.learningRate);
  for (let at = p.weights; at < end; at += 16) {
    const w = v128.load(at);
    v128.store(at, f32x4.sub(w, f32x4.mul(f32x4.mul(w, decay), rate)));
  }
}

export function update(p: Update, frame: Frame): void {
  if (p.weightDecay > 0) decayWeights(p);
  switch (p.code) {
    case OptimizerCode.sgd: sgd(p); break;
    case OptimizerCode.rmsprop: rmsprop(p); break;
    case OptimizerCode.nadam: nadam(p, frame); break;
    case OptimizerCode.adamax: adamax(p, frame); break;
    case OptimizerCode.adagrad: adagrad(p); break;
    case OptimizerCode.adadelta: adadelta(p); break;
    default: adam(p, frame);
  }
}
