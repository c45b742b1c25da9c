/**
 * The penalty of one weight, l1 · Σ |w| + l2 · Σ w², and its slope l1 · sign w + 2 · l2 · w added to the gradient; and the penalty of
 * what a layer gives.
 *
 * Pads are zero: they add nothing and get nothing. Sums are in float64 and in a fixed order. test/engine/penalty.test.ts.
 */
import { clearPads } from "./softmaxRow";
import { Frame } from "./frame";

@unmanaged export class Penalty {
  /** 1: the total begins anew. */
  first: i32;
  /** Numbers, pads included. */
  count: i32;
  weights: usize;
  gradients: usize;
  l1: f32;
  l2: f32;
  /** One f64 for all weights. */
  total: usize;
}

export function penalty(p: Penalty): void {
  let sizes: f64 = 0, squares: f64 = 0;
  const end = <usize>p.count << 2;
  for (let i: usize = 0; i < end; i += 4) {
    const w = load<f32>(p.weights + i);
    sizes += <f64>abs(w);
    squares += <f64>w * <f64>w;
    const sign: f32 = w > 0 ? 1 : w < 0 ? -1 : 0;
    store<f32>(p.gradients + i, load<f32>(p.gradients + i) + p.l1 * sign + 2 * p.l2 * w);
  }
  const added = <f64>p.l1 * sizes + <f64>p.l2 * squares;
  store<f64>(p.total, (p.first ? 0 : load<f64>(p.total)) + added);
}

/** The same of what a layer gives, for every sample: the sum over the batch is divided by its rows, as in Keras. */
@unmanaged export class Activity {
  /** 1: the total begins anew. */
  first: i32;
  steps: i32;
  features: i32;
  x: usize;
  xLd: i32;
  /** 0: none is wanted. */
  dx: usize;
  accumulate: i32;
  l1: f32;
  l2: f32;
  /** One f64 for all layers. */
  total: usize;
}

export function activity(p: Activity, frame: Frame): void {
  const row = <usize>p.xLd << 2;
  const share: f32 = 1 / <f32>frame.batch;
  let x = p.x, dx = p.dx, sizes: f64 = 0, squares: f64 = 0;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, x += row, dx += row) {
      if (r >= frame.rows) {
        if (p.dx && !p.accumulate) memory.fill(dx, 0, row);
        continue;
      }
      for (let j: usize = 0; j < <usize>p.features << 2; j += 4) {
        const value = load<f32>(x + j);
        sizes += <f64>abs(value);
        squares += <f64>value * <f64>value;
        if (!p.dx) continue;
        const sign: f32 = value > 0 ? 1 : value < 0 ? -1 : 0;
        const d = (p.l1 * sign + 2 * p.l2 * value) * share;
        store<f32>(dx + j, p.accumulate ? load<f32>(dx + j) + d : d);
      }
      if (p.dx && !p.accumulate) clearPads(dx, p.features, (p.features + 3) & ~3);
    }
  }
  const added = (<f64>p.l1 * sizes + <f64>p.l2 * squares) / <f64>frame.batch;
  store<f64>(p.total, (p.first ? 0 : load<f64>(p.total)) + added);
}
