/**
 * What a column says of a target's future that the past of both does not say: the partial correlation of c[t] with y[t + h], given the last
 * rows of y up to t and those of c before t.
 *
 * A column that only follows or goes along with the target comes near 0, however alike the two look. test/core/forecast/leakage.test.ts.
 */

/** Rows of the target up to t, and of the column before t. */
const TARGET_LAGS = 12;
const COLUMN_LAGS = 3;
const MOST_ROWS = 4000;
/** What is left of a column that its own past tells is rounding. */
const NOTHING = 1e-9;

export interface FutureCorrelation {
  /** h */
  readonly lead: number;
  readonly correlation: number;
}

/** The lead of 1 … `far` at which the column says most; undefined where it says nothing new, or rows are too few. */
export function futureCorrelation(
  column: Float64Array,
  target: Float64Array,
  far: number,
): FutureCorrelation | undefined {
  const from = Math.max(TARGET_LAGS, COLUMN_LAGS + 1);
  const reach = Math.min(far, Math.floor(target.length / 8));
  const rows = Math.min(MOST_ROWS, target.length - from - reach);
  const width = 1 + TARGET_LAGS + COLUMN_LAGS;
  if (reach < 1 || rows < 2 * width) return undefined;
  const end = from + rows + reach;
  const [c, y] = [unit(column.subarray(0, end)), unit(target.subarray(0, end))];
  const past = Array.from({ length: rows }, (_, at) => {
    const t = from + at;
    return Float64Array.from({ length: width }, (_none, k) =>
      k === 0 ? 1 : k <= TARGET_LAGS ? (y[t - k + 1] as number) : (c[t - (k - TARGET_LAGS)] as number),
    );
  });
  // Orthonormal by Gram and Schmidt, twice for the sake of rounding; columns that others tell drop out.
  const basis: Float64Array[] = [];
  for (let k = 0; k < width; k++) {
    const own = Float64Array.from(past, (row) => row[k] as number);
    const size = norm(own);
    const left = without(without(own, basis), basis);
    const rest = norm(left);
    if (rest > 1e-7 * size) basis.push(left.map((one) => one / rest));
  }
  const residual = (values: Float64Array): Float64Array => without(without(values, basis), basis);
  const newly = residual(c.slice(from, from + rows));
  const size = norm(newly);
  if (size < NOTHING * Math.sqrt(rows)) return undefined;
  let best: FutureCorrelation | undefined;
  for (let lead = 1; lead <= reach; lead++) {
    const ahead = residual(y.slice(from + lead, from + lead + rows));
    const length = norm(ahead);
    // A future that the past tells anyway is nobody's secret.
    if (length < 1e-6 * Math.sqrt(rows)) continue;
    const correlation = dot(newly, ahead) / (size * length);
    if (!best || Math.abs(correlation) > Math.abs(best.correlation)) best = { lead, correlation };
  }
  return best;
}

function unit(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
  return values.map((value) => (value - mean) / (deviation > 0 ? deviation : 1));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

const norm = (values: Float64Array): number => Math.sqrt(dot(values, values));

function without(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const left = values.slice();
  for (const one of basis) {
    const share = dot(left, one);
    for (let at = 0; at < left.length; at++) left[at] = (left[at] as number) - share * (one[at] as number);
  }
  return left;
}
