/**
 * Joins two tensors of the same shape: side by side, or number by number. test/engine/recurrent.test.ts.
 */
import { MergeCode } from "../plan/codes";
import { Frame } from "./frame";

@unmanaged export class Merge {
  steps: i32;
  mode: i32;
  /** Of one operand. */
  features: i32;
  a: usize;
  b: usize;
  ld: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  da: usize;
  db: usize;
  accumulateA: i32;
  accumulateB: i32;
}

export function mergeForward(p: Merge, frame: Frame): void {
  const features = <usize>p.features << 2;
  const end = <usize>((p.features + 3) & ~3) << 2;
  let a = p.a, b = p.b, y = p.y;
  const row = <usize>p.ld << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, a += row, b += row, y += yRow) {
    if (p.mode == MergeCode.concat) {
      memory.copy(y, a, features);
      memory.copy(y + features, b, features);
      continue;
    }
    for (let j: usize = 0; j < end; j += 16) {
      const u = v128.load(a + j), w = v128.load(b + j);
      let v: v128;
      if (p.mode == MergeCode.mul) v = f32x4.mul(u, w);
      else if (p.mode == MergeCode.ave) v = f32x4.mul(f32x4.add(u, w), f32x4.splat(0.5));
      else v = f32x4.add(u, w);
      v128.store(y + j, v);
    }
  }
}

@inline function give(to: usize, d: v128, accumulate: i32): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), d) : d);
}

/** `accumulate` matters to the element-wise modes and to concat alike. */
function giveRow(from: usize, to: usize, features: usize, accumulate: i32): void {
  for (let j: usize = 0; j < features; j += 4) {
    const d = load<f32>(from + j);
    store<f32>(to + j, accumulate ? load<f32>(to + j) + d : d);
  }
}

export function mergeBackward(p: Merge, frame: Frame): void {
  const features = <usize>p.features << 2;
  const end = <usize>((p.features + 3) & ~3) << 2;
  let a = p.a, b = p.b, dy = p.dy, da = p.da, db = p.db;
  const row = <usize>p.ld << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, a += row, b += row, da += row, db += row, dy += yRow) {
    if (p.mode == MergeCode.concat) {
      if (p.da) giveRow(dy, da, features, p.accumulateA);
      if (p.db) giveRow(dy + features, db, features, p.accumulateB);
      continue;
    }
    for (let j: usize = 0; j < end; j += 16) {
      let d = v128.load(dy + j);
      if (p.mode == MergeCode.ave) d = f32x4.mul(d, f32x4.splat(0.5));
      const times = p.mode == MergeCode.mul;
      if (p.da) give(da + j, times ? f32x4.mul(d, v128.load(b + j)) : d, p.accumulateA);
      if (p.db) give(db + j, times ? f32x4.mul(d, v128.load(a + j)) : d, p.accumulateB);
    }
  }
}
