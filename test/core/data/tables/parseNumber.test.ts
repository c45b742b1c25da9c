/** Numbers of tables: exactly those that are written. */
import { expect, test } from "vitest";
import { numberOf, numberSigns } from "../../../../src/core/data/tables/parseNumber";
import { createStream } from "../../../../src/core/random/randomStream";
import { newSeed, rounds } from "../../../rounds";

const plain = numberSigns(".", undefined);
const spanish = numberSigns(",", ".");
const english = numberSigns(".", ",");

test.each([
  ["0", 0],
  [" 12.50\t", 12.5],
  ["-1", -1],
  ["+.5", 0.5],
  ["5.", 5],
  ["1e3", 1000],
  ["1.5E-3", 0.0015],
  ["0.1", 0.1],
  ["123456789012345680", 123456789012345680],
  ["0.30000000000000004", 0.30000000000000004],
  ["9007199254740993", 2 ** 53],
])("%j is %d", (text, value) => {
  expect(numberOf(text, plain)).toBe(value);
});

test.each([
  "",
  " ",
  "-",
  ".",
  "1,5",
  "1 5",
  "0x10",
  "1e",
  "e5",
  "Infinity",
  "1e400",
  "NaN",
  "1.2.3",
  "12%",
  "--1",
  "１",
])("%j is no number", (text) => {
  expect(numberOf(text, plain)).toBeNaN();
});

test("decimal commas and groups of three", () => {
  expect(["1,5", "1.234,5", "1.234.567", "-0,25", "1234,5", "3e2"].map((text) => numberOf(text, spanish))).toEqual([
    1.5, 1234.5, 1234567, -0.25, 1234.5, 300,
  ]);
  expect(["1,234.5", "1,234,567", "999", "-12,345"].map((text) => numberOf(text, english))).toEqual([
    1234.5, 1234567, 999, -12345,
  ]);
  // Groups that are none, and the other language's signs.
  expect(["1,5", "12,34.5", "1,2345", ",123"].map((text) => numberOf(text, english))).toEqual([NaN, NaN, NaN, NaN]);
  expect(["1.5", "12.34,5"].map((text) => numberOf(text, spanish))).toEqual([NaN, NaN]);
  expect(numberOf("1.5", numberSigns(",", undefined))).toBeNaN();
});

test("whatever number is written, it is read as JavaScript reads it", () => {
  const seed = newSeed("numbers of tables");
  const stream = createStream(seed, "data", 0);
  for (let round = 0; round < rounds(20_000); round++) {
    const digits = Math.floor(stream.uniform() * 18);
    const value = (stream.uniform() - 0.5) * 10 ** Math.floor(stream.uniform() * 30 - 15);
    const text = stream.uniform() < 0.5 ? String(value) : value.toFixed(digits);
    expect(numberOf(text, plain), `${text} of seed ${seed}`).toBe(Number(text));
  }
});
