/**
 * What becomes of a target before it is scaled, and the way back: its logarithm, and the steps from row to row in the place of the rows.
 *
 * A forecast of steps starts from the last row that was seen, which is known in the data's own units. test/core/data/series/seriesChanges.test.ts.
 */
import { message } from "../../messages/message";
import type { SampleTensor, Tensor } from "../dataset";
import { TableRefused } from "../tables/tableProblem";

export interface SeriesChange {
  readonly logarithm: boolean;
  readonly difference: boolean;
}

/** Of a column of windows: how it was changed, and the same windows in the data's own units. */
export interface ColumnChange extends SeriesChange {
  readonly own: SampleTensor;
}

export const isChange = ({ logarithm, difference }: SeriesChange): boolean => logarithm || difference;

/** Of steps, row 0 has none: it is 0, and no window begins there. Throws `TableRefused` where a logarithm is of nothing above 0. */
export function changed(
  values: Float64Array,
  { logarithm, difference }: SeriesChange,
  { file, column }: { readonly file: string; readonly column: string },
): Float64Array {
  const wrong = logarithm ? values.find((value) => !(value > 0)) : undefined;
  if (wrong !== undefined) throw new TableRefused(message("series-logarithm", { file, column, found: wrong }));
  const logs = logarithm ? values.map((value) => Math.log(value)) : values;
  return difference ? logs.map((value, row) => (row === 0 ? 0 : value - (logs[row - 1] as number))) : logs;
}

/** Of samples `from` … `to` − 1 alone; to be spread over a column that holds only these. */
export function changeOfSamples(
  change: ColumnChange | undefined,
  from: number,
  to: number,
): { readonly change?: ColumnChange } {
  if (!change) return {};
  const { own } = change;
  const shape = [to - from, ...own.shape.slice(1)];
  return {
    change: { ...change, own: { ...own, shape, ...(own.starts && { starts: own.starts.subarray(from, to) }) } },
  };
}

/** Steps of a horizon back to the data's own units. `before`: the last row that was seen, in own units. */
export function restored(steps: ArrayLike<number>, before: number, { logarithm, difference }: SeriesChange): number[] {
  let sum = logarithm ? Math.log(before) : before;
  return Array.from(steps, (step) => {
    if (difference) sum += step;
    const value = difference ? sum : step;
    return logarithm ? Math.exp(value) : value;
  });
}

/** A network's answers for samples `from` on, unscaled already, (samples, horizon · targets · quantiles in any shape), in own units. */
export function restoredAnswers({ shape, values }: Tensor, change: ColumnChange, from: number): Tensor {
  const { own } = change;
  const [, horizon = 1, targets = 1] = own.shape;
  const size = shape.slice(1).reduce((product, one) => product * one, 1);
  const perLevel = horizon * targets;
  const result = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += perLevel) {
    const start = own.starts?.[from + Math.floor(at / size)] ?? 0;
    for (let target = 0; target < targets; target++) {
      const steps = Array.from({ length: horizon }, (_, step) => values[at + step * targets + target] ?? Number.NaN);
      const before = own.values[start - targets + target] ?? Number.NaN;
      restored(steps, before, change).forEach((value, step) => (result[at + step * targets + target] = value));
    }
  }
  return { shape, values: result };
}
