/** Smoothing by TensorBoard's rule. */
import { expect, test } from "vitest";
import { smoothed } from "../../../src/pictures/loss/smoothing";

test("each point is the mean of all before it with weights 1, 0.6, 0.36, …", () => {
  const [a, b, c] = smoothed([1, 0, 0.5]);
  expect(a).toBe(1);
  expect(b).toBeCloseTo((0.6 * 1 + 0) / 1.6, 12);
  expect(c).toBeCloseTo((0.36 * 1 + 0.6 * 0 + 0.5) / 1.96, 12);
  expect(smoothed([0.25, 0.25, 0.25])).toEqual([0.25, expect.closeTo(0.25, 12), expect.closeTo(0.25, 12)]);
});

test("a loss that is no number is one point, not the end of the curve", () => {
  const [a, b, c] = smoothed([1, Number.NaN, 0]);
  expect([a, b]).toEqual([1, Number.NaN]);
  expect(c).toBeCloseTo(0.6 / 1.6, 12);
});
