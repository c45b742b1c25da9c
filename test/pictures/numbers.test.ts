/** Numbers as the panel writes them: see src/pictures/numbers.ts. */
import { expect, it } from "vitest";
import * as fc from "fast-check";
import {
  commonDecimals,
  formatElapsed,
  formatFixed,
  formatNumber,
  formatProbability,
  formatShape,
} from "../../src/pictures/numbers";

it.each([
  [0, "0"],
  [1, "1"],
  [0.0984, "0.0984"],
  [0.0028, "0.0028"],
  [1.609, "1.61"],
  [1.5, "1.5"],
  [-0.4567, "−0.457"],
  [99.97, "100"],
  [1234.56, "1235"],
  [16961, "16961"],
  [0.00001234, "1.23e-5"],
  [1.5e9, "1.5e9"],
  [1e6, "1e6"],
  [NaN, "NaN"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

it("keeps every number within a thousandth or so, and short", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), (value) => {
      const text = formatNumber(value);
      expect(text.length).toBeLessThanOrEqual(10);
      expect(Math.abs(Number(text.replace("−", "-")) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.0051);
    }),
  );
});

it.each([
  [0.971, "0.97"],
  [0.9996, "1.00"],
  [0.498, "0.498"],
  [0.5, "0.50"],
  [0.50002, "0.50002"],
  [NaN, "NaN"],
])("writes the probability %d as %s", (value, text) => expect(formatProbability(value)).toBe(text));

it("never shows a probability on the wrong side of one half", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 0, max: 1 }), (p) => {
      expect(Math.sign(Number(formatProbability(p)) - 0.5)).toBe(Math.sign(p - 0.5));
    }),
  );
});

it("writes shapes and times as Keras and people do", () => {
  expect(formatShape([null, 4, 64])).toBe("(None, 4, 64)");
  expect(formatShape([null])).toBe("(None,)");
  expect([60, 12_340, 125_000, 4_320_000].map((elapsedMs) => formatElapsed(elapsedMs, "en"))).toEqual([
    "0.06 s",
    "12.3 s",
    "2 min 5 s",
    "1 h 12 min",
  ]);
});

it("chooses decimals for numbers that stand below each other", () => {
  expect(commonDecimals([1, 2, 300])).toBe(0);
  expect(commonDecimals([91.93, 116.2])).toBe(1);
  expect(commonDecimals([0.8123, -0.01])).toBe(3);
  expect(commonDecimals([1.5, NaN])).toBe(2);
  expect(commonDecimals([])).toBe(0);
  expect([-0.001, -1.25, 2].map((value) => formatFixed(value, 1))).toEqual(["0.0", "−1.3", "2.0"]);
});
