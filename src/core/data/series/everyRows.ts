/**
 * `every`: fewer rows of a series, further apart. `24` takes each 24th row, `1h` or `1d` the mean over that time.
 *
 * Times are cut at whole units of the time as it is written (a day begins at 0:00, a week on Monday); a mean stands at its beginning.
 * test/core/data/series/everyRows.test.ts holds this.
 */
import type { MissingRule } from "../../model/tableKeys";
import { gapValue } from "./gapValue";

/** Rows, or milliseconds. */
export type Every = { readonly rows: number } | { readonly span: number };

const units: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `24`, `15min`, `1h`; undefined for what is neither. */
export function readEvery(written: string): Every | undefined {
  const [, count = "", unit] = /^\s*([1-9]\d{0,8})\s*(s|min|h|d|w)?\s*$/.exec(written) ?? [];
  if (count === "") return undefined;
  return unit === undefined ? { rows: Number(count) } : { span: Number(count) * (units[unit] ?? 0) };
}

interface Rows {
  readonly columns: readonly Float64Array[];
  readonly times: Float64Array | undefined;
}

/**
 * The rows in time order, and of those fewer. A span without a row of its own is left out, as a gap, where `missing` is `error` or `drop`; else
 * it is filled as a missing value is. `times` are there where a span is asked for.
 */
export function everyRows({ columns, times }: Rows, every: Every, missing: MissingRule): Rows {
  if ("rows" in every) {
    const taken = (values: Float64Array): Float64Array => values.filter((_, row) => row % every.rows === 0);
    return { columns: columns.map(taken), times: times && taken(times) };
  }
  const { span } = every;
  // The first Monday of Unix time is its fifth day.
  const shift = span % (units["w"] ?? 0) === 0 ? 4 * (units["d"] ?? 0) : 0;
  const spanOf = (time: number): number => Math.floor((time - shift) / span);
  const own = Array.from(times ?? [], spanOf);
  // In time order, so each new number is a new span.
  const found = [...new Set(own)];
  const sums = columns.map((values) => meansOf(values, own, found.length));
  const startOf = (number: number): number => number * span + shift;
  if (missing === "error" || missing === "drop") return { columns: sums, times: Float64Array.from(found, startOf) };
  const first = found[0] ?? 0;
  const count = (found.at(-1) ?? 0) - first + 1;
  // A span that nobody could mean, such as seconds over a century.
  if (count > 2 ** 27) return { columns: sums, times: Float64Array.from(found, startOf) };
  return {
    columns: sums.map((values) => spread(values, found, count, missing)),
    times: Float64Array.from({ length: count }, (_, at) => startOf(first + at)),
  };
}

function meansOf(values: Float64Array, own: readonly number[], count: number): Float64Array {
  const means = new Float64Array(count);
  let [at, sum, rows] = [-1, 0, 0];
  for (let row = 0; row < own.length; row++) {
    if (row === 0 || own[row] !== own[row - 1]) [at, sum, rows] = [at + 1, 0, 0];
    sum += values[row] ?? 0;
    means[at] = sum / ++rows;
  }
  return means;
}

/** All spans between the first and the last, those without rows filled. */
function spread(values: Float64Array, found: readonly number[], count: number, missing: MissingRule): Float64Array {
  const all = new Float64Array(count);
  const first = found[0] ?? 0;
  for (let at = 0; at < found.length; at++) {
    const place = (found[at] ?? 0) - first;
    const next = (found[at + 1] ?? (found[at] ?? 0) + 1) - first;
    const [low, high] = [values[at] ?? 0, values[at + 1] ?? 0];
    all[place] = low;
    for (let gap = place + 1; gap < next; gap++) {
      all[gap] = gapValue(missing, { low, high, step: gap - place, steps: next - place });
    }
  }
  return all;
}
