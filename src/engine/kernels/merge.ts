/**
 * Joins two tensors: side by side, or number by number. test/engine/merge.test.ts and recurrent.test.ts.
 *
 * Both may be one and the same tensor: the second gradient is then added to the first.
 */
import { MergeCode } from "../plan/codes";
import { Frame } from "./frame";

@unmanaged export class Merge {
  steps: i32;
  mode: i32;
  aFeatures: i32;
  bFeatures: i32;
  /** Weights of a linear merge. */
  aScale: f32;
  bScale: f32;
  a: usize;
  aLd: i32;
  b: usize;
  bLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  /** 0: none is wanted. */
  da: usize;
  db: usize;
  accumulateA: i32;
  accumulateB: i32;
}

export function mergeForward(p: Merge, frame: Frame): void {
  const features = <usize>p.aFeatures << 2;
  const end = <usize>((p.aFeatures + 3) & ~3) << 2;
  const aScale = f32x4.splat(p.aScale), bScale = f32x4.splat(p.bScale);
  let a = p.a, b = p.b, y = p.y;
  const aRow = <usize>p.aLd << 2, bRow = <usize>p.bLd << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, a += aRow, b += bRow, y += yRow) {
    if (p.mode == MergeCode.concat) {
      memory.copy(y, a, features);
      memory.copy(y + features, b, <usize>p.bFeatures << 2);
      continue;
    }
    for (let j: usize = 0; j < end; j += 16) {
      const u = v128.load(a + j), w = v128.load(b + j);
      v128.store(
        y + j,
        p.mode == MergeCode.multiply ? f32x4.mul(u, w) : f32x4.add(f32x4.mul(u, aScale), f32x4.mul(w, bScale)),
      );
    }
  }
}

@inline function give(to: usize, d: v128, accumulate: i32): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), d) : d);
}

/** One row of a concatenation. */
function giveRow(from: usize, to: usize, features: usize, accumulate: i32): void {
  for (let j: usize = 0; j < features; j += 4) {
    const d = load<f32>(from + j);
    store<f32>(to + j, accumulate ? load<f32>(to + j) + d : d);
  }
}

export function mergeBackward(p: Merge, frame: Frame): void {
  const features = <usize>p.aFeatures << 2;
  const end = <usize>((p.aFeatures + 3) & ~3) << 2;
  const aScale = f32x4.splat(p.aScale), bScale = f32x4.splat(p.bScale);
  let a = p.a, b = p.b, dy = p.dy, da = p.da, db = p.db;
  const aRow = <usize>p.aLd << 2, bRow = <usize>p.bLd << 2, yRow = <usize>p.yLd << 2;
  for (let r = p.steps * frame.padded; r > 0; r--, a += aRow, b += bRow, da += aRow, db += bRow, dy += yRow) {
    if (p.mode == MergeCode.concat) {
      if (p.da) giveRow(dy, da, features, p.accumulateA);
      if (p.db) giveRow(dy + features, db, <usize>p.bFeatures << 2, p.accumulateB);
      continue;
    }
    const times = p.mode == MergeCode.multiply;
    for (let j: usize = 0; j < end; j += 16) {
      const d = v128.load(dy + j);
      if (p.da) give(da + j, f32x4.mul(d, times ? v128.load(b + j) : aScale), p.accumulateA);
      if (p.db) give(db + j, f32x4.mul(d, times ? v128.load(a + j) : bScale), p.accumulateB);
    }
  }
}
