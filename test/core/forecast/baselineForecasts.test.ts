/** Baselines: each on numbers that can be followed by hand, the linear one against NumPy (scores.json). */
import { expect, test } from "vitest";
import { fitBaselines, type ForecastSeries } from "../../../src/core/forecast/baselineForecasts";
import { made } from "./madeScores";

const target = Float64Array.of(10, 12, 11, 13, 14, 13, 15, 16, 15, 20, 30, 40);
const series: ForecastSeries = {
  ...{ target, inputs: [target], window: 3, horizon: 4, season: 3, trainingEnd: 9 },
  trainingStarts: Int32Array.of(0, 1, 2),
};
const at = (starts: number[], more: Partial<ForecastSeries> = {}): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(fitBaselines({ ...series, ...more })).map(([name, make]) => [
      name,
      [...make(Int32Array.from(starts))],
    ]),
  );

test("last value, season, drift and mean", () => {
  // The window is 13, 15, 16 (rows 5 to 7); the slope is (15 − 10) / 8.
  expect(at([5])).toMatchObject({
    last_value: [16, 16, 16, 16],
    seasonal: [13, 15, 16, 13],
    drift: [16.625, 17.25, 17.875, 18.5],
    mean: [44 / 3, 44 / 3, 44 / 3, 44 / 3],
  });
});

test("a season that reaches further back than the window is known all the same; before the beginning stands the last value", () => {
  expect(at([4], { season: 6, window: 2 })["seasonal"]).toEqual([10, 12, 11, 13]);
  expect(at([0], { season: 6, window: 2 })["seasonal"]).toEqual([12, 12, 12, 12]);
});

test("what cannot be had is left out", () => {
  expect(Object.keys(at([5], { season: null, trainingEnd: 1, trainingStarts: Int32Array.of(0) }))).toEqual([
    "last_value",
    "mean",
  ]);
});

test("no baseline changes with a row behind the window's end, but by what was fitted on training rows", () => {
  const other = target.slice();
  other.fill(-1000, 9);
  expect(at([5, 6], { target: other, inputs: [other] })).toEqual(at([5, 6]));
});

test("the linear model is ridge regression with 1e-3 on standardised columns", () => {
  const { window, horizon, end, test: starts, forecast, ...columns } = made.linear;
  const [y, x] = [Float64Array.from(columns.y), Float64Array.from(columns.x)];
  const trainingStarts = Int32Array.from({ length: end - window - horizon + 1 }, (_, row) => row);
  const fitted = fitBaselines({
    ...{ target: y, inputs: [y, x], window, horizon, season: null, trainingEnd: end, trainingStarts },
  });
  const found = [...(fitted.linear?.(Int32Array.from(starts)) ?? [])];
  forecast.flat().forEach((value, k) => expect(found[k]).toBeCloseTo(value, 7));
});

test("a wide window is cut to its last steps, and more features than windows are no harm", () => {
  const wide = Float64Array.from({ length: 700 }, (_, row) => Math.sin(row / 5) + row / 100);
  const fitted = fitBaselines({
    ...{ target: wide, inputs: [wide], window: 300, horizon: 1, season: null, trainingEnd: 400 },
    trainingStarts: Int32Array.from({ length: 100 }, (_, row) => row),
  });
  expect(fitted.linear?.(Int32Array.of(110))[0]).toBeCloseTo(wide[410] ?? 0, 1);
});
