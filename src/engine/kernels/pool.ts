/**
 * All steps into one and one step into all: sums, copies, and the largest; and all steps the other way round.
 * test/engine/regrouping.test.ts and recurrent.test.ts.
 */
import { Frame } from "./frame";

/** RepeatVector spreads forward and sums backward; an average the other way round. */
@unmanaged export class Pool {
  steps: i32;
  features: i32;
  /** [steps][padded][allLd]. */
  all: usize;
  allLd: i32;
  /** [1][padded][oneLd]. */
  one: usize;
  oneLd: i32;
  scale: f32;
  /** Adds to what the target holds. */
  accumulate: i32;
}

/** one = scale · Σ all. */
export function sumSteps(p: Pool, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const row = <usize>p.allLd << 2;
  const step = <usize>frame.padded * row;
  const scale = f32x4.splat(p.scale);
  let all = p.all, one = p.one;
  for (let r = frame.padded; r > 0; r--, all += row, one += <usize>p.oneLd << 2) {
    for (let j: usize = 0; j < end; j += 16) {
      let sum = v128.load(all + j);
      let at = all + j;
      for (let t = 1; t < p.steps; t++) sum = f32x4.add(sum, v128.load((at += step)));
      sum = f32x4.mul(sum, scale);
      v128.store(one + j, p.accumulate ? f32x4.add(v128.load(one + j), sum) : sum);
    }
  }
}

/** Each step of all = scale · one. */
export function spreadSteps(p: Pool, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const scale = f32x4.splat(p.scale);
  let all = p.all;
  for (let t = 0; t < p.steps; t++) {
    let one = p.one;
    for (let r = frame.padded; r > 0; r--, all += <usize>p.allLd << 2, one += <usize>p.oneLd << 2) {
      for (let j: usize = 0; j < end; j += 16) {
        const value = f32x4.mul(v128.load(one + j), scale);
        v128.store(all + j, p.accumulate ? f32x4.add(v128.load(all + j), value) : value);
      }
    }
  }
}

@unmanaged export class MaxPool {
  steps: i32;
  features: i32;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

export function maxForward(p: MaxPool, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const row = <usize>p.xLd << 2;
  const step = <usize>frame.padded * row;
  let x = p.x, y = p.y;
  for (let r = frame.padded; r > 0; r--, x += row, y += <usize>p.yLd << 2) {
    for (let j: usize = 0; j < end; j += 16) {
      let top = v128.load(x + j);
      let at = x + j;
      for (let t = 1; t < p.steps; t++) top = f32x4.max(top, v128.load((at += step)));
      v128.store(y + j, top);
    }
  }
}

/** Steps that share the largest value share the gradient, as TensorFlow does it. */
export function maxBackward(p: MaxPool, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const row = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  const step = <usize>frame.padded * row;
  const one = f32x4.splat(1);
  let x = p.x, y = p.y, dx = p.dx, dy = p.dy;
  for (let r = frame.padded; r > 0; r--, x += row, dx += row, y += yRow, dy += yRow) {
    for (let j: usize = 0; j < end; j += 16) {
      const top = v128.load(y + j);
      let count = f32x4.splat(0);
      let at = x + j;
      for (let t = 0; t < p.steps; t++, at += step) {
        count = f32x4.add(count, v128.and(f32x4.eq(v128.load(at), top), one));
      }
      const share = f32x4.div(v128.load(dy + j), f32x4.max(count, one));
      at = x + j;
      let to = dx + j;
      for (let t = 0; t < p.steps; t++, at += step, to += step) {
        const d = v128.and(f32x4.eq(v128.load(at), top), share);
        v128.store(to, p.accumulate ? f32x4.add(v128.load(to), d) : d);
      }
    }
  }
}

/** Its own way back: gradients go through it from `y` to `x`. */
@unmanaged export class Reverse {
  steps: i32;
  features: i32;
  from: usize;
  fromLd: i32;
  to: usize;
  toLd: i32;
  accumulate: i32;
}

export function reverseSteps(p: Reverse, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const fromRow = <usize>p.fromLd << 2, toRow = <usize>p.toLd << 2;
  let to = p.to;
  for (let t = p.steps - 1; t >= 0; t--) {
    let from = p.from + <usize>(t * frame.padded) * fromRow;
    for (let r = frame.padded; r > 0; r--, from += fromRow, to += toRow) {
      for (let j: usize = 0; j < end; j += 16) {
        const value = v128.load(from + j);
        v128.store(to + j, p.accumulate ? f32x4.add(v128.load(to + j), value) : value);
      }
    }
  }
}
