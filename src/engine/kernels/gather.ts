/**
 * Takes the samples of a batch out of the dataset: (samples, steps, features) becomes [steps][padded][ld].
 *
 * Pad rows get zeros, so that no stale number ever meets a weight; pad columns are zero from the beginning.
 */
import { Frame } from "./frame";

@unmanaged export class Gather {
  steps: i32;
  features: i32;
  source: usize;
  target: usize;
  ld: i32;
}

export function gather(p: Gather, frame: Frame): void {
  const row = <usize>p.features << 2;
  const ld = <usize>p.ld << 2;
  const sample = <usize>p.steps * row;
  const step = <usize>frame.padded * ld;
  for (let r = 0; r < frame.padded; r++) {
    let target = p.target + <usize>r * ld;
    if (r >= frame.rows) {
      for (let t = 0; t < p.steps; t++, target += step) memory.fill(target, 0, ld);
      continue;
    }
    let source = p.source + <usize>load<i32>(frame.order + (<usize>r << 2)) * sample;
    for (let t = 0; t < p.steps; t++, source += row, target += step) {
      for (let j: usize = 0; j < row; j += 4) store<f32>(target + j, load<f32>(source + j));
    }
  }
}
