/**
 * What a run has fitted to its series, and keeps: the figures of the scaling and the guesses about the file. Whoever asks the run later, also
 * about another file, is answered with these. Plain data, for run.json. test/cli/series.test.ts.
 */
import type { Guesses } from "../tables/dialect";

export interface ColumnScaling {
  readonly offset: number;
  readonly factor: number;
}

export interface FittedSeries {
  readonly guesses: Guesses;
  /** As the model file names them. */
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  readonly scale: "standard" | "minmax" | "none";
  /** What is done to the columns before they are scaled, and what is put beside them: `difference: 1, calendar: hour, month`. */
  readonly changes?: string | undefined;
  /** By column, as the model file names it. */
  readonly scaling: Readonly<Record<string, ColumnScaling>>;
}

/** Of a column that is not scaled. */
export const plainScaling: ColumnScaling = { offset: 0, factor: 1 };

export const scalingOf = ({ scaling }: FittedSeries, column: string): ColumnScaling =>
  Object.hasOwn(scaling, column) ? (scaling[column] ?? plainScaling) : plainScaling;

/** Mean and population deviation, or minimum and span; a constant column keeps its size. */
export function columnScaling(values: Float64Array, kind: "standard" | "minmax" | "none"): ColumnScaling {
  if (kind === "none" || values.length === 0) return plainScaling;
  const [offset, size] = kind === "standard" ? moments(values) : extent(values);
  return { offset, factor: size > 0 ? size : 1 };
}

function moments(values: Float64Array): [number, number] {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return [mean, Math.sqrt(squares / values.length)];
}

function extent(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high - low];
}
