/**
 * Masks: which steps of a sequence count.
 *
 * A mask has the steps and rows of its tensor and four lanes of ones or zeros in each row, so that one `and` with four
 * numbers keeps or clears them. Pad rows hold zeros. test/engine/mask.test.ts compares with the float64 reference.
 */
import { clearPads } from "./softmaxRow";
import { Frame } from "./frame";

/** Makes a mask from numbers: from rows of features, or from ids, each of which is a step of its own. */
@unmanaged export class Mask {
  /** Of x. */
  steps: i32;
  features: i32;
  /** What does not count. */
  value: f32;
  x: usize;
  xLd: i32;
  mask: usize;
}

@inline function put(mask: usize, counts: bool): void {
  v128.store(mask, i32x4.splat(counts ? -1 : 0));
}

/** A step counts where any of its numbers is not `value`. */
export function maskSteps(p: Mask, frame: Frame): void {
  let x = p.x, mask = p.mask;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, x += <usize>p.xLd << 2, mask += 16) {
      let counts = false;
      for (let j: usize = 0; r < frame.rows && j < <usize>p.features; j++) counts = counts || load<f32>(x + (j << 2)) != p.value;
      put(mask, counts);
    }
  }
}

/** Every number is a step, and counts where it is not `value`. */
export function maskIds(p: Mask, frame: Frame): void {
  const row = <usize>p.xLd << 2;
  let mask = p.mask;
  for (let t: usize = 0; t < <usize>p.steps; t++) {
    for (let j: usize = 0; j < <usize>p.features; j++) {
      let x = p.x + t * <usize>frame.padded * row + (j << 2);
      for (let r = 0; r < frame.padded; r++, x += row, mask += 16) put(mask, r < frame.rows && load<f32>(x) != p.value);
    }
  }
}

/** A step counts where it counts in one of two masks. */
@unmanaged export class MaskUnion {
  steps: i32;
  a: usize;
  b: usize;
  mask: usize;
}

export function maskUnion(p: MaskUnion, frame: Frame): void {
  const end = <usize>(p.steps * frame.padded) << 4;
  for (let i: usize = 0; i < end; i += 16) v128.store(p.mask + i, v128.or(v128.load(p.a + i), v128.load(p.b + i)));
}

/** Which steps come at or behind the first that counts, in the direction of a layer; or whether there is such a step at all. */
@unmanaged export class StartedSteps {
  steps: i32;
  direction: i32;
  /** 1: the result is one step that counts where any does. */
  ever: i32;
  mask: usize;
  started: usize;
}

export function startedSteps(p: StartedSteps, frame: Frame): void {
  const bytes = <usize>frame.padded << 4;
  let before: usize = 0;
  for (let s = 0; s < p.steps; s++) {
    const at = <usize>(p.direction > 0 ? s : p.steps - 1 - s) * bytes;
    const to = p.started + (p.ever ? 0 : at);
    for (let j: usize = 0; j < bytes; j += 16) {
      const counts = v128.load(p.mask + at + j);
      v128.store(to + j, before ? v128.or(counts, v128.load(before + j)) : counts);
    }
    before = to;
  }
}

/** y = x where the step counts, else `fill`. */
@unmanaged export class Keep {
  steps: i32;
  features: i32;
  fill: f32;
  mask: usize;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

export function keepForward(p: Keep, frame: Frame): void {
  const columns = (p.features + 3) & ~3;
  const fill = f32x4.splat(p.fill);
  let x = p.x, y = p.y, at = p.mask;
  for (let r = p.steps * frame.padded; r > 0; r--, x += <usize>p.xLd << 2, y += <usize>p.yLd << 2, at += 16) {
    const mask = v128.load(at);
    for (let j: usize = 0; j < <usize>columns << 2; j += 16) v128.store(y + j, v128.bitselect(v128.load(x + j), fill, mask));
    if (p.fill != 0) clearPads(y, p.features, columns);
  }
}

export function keepBackward(p: Keep, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  let dx = p.dx, dy = p.dy, at = p.mask;
  for (let r = p.steps * frame.padded; r > 0; r--, dx += <usize>p.xLd << 2, dy += <usize>p.yLd << 2, at += 16) {
    const mask = v128.load(at);
    for (let j: usize = 0; j < end; j += 16) {
      const d = v128.and(v128.load(dy + j), mask);
      v128.store(dx + j, p.accumulate ? f32x4.add(v128.load(dx + j), d) : d);
    }
  }
}

/** How many steps of how many rows count. */
@unmanaged export class CountSteps {
  steps: i32;
  mask: usize;
  /** One f64. */
  count: usize;
}

export function countSteps(p: CountSteps, frame: Frame): void {
  let count: f64 = 0;
  const end = p.mask + (<usize>(p.steps * frame.padded) << 4);
  for (let at = p.mask; at < end; at += 16) count -= <f64>load<i32>(at);
  store<f64>(p.count, count);
}

/** The mean over the steps that count: 0 / 0 where none does, as in Keras. */
@unmanaged export class MaskedMean {
  steps: i32;
  features: i32;
  mask: usize;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

/** Steps of row `r` that count; pad rows get 1, so that nothing is divided by zero there. */
function countOf(p: MaskedMean, frame: Frame, r: i32): v128 {
  let count = 0;
  for (let t = 0; t < p.steps; t++) count -= load<i32>(p.mask + (<usize>(t * frame.padded + r) << 4));
  return f32x4.splat(r < frame.rows ? <f32>count : 1);
}

export function maskedMeanForward(p: MaskedMean, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const columns = (p.features + 3) & ~3;
  const row = <usize>p.xLd << 2;
  let y = p.y;
  for (let r = 0; r < frame.padded; r++, y += <usize>p.yLd << 2) {
    const count = countOf(p, frame, r);
    for (let j: usize = 0; j < end; j += 16) {
      let sum = f32x4.splat(0);
      for (let t = 0; t < p.steps; t++) {
        const place = <usize>(t * frame.padded + r);
        sum = f32x4.add(sum, v128.and(v128.load(p.x + place * row + j), v128.load(p.mask + (place << 4))));
      }
      v128.store(y + j, f32x4.div(sum, count));
    }
    clearPads(y, p.features, columns);
  }
}

export function maskedMeanBackward(p: MaskedMean, frame: Frame): void {
  const end = <usize>((p.features + 3) & ~3) << 2;
  const row = <usize>p.xLd << 2;
  let dy = p.dy;
  for (let r = 0; r < frame.padded; r++, dy += <usize>p.yLd << 2) {
    const count = countOf(p, frame, r);
    for (let j: usize = 0; j < end; j += 16) {
      const share = f32x4.div(v128.load(dy + j), count);
      for (let t = 0; t < p.steps; t++) {
        const place = <usize>(t * frame.padded + r);
        const to = p.dx + place * row + j;
        const d = v128.and(share, v128.load(p.mask + (place << 4)));
        v128.store(to, p.accumulate ? f32x4.add(v128.load(to), d) : d);
      }
    }
  }
}
