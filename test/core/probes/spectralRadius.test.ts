/** The spectral radius of each gate's block. */
import { expect, test } from "vitest";
import { measureSpectralRadii } from "../../../src/core/probes/spectralRadius";

test("each gate's block of columns on its own", () => {
  // Blocks: a rotation by 90° times 2, a diagonal, a nilpotent one.
  const kernel = { shape: [2, 6], values: Float32Array.of(0, -2, 0.5, 0, 0, 1, 2, 0, 0, -0.75, 0, 0) };
  expect(Array.from(measureSpectralRadii(kernel))).toEqual([2, 0.75, 0]);
});

test("NaN where the kernel holds no number", () => {
  const kernel = { shape: [1, 2], values: Float32Array.of(Number.NaN, 3) };
  expect(Array.from(measureSpectralRadii(kernel))).toEqual([Number.NaN, 3]);
});
