/** Split-conformal intervals: the rank by hand, too few residuals, and coverage counted on a thousand made series. */
import { expect, test } from "vitest";
import {
  boundsAround,
  conformalQuantile,
  fewestResiduals,
  quantileMargins,
  residualMargins,
} from "../../../src/core/forecast/conformal";
import { scoreIntervals } from "../../../src/core/forecast/intervalScores";
import { createStream, type RandomStream } from "../../../src/core/random/randomStream";

test("the rank is ⌈(n + 1)(1 − α)⌉", () => {
  const nine = [9, 1, 8, 2, 7, 3, 6, 4, 5];
  expect(conformalQuantile(nine, 90)).toBe(9);
  expect(conformalQuantile(nine, 80)).toBe(8);
  expect(conformalQuantile(nine.slice(1), 90)).toBeUndefined();
  expect([fewestResiduals(80), fewestResiduals(90)]).toEqual([4, 9]);
  expect(conformalQuantile([1, 2, 3, 4], 80)).toBe(4);
  expect(conformalQuantile([1, 2, 3], 80)).toBeUndefined();
});

test("each step of the horizon has its own margin, and a step without one has no bounds", () => {
  const truth = { horizon: 2, values: Float64Array.of(1, 10, 2, 20, 3, 30, 4, 40) };
  const margins = residualMargins(truth, Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0), 80);
  expect(margins).toEqual([4, 40]);
  const none = Float64Array.of(100, 200);
  expect(boundsAround({ low: none, high: none }, margins)).toEqual({
    low: Float64Array.of(96, 160),
    high: Float64Array.of(104, 240),
  });
  expect(
    boundsAround({ low: none, high: none }, residualMargins(truth, Float64Array.of(0, NaN, 0, 0, 0, 0, 0, 0), 80)),
  ).toBe(undefined);
});

test("conformalized quantiles: too narrow ones grow, too wide ones shrink, and never cross", () => {
  const truth = { horizon: 1, values: Float64Array.of(0, 1, 2, 3) };
  const at = (low: number, high: number): readonly (number | undefined)[] =>
    quantileMargins(truth, { low: new Float64Array(4).fill(low), high: new Float64Array(4).fill(high) }, 80);
  expect(at(1, 2)).toEqual([1]);
  expect(at(-5, 8)).toEqual([-5]);
  const bounds = boundsAround({ low: Float64Array.of(-1), high: Float64Array.of(3) }, [-5]);
  expect(bounds).toEqual({ low: Float64Array.of(1), high: Float64Array.of(1) });
});

/** Numbers around 0 with heavy tails, so that no normal distribution is taken for granted. */
function noise(stream: RandomStream): number {
  const u = stream.uniform() - 0.5;
  return u * (stream.uniform() < 0.1 ? 8 : 1);
}

test.each([80, 90])("coverage of %d %% on a thousand made series", (level) => {
  const stream = createStream(17, "data", level);
  const horizon = 3;
  let covered = 0;
  for (let series = 0; series < 1000; series++) {
    // Errors of a forecast grow with the step of the horizon.
    const windows = (count: number): Float64Array =>
      Float64Array.from({ length: count * horizon }, (_, at) => (1 + (at % horizon)) * noise(stream));
    const validation = { horizon, values: windows(40) };
    const margins = residualMargins(validation, new Float64Array(40 * horizon), level);
    const truth = windows(20);
    const flat = new Float64Array(truth.length);
    const bounds = boundsAround({ low: flat, high: flat }, margins);
    if (!bounds) throw new Error("40 residuals are enough");
    covered += scoreIntervals(truth, bounds, level).coverage / 1000;
  }
  expect(Math.abs(100 * covered - level)).toBeLessThan(2);
});
