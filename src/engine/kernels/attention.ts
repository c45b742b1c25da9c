/**
 * Attention (Luong 2015, Bahdanau 2015): how well every query goes with every key, and values mixed by such weights.
 *
 * The softmax and the dropout between the two are the operations that all layers use: scores lie as a tensor of Tq steps
 * and Tv features. test/engine/attention.test.ts compares with the float64 reference.
 */
import { clearPads } from "./softmaxRow";
import { Frame } from "./frame";
import { madd, sumLanes, tanh } from "./simd";

/** Keras's bias for what does not count. */
const FAR: f32 = 1e9;

@unmanaged export class Scores {
  /** Of the queries. */
  steps: i32;
  /** Of the keys. */
  keySteps: i32;
  features: i32;
  /** 1: s = w · Σ tanh(scale · (q + k)); 0: s = scale · q·k. */
  additive: i32;
  /** 1: a query sees no key behind its own place. */
  causal: i32;
  /** Which keys count; 0: all. */
  mask: usize;
  q: usize;
  qLd: i32;
  k: usize;
  kLd: i32;
  /** One number each; 0: it is 1. */
  scale: usize;
  weight: usize;
  y: usize;
  yLd: i32;
  dy: usize;
  /** 0: none is wanted. */
  dq: usize;
  dk: usize;
  dScale: usize;
  dWeight: usize;
  accumulateQ: i32;
  accumulateK: i32;
}

@inline function numberAt(address: usize): f32 {
  return address ? load<f32>(address) : 1;
}

@inline function bytes(features: i32): usize {
  return <usize>((features + 3) & ~3) << 2;
}

/** Σ q k, or Σ tanh(scale · (q + k)); pads are zero and add nothing. */
function match(p: Scores, q: usize, k: usize, scale: v128): f32 {
  let sums = f32x4.splat(0);
  const end = bytes(p.features);
  for (let j: usize = 0; j < end; j += 16) {
    const a = v128.load(q + j), b = v128.load(k + j);
    sums = p.additive ? f32x4.add(sums, tanh(f32x4.mul(scale, f32x4.add(a, b)))) : madd(a, b, sums);
  }
  return sumLanes(sums);
}

export function scoresForward(p: Scores, frame: Frame): void {
  const scale = f32x4.splat(numberAt(p.scale));
  const factor = numberAt(p.additive ? p.weight : p.scale);
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++) {
      const place = <usize>(t * frame.padded + r);
      const q = p.q + ((place * <usize>p.qLd) << 2), y = p.y + ((place * <usize>p.yLd) << 2);
      for (let s = 0; s < p.keySteps; s++) {
        const from = <usize>(s * frame.padded + r);
        let score = factor * match(p, q, p.k + ((from * <usize>p.kLd) << 2), scale);
        if ((p.causal && s > t) || (p.mask && load<i32>(p.mask + (from << 4)) == 0)) score -= FAR;
        store<f32>(y + (<usize>s << 2), score);
      }
    }
  }
}

function clear(at: usize, steps: i32, ld: i32, frame: Frame): void {
  memory.fill(at, 0, <usize>(steps * frame.padded * ld) << 2);
}

function clearColumns(at: usize, steps: i32, ld: i32, features: i32, frame: Frame): void {
  for (let r = steps * frame.padded; r > 0; r--, at += <usize>ld << 2) clearPads(at, features, (features + 3) & ~3);
}

/** What one score's gradient adds to its query and key; returns what it adds to the scale's. */
function spread(p: Scores, d: f32, q: usize, k: usize, dq: usize, dk: usize, scale: v128): f32 {
  const all = f32x4.splat(d);
  const end = bytes(p.features);
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) {
    const a = v128.load(q + j), b = v128.load(k + j);
    let toQ = f32x4.mul(all, b), toK = f32x4.mul(all, a);
    if (p.additive) {
      const sum = f32x4.add(a, b), h = tanh(f32x4.mul(scale, sum));
      const inner = f32x4.mul(all, f32x4.sub(f32x4.splat(1), f32x4.mul(h, h)));
      sums = madd(inner, sum, sums);
      toQ = inner;
      toK = inner;
    }
    if (dq) v128.store(dq + j, madd(toQ, scale, v128.load(dq + j)));
    if (dk) v128.store(dk + j, madd(toK, scale, v128.load(dk + j)));
  }
  return sumLanes(sums);
}

export function scoresBackward(p: Scores, frame: Frame): void {
  const scale = f32x4.splat(numberAt(p.scale));
  const weight = p.additive ? numberAt(p.weight) : <f32>1;
  if (p.dq && !p.accumulateQ) clear(p.dq, p.steps, p.qLd, frame);
  if (p.dk && !p.accumulateK) clear(p.dk, p.keySteps, p.kLd, frame);
  let dScale: f64 = 0, dWeight: f64 = 0;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.rows; r++) {
      const place = <usize>(t * frame.padded + r);
      const q = (place * <usize>p.qLd) << 2, dy = p.dy + ((place * <usize>p.yLd) << 2);
      for (let s = 0; s < p.keySteps; s++) {
        const k = (<usize>(s * frame.padded + r) * <usize>p.kLd) << 2;
        const d = load<f32>(dy + (<usize>s << 2));
        const inner = spread(p, d * weight, p.q + q, p.k + k, p.dq ? p.dq + q : 0, p.dk ? p.dk + k : 0, scale);
        if (p.dScale || p.dWeight) {
          const matched = <f64>(p.additive && !p.dWeight ? <f32>0 : match(p, p.q + q, p.k + k, scale));
          dScale += p.additive ? <f64>inner : <f64>d * matched;
          dWeight += <f64>d * matched;
        }
      }
    }
  }
  if (p.additive) {
    // 1 − tanh² is 1 where nothing was added.
    if (p.dq) clearColumns(p.dq, p.steps, p.qLd, p.features, frame);
    if (p.dk) clearColumns(p.dk, p.keySteps, p.kLd, p.features, frame);
  }
  if (p.dScale) store<f32>(p.dScale, <f32>dScale);
  if (p.dWeight) store<f32>(p.dWeight, <f32>dWeight);
}

/** y of a query's step: the values of all steps, each times its weight. */
@unmanaged export class Mix {
  /** Of the queries. */
  steps: i32;
  /** Of the values. */
  valueSteps: i32;
  /** Of the values. */
  features: i32;
  weights: usize;
  weightsLd: i32;
  v: usize;
  vLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  /** 0: none is wanted. */
  dWeights: usize;
  dv: usize;
  accumulateV: i32;
}

export function mixForward(p: Mix, frame: Frame): void {
  const end = bytes(p.features);
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++) {
      const place = <usize>(t * frame.padded + r);
      const weights = p.weights + ((place * <usize>p.weightsLd) << 2), y = p.y + ((place * <usize>p.yLd) << 2);
      for (let j: usize = 0; j < end; j += 16) {
        let sum = f32x4.splat(0);
        for (let s = 0; s < p.valueSteps; s++) {
          const v = p.v + ((<usize>(s * frame.padded + r) * <usize>p.vLd) << 2);
          sum = madd(v128.load32_splat(weights + (<usize>s << 2)), v128.load(v + j), sum);
        }
        v128.store(y + j, sum);
      }
    }
  }
}

export function mixBackward(p: Mix, frame: Frame): void {
  const end = bytes(p.features);
  if (p.dv && !p.accumulateV) clear(p.dv, p.valueSteps, p.vLd, frame);
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++) {
      const place = <usize>(t * frame.padded + r);
      const weights = (place * <usize>p.weightsLd) << 2, dy = p.dy + ((place * <usize>p.yLd) << 2);
      for (let s = 0; s < p.valueSteps; s++) {
        const v = (<usize>(s * frame.padded + r) * <usize>p.vLd) << 2;
        const at = weights + (<usize>s << 2);
        const weight = v128.load32_splat(p.weights + at);
        let sums = f32x4.splat(0);
        for (let j: usize = 0; j < end; j += 16) {
          const d = v128.load(dy + j);
          sums = madd(d, v128.load(p.v + v + j), sums);
          if (p.dv) v128.store(p.dv + v + j, madd(d, weight, v128.load(p.dv + v + j)));
        }
        if (p.dWeights) store<f32>(p.dWeights + at, sumLanes(sums));
      }
      if (p.dWeights) clearPads(p.dWeights + weights, p.valueSteps, (p.valueSteps + 3) & ~3);
    }
  }
}
