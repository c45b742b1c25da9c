/**
 * The masks of dropout, the same numbers as the other engine's: a function of (seed, place among the dropouts, update, row, step, feature).
 *
 * A block of random bits serves two features, as the kernels lay them out: eight features in a group, four counters, two words each.
 * test/tensorflow/session.test.ts.
 */
import { streamKey } from "../core/random/randomStream";
import { threefryInto } from "../core/random/threefry";

export interface DropoutPlace {
  readonly seed: number;
  /** Counts the dropouts of the network. */
  readonly index: number;
  /** Updates so far, this one included. */
  readonly update: number;
  readonly rate: number;
  /** Rows of a full batch. */
  readonly batchRows: number;
}

/** (rows, steps, features): 0 or 1 / (1 − rate). */
export function dropoutMask(place: DropoutPlace, rows: number, steps: number, features: number): Float32Array {
  const { seed, index, update, rate, batchRows } = place;
  const [key0, key1] = streamKey(seed, "dropout", index);
  const threshold = Math.floor(rate * 2 ** 32);
  const scale = 1 / (1 - rate);
  const mask = new Float32Array(rows * steps * features);
  const words = new Uint32Array(2);
  const groups = Math.ceil(features / 8);
  for (let r = 0; r < rows; r++) {
    for (let t = 0; t < steps; t++) {
      const row = (r * steps + t) * features;
      for (let g = 0; g < groups; g++) {
        const group = (t * batchRows + r) * groups + g;
        for (let lane = 0; lane < 4; lane++) {
          threefryInto(words, group * 4 + lane, update, key0, key1);
          for (const half of [0, 1]) {
            const feature = g * 8 + half * 4 + lane;
            if (feature < features && (words[half] ?? 0) >= threshold) mask[row + feature] = scale;
          }
        }
      }
    }
  }
  return mask;
}
