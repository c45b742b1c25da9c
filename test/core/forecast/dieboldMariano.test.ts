/** The test of Diebold and Mariano and Student's tails against SciPy (scores.json, made by makeScores.py). */
import { describe, expect, test } from "vitest";
import { dieboldMariano } from "../../../src/core/forecast/dieboldMariano";
import { studentTails } from "../../../src/core/forecast/studentTails";
import { made } from "./madeScores";

describe.each(made.cases)("season $season", ({ horizon, truth, model, other, diebold_mariano }) => {
  const errors = (forecast: readonly number[]): Float64Array =>
    Float64Array.from({ length: truth.length / horizon }, (_, w) => {
      let sum = 0;
      for (let at = w * horizon; at < (w + 1) * horizon; at++) sum += Math.abs((truth[at] ?? 0) - (forecast[at] ?? 0));
      return sum / horizon;
    });

  test.each(diebold_mariano)("overlap $overlap", ({ overlap, statistic, p }) => {
    const found = dieboldMariano(errors(model), errors(other), overlap);
    expect(found.statistic).toBeCloseTo(statistic, 9);
    expect(found.p).toBeCloseTo(p, 9);
    expect(dieboldMariano(errors(other), errors(model), overlap).statistic).toBeCloseTo(-statistic, 9);
  });
});

test.each(made.tails)("t $t, $degrees degrees of freedom", ({ t, degrees, p }) => {
  expect(Math.abs(studentTails(t, degrees) / p - 1)).toBeLessThan(1e-9);
});

test("forecasts that never differ, and such that always differ by the same", () => {
  const [same, more] = [Float64Array.of(1, 2, 3), Float64Array.of(2, 3, 4)];
  expect(dieboldMariano(same, same, 1).p).toBe(1);
  expect(dieboldMariano(same, more, 1)).toEqual({ statistic: -Infinity, p: 0 });
  expect(dieboldMariano(Float64Array.of(1), Float64Array.of(2), 1).p).toBe(1);
});

test("a variance that the plain sum makes negative is made with Bartlett's weights", () => {
  const first = Float64Array.of(1, -1, 1, -1, 1, -1, 1.5);
  const { statistic, p } = dieboldMariano(first, new Float64Array(7), 2);
  expect(Number.isFinite(statistic)).toBe(true);
  expect(p).toBeGreaterThan(0.1);
});
