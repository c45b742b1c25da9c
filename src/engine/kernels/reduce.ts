/**
 * What the shards of a batch have computed, added up in their order: gradients into those of the first shard, losses and
 * counts into the totals. The order is that of the shards, so the sum does not depend on the number of threads.
 *
 * This is also where a step is stopped that would spoil the weights: where a loss or a gradient is not finite, `healthy`
 * becomes 0 and nothing that follows is run. test/engine/guard.test.ts.
 */
import { Frame } from "./frame";

@unmanaged export class Reduce {
  /** Numbers of one shard's gradients; a multiple of 16. */
  count: i32;
  gradients: usize;
  /** Bytes from one shard's gradients to the next one's. */
  gradientStride: i32;
  /** f64 each: losses, then counts. */
  figures: usize;
  figureStride: i32;
  figureCount: i32;
  /** How many of the figures are losses. */
  losses: i32;
  totals: usize;
  /** i32: 1 where all is finite. */
  healthy: usize;
}

/** Adds the gradients of `shards` shards; true where every sum is finite. */
function addGradients(p: Reduce, shards: i32): bool {
  const stride = <usize>p.gradientStride;
  const last = <usize>(shards - 1) * stride;
  const zero = f32x4.splat(0);
  // 0 · g is NaN where g is not finite, and a NaN stays one.
  let s0 = zero, s1 = zero;
  for (let at = p.gradients, end = at + (<usize>p.count << 2); at < end; at += 32) {
    let g0 = v128.load(at), g1 = v128.load(at, 16);
    if (last) {
      for (let k = stride; k <= last; k += stride) {
        g0 = f32x4.add(g0, v128.load(at + k));
        g1 = f32x4.add(g1, v128.load(at + k, 16));
      }
      v128.store(at, g0);
      v128.store(at, g1, 16);
    }
    s0 = f32x4.add(s0, f32x4.mul(g0, zero));
    s1 = f32x4.add(s1, f32x4.mul(g1, zero));
  }
  return !v128.any_true(f32x4.ne(f32x4.add(s0, s1), zero));
}

/** False: the step ends here. */
export function reduce(p: Reduce, frame: Frame): bool {
  let healthy = addGradients(p, frame.shards);
  for (let i = 0; i < p.figureCount; i++) {
    let at = p.figures + (<usize>i << 3);
    let total: f64 = 0;
    for (let s = 0; s < frame.shards; s++, at += <usize>p.figureStride) total += load<f64>(at);
    store<f64>(p.totals + (<usize>i << 3), total);
    if (i < p.losses && !isFinite(total)) healthy = false;
  }
  store<i32>(p.healthy, healthy ? 1 : 0);
  return healthy;
}
