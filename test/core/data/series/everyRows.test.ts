/** Fewer rows: each n-th one, or means over times that are cut where people cut them; times without rows are left out or filled. */
import { expect, test } from "vitest";
import { everyRows, readEvery } from "../../../../src/core/data/series/everyRows";
import type { MissingRule } from "../../../../src/core/model/tableKeys";

test.each([
  ["24", { rows: 24 }],
  ["1d", { span: 86_400_000 }],
  ["15min", { span: 900_000 }],
  ["2 h", { span: 7_200_000 }],
  ["1w", { span: 604_800_000 }],
  ["0", undefined],
  ["1M", undefined],
  ["-1d", undefined],
  ["1.5h", undefined],
  ["", undefined],
])("%s", (written, every) => {
  expect(readEvery(written)).toEqual(every);
});

const means = (written: string, rows: readonly (readonly [string, number])[], missing: MissingRule = "error") => {
  const every = readEvery(written);
  if (!every) return expect.fail();
  const times = Float64Array.from(rows, ([time]) => Date.parse(`${time}Z`));
  const columns = [Float64Array.from(rows, ([, value]) => value), Float64Array.from(rows, ([, value]) => -value)];
  const found = everyRows({ columns, times }, every, missing);
  expect(Array.from(found.columns[1] ?? [], (value) => -value)).toEqual(Array.from(found.columns[0] ?? []));
  return Array.from(found.times ?? [], (time, at) => [
    new Date(time).toISOString().slice(0, 16),
    found.columns[0]?.[at],
  ]);
};

test("means stand at the beginning of their hour, day, week", () => {
  const rows = [["2024-01-01T00:10", 1], ["2024-01-01T00:50", 3], ["2024-01-01T01:00", 5], ["2024-01-02T23:59", 7]] as const; // prettier-ignore
  expect(means("1h", rows)).toEqual([
    ["2024-01-01T00:00", 2],
    ["2024-01-01T01:00", 5],
    ["2024-01-02T23:00", 7],
  ]);
  expect(means("1d", rows)).toEqual([
    ["2024-01-01T00:00", 3],
    ["2024-01-02T00:00", 7],
  ]);
  // The first of January 2024 is a Monday; the Sunday before it is of the week before.
  expect(means("1w", [["2023-12-31T12:00", 9], ...rows])).toEqual([
    ["2023-12-25T00:00", 9],
    ["2024-01-01T00:00", 4],
  ]);
  expect(means("1h", [["1969-12-31T23:30", 1], ["1970-01-01T00:30", 2]])).toEqual([["1969-12-31T23:00", 1], ["1970-01-01T00:00", 2]]); // prettier-ignore
});

test("a time without a row is left out, or filled as a missing value", () => {
  const rows = [["2024-01-01T00:00", 1], ["2024-01-01T03:00", 4]] as const; // prettier-ignore
  const valuesOf = (missing: MissingRule) =>
    (means("1h", rows, missing) as [string, number][]).map(([, value]) => value);
  expect(valuesOf("error")).toEqual([1, 4]);
  expect(valuesOf("drop")).toEqual([1, 4]);
  expect(valuesOf("previous")).toEqual([1, 1, 1, 4]);
  expect(valuesOf("linear")).toEqual([1, 2, 3, 4]);
  expect(means("1h", rows, "linear")[1]?.[0]).toBe("2024-01-01T01:00");
});

test("each n-th row, with and without times", () => {
  const columns = [Float64Array.from([0, 1, 2, 3, 4])];
  expect(everyRows({ columns, times: undefined }, { rows: 2 }, "error")).toEqual({
    columns: [Float64Array.from([0, 2, 4])],
    times: undefined,
  });
  expect(everyRows({ columns, times: columns[0] }, { rows: 3 }, "error").times).toEqual(Float64Array.from([0, 3]));
});
