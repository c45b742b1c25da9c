/** Little bars. */
import { expect, test } from "vitest";
import { sparkline, thin } from "../../src/charts/sparkline";

test("one bar a value, held to the range", () => {
  expect(sparkline([0, 0.5, 1, 2, -1, Number.NaN, Number.POSITIVE_INFINITY], 0, 1)).toBe("▁▅██▁??");
  expect(sparkline([0, 0], 0, 0)).toBe("▁▁");
  expect(sparkline([], 0, 1)).toBe("");
});

test("neighbours are averaged where there is no room", () => {
  expect(thin([1, 3, 5, 7], 2)).toEqual([2, 6]);
  expect(thin([1, 2, 3], 2)).toEqual([1, 2.5]);
  expect(thin([1, 2], 5)).toEqual([1, 2]);
  expect(thin([], 3)).toEqual([]);
});
