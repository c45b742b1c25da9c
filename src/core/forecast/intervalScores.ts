/**
 * How good intervals and quantiles are: coverage, Winkler's score, pinball loss. test/core/forecast/forecastScores.test.ts.
 */

export interface IntervalBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface IntervalScores {
  /** Share of truths from `low` to `high`. */
  readonly coverage: number;
  /** Mean of width + 2/α · what a truth lies outside (Winkler 1972), in the data's own units. */
  readonly winkler: number;
}

/** `level`: 80 or 90, in percent. */
export function scoreIntervals(truth: Float64Array, { low, high }: IntervalBounds, level: number): IntervalScores {
  const alpha = 1 - level / 100;
  let [inside, score] = [0, 0];
  for (let at = 0; at < truth.length; at++) {
    const [right, from, to] = [truth[at] as number, low[at] as number, high[at] as number];
    if (right >= from && right <= to) inside++;
    score += to - from + (2 / alpha) * (Math.max(0, from - right) + Math.max(0, right - to));
  }
  return { coverage: inside / truth.length, winkler: score / truth.length };
}

/** Mean over levels of the mean quantile loss; `quantiles[k]` are the forecasts at `levels[k]` (0 to 1). */
export function pinball(truth: Float64Array, levels: readonly number[], quantiles: readonly Float64Array[]): number {
  let total = 0;
  levels.forEach((level, k) => {
    for (let at = 0; at < truth.length; at++) {
      const error = (truth[at] as number) - (quantiles[k]?.[at] ?? Number.NaN);
      total += Math.max(level * error, (level - 1) * error);
    }
  });
  return total / (truth.length * levels.length);
}
