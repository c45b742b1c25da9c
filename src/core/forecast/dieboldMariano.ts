/**
 * Whether one forecast's errors are smaller than another's by more than chance: Diebold and Mariano (1995) with the correction of Harvey,
 * Leybourne and Newbold (1997), two-sided.
 *
 * test/core/forecast/dieboldMariano.test.ts holds it against figures made with SciPy.
 */
import { studentTails } from "./studentTails";

export interface DieboldMariano {
  /** Negative: the first forecast's losses are smaller. NaN where the two never differ. */
  readonly statistic: number;
  /** The probability of a statistic at least as large where both are equally good; 1 where the two never differ. */
  readonly p: number;
}

/**
 * `first`, `second`: the loss of each window, in time order. `overlap`: how many windows one after the other share target rows (the horizon,
 * where a window starts at every row): errors that near depend on each other.
 */
export function dieboldMariano(first: Float64Array, second: Float64Array, overlap: number): DieboldMariano {
  const n = first.length;
  const differences = first.map((loss, at) => loss - (second[at] as number));
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  if (n < 2 || differences.every((one) => one === differences[0])) {
    // Equal at every window, or better by the same everywhere, which no variance can be told from.
    return mean === 0 || n < 2 ? { statistic: Number.NaN, p: 1 } : { statistic: Math.sign(mean) * Infinity, p: 0 };
  }
  const lags = Math.min(Math.max(1, overlap), n - 1) - 1;
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let at = lag; at < n; at++) {
      sum += ((differences[at] as number) - mean) * ((differences[at - lag] as number) - mean);
    }
    return sum / n;
  };
  const near = Array.from({ length: lags }, (_, at) => covariance(at + 1));
  const alone = covariance(0);
  let variance = alone + 2 * near.reduce((sum, one) => sum + one, 0);
  // The plain sum can fall below zero; Bartlett's weights cannot.
  if (variance <= 0) variance = alone + 2 * near.reduce((sum, one, at) => sum + (1 - (at + 1) / (lags + 1)) * one, 0);
  const h = lags + 1;
  const correction = Math.sqrt((n + 1 - 2 * h + (h * (h - 1)) / n) / n);
  const statistic = (correction * mean) / Math.sqrt(variance / n);
  return { statistic, p: studentTails(Math.abs(statistic), n - 1) };
}
