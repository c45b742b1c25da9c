/**
 * Dropout: zeros with probability `rate`, the rest divided by 1 − rate.
 *
 * The mask is a function of (key, update, place in the batch) alone, Threefry-2x32 with 20 rounds as in
 * core/random/threefry.ts. So it is made again in the backward pass instead of being stored, and neither padding nor the
 * cutting of a batch into shards can change it. test/engine/layers.test.ts.
 */
import { Frame } from "./frame";
import { addState } from "./recurrent";

@unmanaged export class Dropout {
  steps: i32;
  features: i32;
  /** A number is kept where 32 random bits are at least this. */
  threshold: i32;
  scale: f32;
  key0: i32;
  key1: i32;
  /** Rows of a full batch. */
  batchRows: i32;
  /** 1: one mask for all steps. */
  shared: i32;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

let words0: v128 = i32x4.splat(0);
let words1: v128 = i32x4.splat(0);

@inline function mix(rotation: i32): void {
  words0 = i32x4.add(words0, words1);
  words1 = v128.xor(v128.or(i32x4.shl(words1, rotation), i32x4.shr_u(words1, 32 - rotation)), words0);
}

@inline function inject(a: i32, b: i32): void {
  words0 = i32x4.add(words0, i32x4.splat(a));
  words1 = i32x4.add(words1, i32x4.splat(b));
}

@inline function fourEven(): void { mix(13); mix(15); mix(26); mix(6); }
@inline function fourOdd(): void { mix(17); mix(29); mix(16); mix(24); }

/** Four blocks at once: counters (first … first + 3, high). */
function threefry(key0: i32, key1: i32, first: i32, high: i32): void {
  const key2 = key0 ^ key1 ^ 0x1bd11bda;
  words0 = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  words1 = i32x4.splat(high);
  inject(key0, key1);
  fourEven(); inject(key1, key2 + 1);
  fourOdd(); inject(key2, key0 + 2);
  fourEven(); inject(key0, key1 + 3);
  fourOdd(); inject(key1, key2 + 4);
  fourEven(); inject(key2, key0 + 5);
}

/** Multiplies eight numbers with their mask. `place` counts groups of eight. */
function maskEight(p: Dropout, frame: Frame, place: i32, x: usize, y: usize, columns: i32, accumulate: bool): void {
  threefry(p.key0, p.key1, place << 2, frame.step);
  const limit = i32x4.splat(p.threshold);
  const scale = f32x4.splat(p.scale);
  const m0 = v128.and(i32x4.ge_u(words0, limit), scale);
  let d = f32x4.mul(v128.load(x), m0);
  v128.store(y, accumulate ? f32x4.add(v128.load(y), d) : d);
  if (columns <= 4) return;
  const m1 = v128.and(i32x4.ge_u(words1, limit), scale);
  d = f32x4.mul(v128.load(x, 16), m1);
  v128.store(y, accumulate ? f32x4.add(v128.load(y, 16), d) : d, 16);
}

function apply(p: Dropout, frame: Frame, from: usize, fromLd: i32, to: usize, toLd: i32, accumulate: bool): void {
  const columns = (p.features + 3) & ~3;
  const groups = (columns + 7) >> 3;
  for (let t = 0; t < p.steps; t++) {
    for (let r = 0; r < frame.padded; r++, from += <usize>fromLd << 2, to += <usize>toLd << 2) {
      if (!frame.training) {
        // Also on the way back, where somebody probes a network that does not train.
        if (accumulate) addState(to, from, <usize>columns << 2);
        else memory.copy(to, from, <usize>columns << 2);
        continue;
      }
      const first = ((p.shared ? 0 : t) * p.batchRows + frame.firstRow + r) * groups;
      for (let g = 0; g < groups; g++) {
        const offset = <usize>g << 5;
        maskEight(p, frame, first + g, from + offset, to + offset, columns - (g << 3), accumulate);
      }
    }
  }
}

export function dropoutForward(p: Dropout, frame: Frame): void {
  apply(p, frame, p.x, p.xLd, p.y, p.yLd, false);
}

export function dropoutBackward(p: Dropout, frame: Frame): void {
  apply(p, frame, p.dy, p.yLd, p.dx, p.xLd, p.accumulate != 0);
}

/** The mask itself, for those who apply it at every step: y gets what a number is multiplied with. Written while training only. */
export function dropoutFactors(p: Dropout, frame: Frame): void {
  if (!frame.training) return;
  const columns = (p.features + 3) & ~3;
  const groups = (columns + 7) >> 3;
  const limit = i32x4.splat(p.threshold);
  const scale = f32x4.splat(p.scale);
  let y = p.y;
  for (let r = 0; r < frame.padded; r++, y += <usize>p.yLd << 2) {
    const first = (frame.firstRow + r) * groups;
    for (let g = 0; g < groups; g++) {
      threefry(p.key0, p.key1, (first + g) << 2, frame.step);
      const at = y + (<usize>g << 5);
      v128.store(at, v128.and(i32x4.ge_u(words0, limit), scale));
      if (columns - (g << 3) > 4) v128.store(at, v128.and(i32x4.ge_u(words1, limit), scale), 16);
    }
  }
}
