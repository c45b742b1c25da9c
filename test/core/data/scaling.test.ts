/** Scaling there and back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { measureScaling, scaled, unscaled } from "../../../src/core/data/scaling";

const tensor = (rows: number[][]): { shape: number[]; values: Float32Array } => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  values: Float32Array.from(rows.flat()),
});

test("standard: mean 0 and deviation 1 of the whole population, feature by feature", () => {
  const rows = tensor([
    [1, 100],
    [3, 300],
  ]);
  expect(measureScaling(rows, "standard")).toEqual({
    offset: Float64Array.of(2, 200),
    factor: Float64Array.of(1, 100),
  });
  expect(Array.from(scaled(rows, measureScaling(rows, "standard")).values)).toEqual([-1, -1, 1, 1]);
});

test("a constant feature becomes 0 and stays finite", () => {
  const rows = tensor([[5], [5]]);
  for (const kind of ["standard", "minmax"] as const) {
    expect(Array.from(scaled(rows, measureScaling(rows, kind)).values)).toEqual([0, 0]);
  }
});

test("back in the data's own units", () => {
  const numbers = fc.array(fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(numbers, fc.constantFrom("standard" as const, "minmax" as const), (rows, kind) => {
      const data = tensor(rows);
      const scaling = measureScaling(data, kind);
      const back = unscaled(scaled(data, scaling), scaling);
      for (const [at, value] of data.values.entries()) expect(back.values[at]).toBeCloseTo(value, 2);
    }),
  );
});
