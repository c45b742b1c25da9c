/**
 * Intervals around forecasts by split conformal prediction: how far the validation part's truths lay from their forecasts, by step of the
 * horizon (Lei et al. 2018), or how far outside their quantiles (conformalized quantile regression, Romano et al. 2019).
 *
 * A truth of the same kind lies inside with at least the level's probability, whatever the network is. Of series, whose rows depend on each
 * other, that holds as far as the series goes on as it was. test/core/forecast/conformal.test.ts counts coverage on made series.
 */
import type { IntervalBounds } from "./intervalScores";
import type { WindowValues } from "./forecastScores";

export const intervalLevels = [80, 90] as const;
export type IntervalLevel = (typeof intervalLevels)[number];

/** By step of the horizon: what an interval reaches beyond its centre, or beyond its quantiles; undefined where there are too few residuals. */
export type Margins = readonly (number | undefined)[];

/** The fewest residuals of a step that a level needs: 4 for 80 %, 9 for 90 %. */
export const fewestResiduals = (level: number): number => Math.ceil(100 / (100 - level) - 1e-9) - 1;

/** The ⌈(n + 1)(1 − α)⌉-th smallest of n numbers; undefined where that is beyond the last. */
export function conformalQuantile(scores: ArrayLike<number>, level: number): number | undefined {
  const sorted = Float64Array.from(scores).sort();
  // 11 · 0.9 is a little more than 9.9 in float64, and 10 · 0.9 must be 9.
  const rank = Math.ceil(((sorted.length + 1) * level) / 100 - 1e-9);
  return sorted[rank - 1];
}

/** Of absolute residuals. NaN in `forecast` or `truth`: that step of that window is not counted. */
export function residualMargins(truth: WindowValues, forecast: Float64Array, level: number): Margins {
  return marginsOf(truth, (at) => Math.abs((truth.values[at] as number) - (forecast[at] as number)), level);
}

/** Of how far truths lie outside their quantiles; negative where the quantiles are too wide. */
export function quantileMargins(truth: WindowValues, { low, high }: IntervalBounds, level: number): Margins {
  const outside = (at: number): number =>
    Math.max((low[at] as number) - (truth.values[at] as number), (truth.values[at] as number) - (high[at] as number));
  return marginsOf(truth, outside, level);
}

function marginsOf({ horizon, values }: WindowValues, scoreAt: (at: number) => number, level: number): Margins {
  return Array.from({ length: horizon }, (_, step) => {
    const scores: number[] = [];
    for (let at = step; at < values.length; at += horizon) {
      const score = scoreAt(at);
      if (!Number.isNaN(score)) scores.push(score);
    }
    return conformalQuantile(scores, level);
  });
}

/** The bounds around forecasts (w · horizon + h), with the margin of each step; undefined where a step has none. */
export function boundsAround({ low, high }: IntervalBounds, margins: Margins): IntervalBounds | undefined {
  const known = margins.flatMap((margin) => margin ?? []);
  if (known.length < margins.length) return undefined;
  const horizon = known.length;
  return {
    low: low.map((value, at) => Math.min(value - (known[at % horizon] as number), middle(low, high, at))),
    high: high.map((value, at) => Math.max(value + (known[at % horizon] as number), middle(low, high, at))),
  };
}

/** Quantiles that are drawn in never cross. */
const middle = (low: Float64Array, high: Float64Array, at: number): number =>
  ((low[at] as number) + (high[at] as number)) / 2;
