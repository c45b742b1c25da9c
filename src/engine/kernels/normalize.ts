/**
 * LayerNormalization: y = γ · (x − mean) / √(variance + ε) + β over the features of every step.
 *
 * Mean and variance are formed again on the way back instead of being kept. Pad rows are left out: their variance may be 0.
 * test/engine/normalization.test.ts.
 */
import { clearPads } from "./softmaxRow";
import { Frame } from "./frame";
import { madd, sumLanes } from "./simd";

@unmanaged export class Normalize {
  steps: i32;
  features: i32;
  epsilon: f32;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  /** One row, or 0: ones. */
  gamma: usize;
  /** One row, or 0: zeros. */
  beta: usize;
  /** 0: none is wanted. */
  dGamma: usize;
  dBeta: usize;
  /** Columns of γ and β, pads included. */
  width: i32;
  dy: usize;
  /** 0: none is wanted. */
  dx: usize;
  accumulate: i32;
}

let mean: f32 = 0;
let inverse: f32 = 0;

/** Mean and 1 / √(variance + ε) of one row; pads of x are zeros and do not count. */
function measure(p: Normalize, x: usize, end: usize): void {
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) sums = f32x4.add(sums, v128.load(x + j));
  const count = <f32>p.features;
  mean = sumLanes(sums) / count;
  let squares: f32 = 0;
  for (let j: usize = 0; j < <usize>p.features << 2; j += 4) {
    const distance = load<f32>(x + j) - mean;
    squares += distance * distance;
  }
  inverse = 1 / Mathf.sqrt(squares / count + p.epsilon);
}

export function normalizeForward(p: Normalize, frame: Frame): void {
  const columns = (p.features + 3) & ~3;
  const end = <usize>columns << 2;
  let x = p.x, y = p.y;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, x += <usize>p.xLd << 2, y += <usize>p.yLd << 2) {
      if (r >= frame.rows) {
        memory.fill(y, 0, end);
        continue;
      }
      measure(p, x, end);
      const m = f32x4.splat(mean), scale = f32x4.splat(inverse);
      for (let j: usize = 0; j < end; j += 16) {
        let v = f32x4.mul(f32x4.sub(v128.load(x + j), m), scale);
        if (p.gamma) v = f32x4.mul(v, v128.load(p.gamma + j));
        if (p.beta) v = f32x4.add(v, v128.load(p.beta + j));
        v128.store(y + j, v);
      }
      clearPads(y, p.features, columns);
    }
  }
}

/**
 * With x̂ = (x − mean) · inverse and g = γ · dy: dx = inverse · (g − mean of g − x̂ · mean of g x̂), dγ = Σ dy x̂, dβ = Σ dy.
 */
export function normalizeBackward(p: Normalize, frame: Frame): void {
  const columns = (p.features + 3) & ~3;
  const end = <usize>columns << 2;
  const count = <f32>p.features;
  if (p.dGamma) memory.fill(p.dGamma, 0, <usize>p.width << 2);
  if (p.dBeta) memory.fill(p.dBeta, 0, <usize>p.width << 2);
  let x = p.x, dx = p.dx, dy = p.dy;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, x += <usize>p.xLd << 2, dx += <usize>p.xLd << 2, dy += <usize>p.yLd << 2) {
      if (r >= frame.rows) {
        if (p.dx && !p.accumulate) memory.fill(dx, 0, end);
        continue;
      }
      measure(p, x, end);
      const m = f32x4.splat(mean), scale = f32x4.splat(inverse);
      let sums = f32x4.splat(0), products = f32x4.splat(0);
      for (let j: usize = 0; j < end; j += 16) {
        const d = v128.load(dy + j);
        const normal = f32x4.mul(f32x4.sub(v128.load(x + j), m), scale);
        if (p.dGamma) v128.store(p.dGamma + j, madd(d, normal, v128.load(p.dGamma + j)));
        if (p.dBeta) v128.store(p.dBeta + j, f32x4.add(d, v128.load(p.dBeta + j)));
        const g = p.gamma ? f32x4.mul(d, v128.load(p.gamma + j)) : d;
        sums = f32x4.add(sums, g);
        products = madd(g, normal, products);
      }
      if (!p.dx) continue;
      const sum = f32x4.splat(sumLanes(sums) / count), product = f32x4.splat(sumLanes(products) / count);
      for (let j: usize = 0; j < end; j += 16) {
        const d = v128.load(dy + j);
        const normal = f32x4.mul(f32x4.sub(v128.load(x + j), m), scale);
        const g = p.gamma ? f32x4.mul(d, v128.load(p.gamma + j)) : d;
        const v = f32x4.mul(scale, f32x4.sub(f32x4.sub(g, sum), f32x4.mul(normal, product)));
        v128.store(dx + j, p.accumulate ? f32x4.add(v128.load(dx + j), v) : v);
      }
      clearPads(dx, p.features, columns);
    }
  }
}
