/**
 * Streams of random numbers, each a pure function of (seed, purpose, index).
 *
 * Initial weights, shuffling, dropout and made data draw from streams of their own, so that none of them can disturb another: adding a
 * dropout layer leaves the initial weights as they were. Only + − × ÷ and √ are used, so that every
 * machine gets the same bits; `Math.log` and the like promise no such thing. test/core/random/randomStream.test.ts.
 */
import { naturalLog } from "../numerics/elementaryFunctions";
import { threefry2x32, threefryInto, type Words } from "./threefry";

export const purposes = { weights: 1, shuffle: 2, dropout: 3, data: 4 } as const;
export type Purpose = keyof typeof purposes;

export interface RandomStream {
  /** 32 random bits, as an unsigned number. */
  bits(): number;
  /** In [0, 1), with 53 random bits. */
  uniform(): number;
  /** Mean 0, standard deviation 1 (polar method, Marsaglia and Bray 1964). */
  normal(): number;
}

/** The cipher's key of one stream. `seed` may be any safe integer. */
export function streamKey(seed: number, purpose: Purpose, index: number): Words {
  return threefry2x32([purposes[purpose], index], [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);
}

export function createStream(seed: number, purpose: Purpose, index: number): RandomStream {
  const key = streamKey(seed, purpose, index);
  let block = 0;
  const words = new Uint32Array(2);
  let spare: number | undefined;
  let left = 0;

  const bits = (): number => {
    if (left === 0) {
      threefryInto(words, block >>> 0, Math.floor(block / 2 ** 32), key[0], key[1]);
      block++;
      left = 2;
    }
    return words[2 - left--] as number;
  };
  const uniform = (): number => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const radius = Math.sqrt((-2 * naturalLog(s)) / s);
      spare = v * radius;
      return u * radius;
    }
  };
  return { bits, uniform, normal };
}
