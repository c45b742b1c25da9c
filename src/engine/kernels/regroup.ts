/**
 * The numbers of a sample in another shape, in their order. test/engine/regrouping.test.ts.
 */
import { Frame } from "./frame";

@unmanaged export class Regroup {
  steps: i32;
  features: i32;
  /** Features of y. */
  newFeatures: i32;
  x: usize;
  xLd: i32;
  y: usize;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

/** Walks both shapes at once: number j of step t is number k of step u. */
function walk(p: Regroup, frame: Frame, x: usize, y: usize, backward: bool): void {
  const padded = <usize>frame.padded;
  const xRow = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  let u: usize = 0, k = 0;
  for (let t: usize = 0; t < <usize>p.steps; t++) {
    for (let j = 0; j < p.features; j++) {
      let from = x + t * padded * xRow + (<usize>j << 2);
      let to = y + u * padded * yRow + (<usize>k << 2);
      for (let r = frame.padded; r > 0; r--, from += xRow, to += yRow) {
        if (!backward) store<f32>(to, load<f32>(from));
        else store<f32>(from, p.accumulate ? load<f32>(from) + load<f32>(to) : load<f32>(to));
      }
      if (++k == p.newFeatures) {
        k = 0;
        u++;
      }
    }
  }
}

export function regroupForward(p: Regroup, frame: Frame): void {
  walk(p, frame, p.x, p.y, false);
}

export function regroupBackward(p: Regroup, frame: Frame): void {
  walk(p, frame, p.dx, p.dy, true);
}
