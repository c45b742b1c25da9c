/** Elementary functions against the machine's own, within their stated errors, and the bits that every machine must give. */
import { expect, it } from "vitest";
import { cosineOfHalfTurns, exponential, naturalLog, power } from "../../../src/core/numerics/elementaryFunctions";

/** Room for the machine's own error, which is at most one unit in the last place. */
const STATED = 1e-15 + Number.EPSILON / 2;

it("the logarithm, from the smallest to the largest number", () => {
  const near = [Math.SQRT1_2, 0.99999, 1, 1.00001, Math.SQRT2, 2, 10];
  for (const x of [Number.MIN_VALUE, 1e-300, 1e-9, 0.1, ...near, 1e300, Number.MAX_VALUE]) {
    const right = Math.log(x);
    expect(Math.abs(naturalLog(x) - right)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(right)));
  }
});

it("the exponential, over all its normal results", () => {
  for (let x = -707; x <= 709; x += 0.37) {
    expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(STATED);
  }
  expect([exponential(0), exponential(-1000), exponential(1000)]).toEqual([1, 0, Infinity]);
});

it("powers", () => {
  for (const x of [0.001, 0.3, 0.5, 0.96, 0.9999, 1.5, 7, 123.5]) {
    for (let y = -20; y <= 20; y += 0.7) {
      const stated = 1e-15 * Math.max(1, Math.abs(y * Math.log(x))) + Number.EPSILON;
      expect(Math.abs(power(x, y) / x ** y - 1)).toBeLessThanOrEqual(stated);
    }
  }
  expect([power(0, 0), power(0, 2), power(5, 0), power(1, 1e9), power(0.1, 1)]).toEqual([1, 0, 1, 1, 0.1]);
});

it("the cosine, in half turns, also of many turns", () => {
  for (let x = -3; x <= 3; x += 0.0137) {
    expect(Math.abs(cosineOfHalfTurns(x) - Math.cos(Math.PI * x))).toBeLessThanOrEqual(3e-15);
  }
  expect([0, 0.5, 1, 1.5, 2, 1e6 + 1].map((x) => cosineOfHalfTurns(x) + 0)).toEqual([1, 0, -1, 0, 1, -1]);
});

it("the bits are those of every other machine", () => {
  const bits = (x: number): string => new BigUint64Array(Float64Array.of(x).buffer)[0]?.toString(16) ?? "";
  expect(bits(naturalLog(3))).toMatchInlineSnapshot(`"3ff193ea7aad030b"`);
  expect(bits(exponential(-1.7))).toMatchInlineSnapshot(`"3fc7622c78a98a07"`);
  expect(bits(power(0.96, 12.5))).toMatchInlineSnapshot(`"3fe335e8527277f4"`);
  expect(bits(cosineOfHalfTurns(0.3))).toMatchInlineSnapshot(`"3fe2cf2304755a5e"`);
});
