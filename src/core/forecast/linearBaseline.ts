/**
 * The linear baseline: each step of the horizon as a weighted sum of the window, by least squares with a ridge of 1e-3, fitted on the windows
 * that train and on nothing else.
 *
 * Columns are standardised with the figures of the training rows first, the intercept is free; equal to scikit-learn's
 * `Ridge(alpha=1e-3)` on the same windows. test/core/forecast/baselineForecasts.test.ts.
 */
import type { Forecaster, ForecastSeries } from "./baselineForecasts";

const RIDGE = 1e-3;
/** Of a window with more numbers the target's own rows are taken, and of these the last ones. */
const MOST_FEATURES = 256;
/** Of more training windows so many are taken, evenly spread. */
const MOST_WINDOWS = 10_000;

export function fitLinear(series: ForecastSeries): Forecaster {
  const { target, inputs, window, horizon, trainingEnd, trainingStarts } = series;
  const columns = (inputs.length * window <= MOST_FEATURES ? inputs : [target]).map((column) =>
    standardised(column, trainingEnd),
  );
  const steps = Math.min(window, Math.floor(MOST_FEATURES / columns.length));
  const features = columns.length * steps;
  const fill = (start: number, row: Float64Array): Float64Array => {
    columns.forEach((column, c) => {
      for (let step = 0; step < steps; step++) row[c * steps + step] = column[start + window - steps + step] as number;
    });
    return row;
  };
  const used = spread(trainingStarts, MOST_WINDOWS);
  const meanX = new Float64Array(features);
  const meanY = new Float64Array(horizon);
  const row = new Float64Array(features);
  for (const start of used) {
    fill(start, row).forEach((value, at) => (meanX[at] = (meanX[at] as number) + value / used.length));
    for (let h = 0; h < horizon; h++)
      meanY[h] = (meanY[h] as number) + (target[start + window + h] as number) / used.length;
  }
  const gram = new Float64Array(features * features);
  const right = new Float64Array(features * horizon);
  for (const start of used) {
    fill(start, row).forEach((value, at) => (row[at] = value - (meanX[at] as number)));
    for (let i = 0; i < features; i++) {
      const value = row[i] as number;
      for (let j = 0; j <= i; j++) {
        gram[i * features + j] = (gram[i * features + j] as number) + value * (row[j] as number);
      }
      for (let h = 0; h < horizon; h++) {
        const answer = (target[start + window + h] as number) - (meanY[h] as number);
        right[i * horizon + h] = (right[i * horizon + h] as number) + value * answer;
      }
    }
  }
  for (let i = 0; i < features; i++) gram[i * features + i] = (gram[i * features + i] as number) + RIDGE;
  const weights = solvePositive(gram, right, features, horizon);
  return (starts) => {
    const values = new Float64Array(starts.length * horizon);
    starts.forEach((start, w) => {
      fill(start, row);
      for (let h = 0; h < horizon; h++) {
        let sum = meanY[h] as number;
        for (let i = 0; i < features; i++) {
          sum += ((row[i] as number) - (meanX[i] as number)) * (weights[i * horizon + h] as number);
        }
        values[w * horizon + h] = sum;
      }
    });
    return values;
  };
}

function standardised(column: Float64Array, trainingEnd: number): Float64Array {
  const rows = column.subarray(0, trainingEnd);
  const mean = rows.reduce((sum, one) => sum + one, 0) / rows.length;
  const deviation = Math.sqrt(rows.reduce((sum, one) => sum + (one - mean) ** 2, 0) / rows.length);
  return column.map((value) => (value - mean) / (deviation > 0 ? deviation : 1));
}

function spread(starts: Int32Array, most: number): Int32Array {
  if (starts.length <= most) return starts;
  return Int32Array.from({ length: most }, (_, at) => starts[Math.floor((at * starts.length) / most)] ?? 0);
}

/** Solves A X = B by Cholesky's decomposition; `a` (n, n) has its lower half filled and is overwritten, `b` is (n, k). */
function solvePositive(a: Float64Array, b: Float64Array, n: number, k: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let m = 0; m < j; m++) sum -= (a[i * n + m] as number) * (a[j * n + m] as number);
      // Rounding can take what the ridge has given.
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, RIDGE * 1e-6)) : sum / (a[j * n + j] as number);
    }
  }
  const x = b.slice();
  for (let h = 0; h < k; h++) {
    for (let i = 0; i < n; i++) {
      let sum = x[i * k + h] as number;
      for (let m = 0; m < i; m++) sum -= (a[i * n + m] as number) * (x[m * k + h] as number);
      x[i * k + h] = sum / (a[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i * k + h] as number;
      for (let m = i + 1; m < n; m++) sum -= (a[m * n + i] as number) * (x[m * k + h] as number);
      x[i * k + h] = sum / (a[i * n + i] as number);
    }
  }
  return x;
}
