/**
 * The penalty of one weight, l1 · Σ |w| + l2 · Σ w², and its slope l1 · sign w + 2 · l2 · w added to the gradient.
 *
 * Pads are zero: they add nothing and get nothing. Sums are in float64 and in a fixed order. test/engine/penalty.test.ts.
 */

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
