/**
 * Gradients held back before an update, to the letter of Keras 3: by the norm of one weight, by the norm of all, or number by number.
 *
 * Pads are zero and stay zero. Squares are added in float64 and in a fixed order. test/engine/optimizer.test.ts.
 */
import { ClipCode } from "../plan/codes";

@unmanaged export class Clip {
  code: i32;
  /** Numbers; a multiple of 16. */
  count: i32;
  gradients: usize;
  limit: f32;
}

function norm(at: usize, end: usize): f32 {
  let sum: f64 = 0;
  for (; at < end; at += 4) {
    const g = <f64>load<f32>(at);
    sum += g * g;
  }
  return <f32>Math.sqrt(sum);
}

export function clip(p: Clip): void {
  const end = p.gradients + (<usize>p.count << 2);
  const limit = f32x4.splat(p.limit);
  if (p.code == ClipCode.value) {
    const low = f32x4.neg(limit);
    for (let g = p.gradients; g < end; g += 16) v128.store(g, f32x4.min(f32x4.max(v128.load(g), low), limit));
    return;
  }
  const length = norm(p.gradients, end);
  if (p.code == ClipCode.norm) {
    const divisor = f32x4.splat(max(length, p.limit));
    for (let g = p.gradients; g < end; g += 16) v128.store(g, f32x4.div(f32x4.mul(v128.load(g), limit), divisor));
    return;
  }
  // The difference is zero, or makes an infinite norm into NaN, so that the run is seen to diverge.
  const scale = f32x4.splat(p.limit * min(<f32>1 / length, <f32>1 / p.limit) + (length - length));
  for (let g = p.gradients; g < end; g += 16) v128.store(g, f32x4.mul(v128.load(g), scale));
}
