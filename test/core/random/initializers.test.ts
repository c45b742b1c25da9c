/** First weights follow Keras's formulas: range, spread, shape. */
import { describe, expect, it } from "vitest";
import type { InitializerName } from "../../../src/core/model/objectTables";
import { countFans, initialize } from "../../../src/core/random/initializers";
import { createStream } from "../../../src/core/random/randomStream";

const make = (
  name: InitializerName,
  shape: readonly number[],
  given: Record<string, number | string> = {},
  seed = 1,
): Float32Array => initialize({ name, arguments: given }, shape, createStream(seed, "weights", 0));
const deviation = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};
const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

it("counts fans as Keras does", () => {
  expect(countFans([])).toEqual([1, 1]);
  expect(countFans([5])).toEqual([5, 5]);
  expect(countFans([3, 8])).toEqual([3, 8]);
  expect(countFans([2, 3, 8])).toEqual([6, 16]);
});

describe("variance scaling of a 200 × 100 matrix", () => {
  const variance = { glorot: 1 / 150, he: 2 / 200, lecun: 1 / 200 };
  it.each(Object.entries(variance))("%s", (name, expected) => {
    const uniform = make(`${name}_uniform` as InitializerName, [200, 100]);
    expect(deviation(uniform) / Math.sqrt(expected)).toBeCloseTo(1, 1);
    expect(largest(uniform)).toBeLessThanOrEqual(Math.sqrt(3 * expected));
    expect(largest(uniform)).toBeGreaterThan(0.99 * Math.sqrt(3 * expected));
    const normal = make(`${name}_normal` as InitializerName, [200, 100]);
    expect(deviation(normal) / Math.sqrt(expected)).toBeCloseTo(1, 1);
    const limit = (2 * Math.sqrt(expected)) / 0.8796256610342398;
    expect(largest(normal)).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(largest(normal)).toBeGreaterThan(0.98 * limit);
  });
});

it.each([
  ["fan_in", 200],
  ["fan_out", 100],
  ["fan_avg", 150],
] as const)("variance scaling by %s", (mode, fans) => {
  for (const distribution of ["truncated_normal", "untruncated_normal", "uniform", "normal"]) {
    const values = make("variance_scaling", [200, 100], { scale: 3, mode, distribution });
    expect(deviation(values) / Math.sqrt(3 / fans)).toBeCloseTo(1, 1);
    // A normal distribution that is not cut has numbers beyond what the others reach.
    const reach = distribution === "uniform" ? Math.sqrt(3) : 2 / 0.8796256610342398;
    expect(largest(values) > reach * Math.sqrt(3 / fans) * 1.0001).toBe(distribution === "untruncated_normal");
  }
  expect(make("variance_scaling", [3, 4])).toEqual(make("lecun_normal", [3, 4]));
});

it("the identity need not be square", () => {
  expect([...make("identity", [2, 2])]).toEqual([1, 0, 0, 1]);
  expect([...make("identity", [2, 3], { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0]);
  expect([...make("identity", [3, 2])]).toEqual([1, 0, 0, 1, 0, 0]);
});

it("constants and plain distributions take their arguments", () => {
  expect(make("zeros", [3])).toEqual(new Float32Array(3));
  expect(make("ones", [2, 2])).toEqual(new Float32Array(4).fill(1));
  expect(make("constant", [2], { value: 0.5 })).toEqual(Float32Array.of(0.5, 0.5));
  const uniform = make("random_uniform", [10_000], { minval: 1, maxval: 3 });
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...uniform)).toBeLessThanOrEqual(3);
  expect(deviation(uniform)).toBeCloseTo(2 / Math.sqrt(12), 1);
  const normal = make("random_normal", [10_000], { mean: 5, stddev: 2 });
  expect(deviation(normal)).toBeCloseTo(2, 1);
  expect(normal.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(5, 1);
  const cut = make("truncated_normal", [10_000], { mean: 0, stddev: 2 });
  expect(largest(cut)).toBeLessThanOrEqual(4);
  expect(deviation(cut)).toBeCloseTo(2 * 0.8796, 1);
});

describe("orthogonal", () => {
  it.each(
    [
      [5, 5],
      [3, 9],
      [9, 3],
      [64, 256],
      [1, 4],
      [2, 3, 4],
    ].map((shape) => [shape]),
  )("%o", (shape) => {
    // prettier-ignore
    const values = make("orthogonal", shape, { gain: 2 });
    const columns = shape.at(-1) as number;
    const rows = values.length / columns;
    const at = (r: number, c: number): number => values[r * columns + c] as number;
    const wide = columns > rows;
    const count = Math.min(rows, columns);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        let dot = 0;
        for (let k = 0; k < Math.max(rows, columns); k++) dot += wide ? at(a, k) * at(b, k) : at(k, a) * at(k, b);
        expect(Math.abs(dot - (a === b ? 4 : 0))).toBeLessThan(2e-6);
      }
    }
  });

  it("has no preferred direction: means of entries over many seeds are near zero", () => {
    let sum = 0;
    for (let seed = 1; seed <= 400; seed++) sum += make("orthogonal", [3, 3], {}, seed)[0] as number;
    expect(Math.abs(sum / 400)).toBeLessThan(0.1);
  });
});
