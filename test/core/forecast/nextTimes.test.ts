/** Times behind the last row: even steps, months, working days. */
import { expect, test } from "vitest";
import { nextTimes } from "../../../src/core/forecast/nextTimes";

const after = (days: readonly string[], count: number): string[] =>
  nextTimes(
    Float64Array.from(days, (day) => Date.parse(`${day}Z`)),
    "time",
    count,
  ).map((time) => new Date(time).toISOString().slice(0, 16));
const day = (date: string): string => `${date}T00:00`;

test.each([
  ["days", ["2024-02-26", "2024-02-27", "2024-02-28"], ["2024-02-29", "2024-03-01"]],
  ["the same day of each month", ["2023-11-01", "2023-12-01", "2024-01-01"], ["2024-02-01", "2024-03-01"]],
  ["ends of months", ["2023-11-30", "2023-12-31", "2024-01-31"], ["2024-02-29", "2024-03-31"]],
  ["quarters", ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"], ["2024-01-01", "2024-04-01"]],
  ["years", ["2020-01-01", "2021-01-01", "2022-01-01"], ["2023-01-01", "2024-01-01"]],
  [
    "working days",
    [
      "2024-03-04",
      "2024-03-05",
      "2024-03-06",
      "2024-03-07",
      "2024-03-08",
      "2024-03-11",
      "2024-03-12",
      "2024-03-13",
      "2024-03-14",
    ],
    ["2024-03-15", "2024-03-18"],
  ],
  ["a doubled row", ["2024-02-26", "2024-02-27", "2024-02-27", "2024-02-28"], ["2024-02-29", "2024-03-01"]],
])("%s", (_, days, next) => {
  expect(after(days.map(day), 2)).toEqual(next.map(day));
});

test("hours, with one that is missing", () => {
  expect(after(["2024-01-01T22:00", "2024-01-01T23:00", "2024-01-02T01:00", "2024-01-02T02:00"], 1)).toEqual([
    "2024-01-02T03:00",
  ]);
});

test("numbers go on at their step; one row has none", () => {
  expect(nextTimes(Float64Array.of(1990, 1995, 2000), "number", 2)).toEqual([2005, 2010]);
  expect(nextTimes(Float64Array.of(1990), "number", 2)).toEqual([]);
});
