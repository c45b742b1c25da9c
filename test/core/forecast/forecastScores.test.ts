/** Scores of forecasts against utilsforecast, to 1e-9 (scores.json, made by makeScores.py). */
import { describe, expect, test } from "vitest";
import { scoreForecasts, scoreScale } from "../../../src/core/forecast/forecastScores";
import { pinball, scoreIntervals } from "../../../src/core/forecast/intervalScores";
import { made } from "./madeScores";

describe.each(made.cases)("season $season, horizon $horizon", ({ season, horizon, expected, ...given }) => {
  const [train, truth, model, half] = [given.train, given.truth, given.model, given.half].map((one) =>
    Float64Array.from(one),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];

  test("MAE, RMSE, MASE, RMSSE and sMAPE, also by step", () => {
    const scores = scoreForecasts({ horizon, values: truth }, model, scoreScale(train, season));
    for (const [name, value] of Object.entries(scores)) {
      const right = [expected[name as keyof typeof scores]].flat();
      [value].flat().forEach((one, at) => expect(Math.abs(one - (right[at] ?? NaN)), name).toBeLessThan(1e-9));
    }
  });

  test("coverage, Winkler's score and pinball loss", () => {
    const [low, high] = [-1, 1].map((side) => model.map((value, at) => value + side * (half[at] as number)));
    const scores = scoreIntervals(truth, { low: low as Float64Array, high: high as Float64Array }, 80);
    expect(scores.coverage).toBeCloseTo(expected.coverage, 12);
    expect(Math.abs(scores.winkler - expected.winkler)).toBeLessThan(1e-9);
    const quantiles = [-1, 0, 1].map((by) => model.map((value) => value + by));
    expect(Math.abs(pinball(truth, [0.1, 0.5, 0.9], quantiles) - expected.pinball)).toBeLessThan(1e-9);
  });
});

test("training rows that never change give no scale", () => {
  const scale = scoreScale(Float64Array.of(5, 5, 5), 1);
  const scores = scoreForecasts({ horizon: 1, values: Float64Array.of(1) }, Float64Array.of(2), scale);
  expect(scores).toMatchObject({ mae: 1, mase: NaN, rmsse: NaN, smape: 200 / 3 });
});
