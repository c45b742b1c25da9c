/**
 * A network's forecasts of one target, measured: the test part's scores beside those of all baselines, intervals by what the validation part
 * taught, and the verdict.
 *
 * Nothing here is fitted on test rows. test/cli/forecast.test.ts.
 */
import { type BaselineName, baselineNames, fitBaselines, type ForecastSeries } from "./baselineForecasts";
import {
  boundsAround,
  type IntervalLevel,
  intervalLevels,
  type Margins,
  quantileMargins,
  residualMargins,
} from "./conformal";
import { type ForecastScores, scoreForecasts, scoreScale, type WindowValues } from "./forecastScores";
import { type ForecastVerdict, judgeForecast } from "./forecastVerdict";
import { type IntervalBounds, type IntervalScores, pinball, scoreIntervals } from "./intervalScores";

/** Forecasts of windows (w · horizon + h), in the data's own units. */
export interface ModelForecasts {
  /** Of quantile losses the median, or what is nearest to it. */
  readonly value: Float64Array;
  /** Of quantile losses alone: the levels (0 to 1) in ascending order, and the forecasts at each. */
  readonly quantiles?: { readonly levels: readonly number[]; readonly values: readonly Float64Array[] };
}

/** A part of the series: the first rows of its windows, and what was forecast for them. */
export interface ForecastPart {
  readonly starts: Int32Array;
  readonly forecasts: ModelForecasts;
}

export interface ModelScores extends ForecastScores {
  /** Mean over the quantiles of a quantile loss. */
  readonly pinball?: number;
  /** By level; null where the validation part has too few windows for it. */
  readonly intervals: Readonly<Record<IntervalLevel, IntervalScores | null>>;
}

export interface MeasuredForecast {
  /** Windows of the test part. */
  readonly samples: number;
  readonly model: ModelScores;
  readonly baselines: Partial<Readonly<Record<BaselineName, ForecastScores>>>;
  readonly verdict: ForecastVerdict | undefined;
  readonly margins: Readonly<Record<IntervalLevel, Margins>>;
  /** Of the test windows; undefined where there is no interval at a level. */
  readonly bounds: Readonly<Record<IntervalLevel, IntervalBounds | undefined>>;
}

export function measureForecast(
  series: ForecastSeries,
  {
    validation,
    test,
    stride,
  }: { readonly validation: ForecastPart; readonly test: ForecastPart; readonly stride: number },
): MeasuredForecast {
  const truth = truthOf(series, test.starts);
  const scale = scoreScale(series.target.subarray(0, series.trainingEnd), series.season ?? 1);
  const made = Object.entries(fitBaselines(series)).map(([name, make]) => [name, make(test.starts)] as const);
  const margins = byLevel((level) => marginsOf(truthOf(series, validation.starts), validation.forecasts, level));
  const bounds = byLevel((level) => boundsAround(centreOf(test.forecasts, level), margins[level]));
  const { value, quantiles } = test.forecasts;
  const overlap = Math.ceil(series.horizon / stride);
  return {
    samples: test.starts.length,
    model: {
      ...scoreForecasts(truth, value, scale),
      ...(quantiles && { pinball: pinball(truth.values, quantiles.levels, quantiles.values) }),
      intervals: byLevel((level) => {
        const own = bounds[level];
        return own ? scoreIntervals(truth.values, own, level) : null;
      }),
    },
    baselines: Object.fromEntries(made.map(([name, forecast]) => [name, scoreForecasts(truth, forecast, scale)])),
    verdict: judgeForecast(truth, value, Object.fromEntries(made), overlap),
    margins,
    bounds,
  };
}

/** What came, for windows that begin at these rows. */
export function truthOf({ target, window, horizon }: ForecastSeries, starts: Int32Array): WindowValues {
  const values = new Float64Array(starts.length * horizon);
  starts.forEach((start, w) => {
    for (let step = 0; step < horizon; step++) values[w * horizon + step] = target[start + window + step] ?? Number.NaN;
  });
  return { horizon, values };
}

/** What an interval of a level is drawn around: the forecast itself, or the two quantiles that are nearest to the level's own. */
export function centreOf({ value, quantiles }: ModelForecasts, level: IntervalLevel): IntervalBounds {
  if (!quantiles || quantiles.levels.length < 2) return { low: value, high: value };
  const nearest = (wanted: number): Float64Array => {
    const distances = quantiles.levels.map((one) => Math.abs(one - wanted));
    return quantiles.values[distances.indexOf(Math.min(...distances))] ?? value;
  };
  const tail = (100 - level) / 200;
  return { low: nearest(tail), high: nearest(1 - tail) };
}

export function marginsOf(truth: WindowValues, forecasts: ModelForecasts, level: IntervalLevel): Margins {
  const centre = centreOf(forecasts, level);
  return centre.low === centre.high ? residualMargins(truth, centre.low, level) : quantileMargins(truth, centre, level);
}

export function byLevel<Value>(of: (level: IntervalLevel) => Value): Readonly<Record<IntervalLevel, Value>> {
  return Object.fromEntries(intervalLevels.map((level) => [level, of(level)])) as Record<IntervalLevel, Value>;
}

/** As they are listed: the model, then the baselines in their order. */
export const scoreRows = ({
  model,
  baselines,
}: MeasuredForecast): (readonly ["model" | BaselineName, ForecastScores])[] => [
  ["model", model] as const,
  ...baselineNames.flatMap((name) => {
    const scores = baselines[name];
    return scores ? [[name, scores] as const] : [];
  }),
];
