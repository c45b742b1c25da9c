/** The figures that are drawn from a probe. */
import { expect, test } from "vitest";
import { measureRows, measureSaturation } from "../../../src/core/probes/layerProbe";

test("saturation counts what is below 0.1 and above 0.9, and nothing at the borders", () => {
  const values = Float32Array.of(0.05, -1, 0.1, 0.5, 0.9, 0.95, 1, 0.2);
  expect(measureSaturation({ shape: [2, 4], values })).toEqual([2 / 8, 2 / 8]);
  expect(measureSaturation({ shape: [0, 4], values: new Float32Array(0) })).toEqual([0, 0]);
});

test("a row's length", () => {
  expect(Array.from(measureRows({ shape: [2, 2], values: Float32Array.of(3, 4, 0, -2) }))).toEqual([5, 2]);
});
