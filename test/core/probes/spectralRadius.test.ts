/** The spectral radius of each gate's block. */
import { expect, test } from "vitest";
import { measureLoopRadius, measureSpectralRadii } from "../../../src/core/probes/spectralRadius";

test("each gate's block of columns on its own", () => {
  // Blocks: a rotation by 90° times 2, a diagonal, a nilpotent one.
  const kernel = { shape: [2, 6], values: Float32Array.of(0, -2, 0.5, 0, 0, 1, 2, 0, 0, -0.75, 0, 0) };
  expect(Array.from(measureSpectralRadii(kernel))).toEqual([2, 0.75, 0]);
});

test("NaN where the kernel holds no number", () => {
  const kernel = { shape: [1, 2], values: Float32Array.of(Number.NaN, 3) };
  expect(Array.from(measureSpectralRadii(kernel))).toEqual([Number.NaN, 3]);
});

test("a Jordan layer's loop leads through the output kernel", () => {
  // (2, 3) times (3, 2) is [[0, -4], [1, 0]], whose eigenvalues are ±2i.
  const recurrent = { shape: [2, 3], values: Float32Array.of(2, 0, 0, 0, 1, 0) };
  const output = { shape: [3, 2], values: Float32Array.of(0, -2, 1, 0, 7, 7) };
  expect(measureLoopRadius(recurrent, output)).toBeCloseTo(2, 12);
});
