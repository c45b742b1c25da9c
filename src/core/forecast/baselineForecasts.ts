/**
 * What a forecast has to beat: answers that anybody could give at a window's end, from the rows up to there and from the training rows.
 *
 * Values of windows at w · horizon + h, in the data's own units. test/core/forecast/baselineForecasts.test.ts holds each.
 */
import { fitLinear } from "./linearBaseline";

export const baselineNames = ["last_value", "seasonal", "drift", "linear", "mean"] as const;
export type BaselineName = (typeof baselineNames)[number];

/** One target of a series, and where its windows lie. */
export interface ForecastSeries {
  /** The target, row by row in time order, in its own units. */
  readonly target: Float64Array;
  /** The columns that the network is shown, likewise. */
  readonly inputs: readonly Float64Array[];
  readonly window: number;
  readonly horizon: number;
  /** m; null without one. */
  readonly season: number | null;
  /** Training rows are those before it, and the first rows of the windows that train. */
  readonly trainingEnd: number;
  readonly trainingStarts: Int32Array;
}

/** Makes forecasts for windows that begin at these rows. */
export type Forecaster = (starts: Int32Array) => Float64Array;

/** Those that this series can have: `seasonal` only with a season, `drift` from two training rows on, `linear` from two training windows on. */
export function fitBaselines(series: ForecastSeries): Partial<Readonly<Record<BaselineName, Forecaster>>> {
  const { target, window, horizon, season, trainingEnd, trainingStarts } = series;
  const each =
    (valueAt: (start: number, step: number) => number): Forecaster =>
    (starts) => {
      const values = new Float64Array(starts.length * horizon);
      starts.forEach((start, w) => {
        for (let step = 0; step < horizon; step++) values[w * horizon + step] = valueAt(start, step);
      });
      return values;
    };
  const last = (start: number): number => target[start + window - 1] as number;
  const slope = ((target[trainingEnd - 1] ?? Number.NaN) - (target[0] ?? Number.NaN)) / (trainingEnd - 1);
  const linear = trainingStarts.length > 1 ? fitLinear(series) : undefined;
  const forecasters = {
    last_value: each(last),
    // The newest row that was known and is a whole number of seasons before; near the beginning, where there is none, the last value.
    seasonal:
      season === null
        ? undefined
        : each((start, step) => {
            const row = start + window + step - season * Math.ceil((step + 1) / season);
            return row < 0 ? last(start) : (target[row] as number);
          }),
    drift: trainingEnd > 1 ? each((start, step) => last(start) + (step + 1) * slope) : undefined,
    linear,
    mean: each((start) => {
      let sum = 0;
      for (let row = start; row < start + window; row++) sum += target[row] as number;
      return sum / window;
    }),
  };
  return Object.fromEntries(Object.entries(forecasters).filter(([, one]) => one !== undefined)) as ReturnType<
    typeof fitBaselines
  >;
}
