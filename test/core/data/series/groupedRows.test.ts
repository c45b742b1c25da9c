/** Several series of one file: each in its own time order, with its own parts, and no window that crosses. */
import { expect, test } from "vitest";
import { groupedRows, groupedWindows, trainingRows } from "../../../../src/core/data/series/groupedRows";
import { render } from "../../../../src/core/messages/message";
import { TableRefused } from "../../../../src/core/data/tables/tableProblem";
import { tableOf } from "../tables/tableOf";

const text = "shop,t,a\nb,2,20\na,3,3\nb,1,10\na,1,1\na,2,2\nb,3,30\n";
const rowsOf = (csv: string) =>
  groupedRows(tableOf(csv, { numbers: ["a"], texts: ["shop"], time: ["t"] }), ["a"], "shop", { missing: "linear" });

test("each in time order, in the order in which they begin in the file", () => {
  const { rows, columns, times, groups, notes } = rowsOf(text);
  expect([rows, [...(columns[0] ?? [])], [...(times ?? [])]]).toEqual([6, [10, 20, 30, 1, 2, 3], [1, 2, 3, 1, 2, 3]]);
  expect(groups).toEqual([
    { name: "b", first: 0, end: 3 },
    { name: "a", first: 3, end: 6 },
  ]);
  // Equal times of two series are no doubled ones.
  expect(notes.map((note) => note.id)).toEqual(["series-groups", "series-sorted"]);
});

test("a missing value is completed within its series", () => {
  expect([...(rowsOf("shop,t,a\na,1,1\nb,1,100\na,2,\nb,2,200\na,3,3\n").columns[0] ?? [])]).toEqual([
    1, 2, 3, 100, 200,
  ]);
});

test("a row of no series is told with its line", () => {
  try {
    rowsOf("shop,t,a\na,1,1\n,2,2\n");
    expect.fail();
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
    expect(render(error.problem, "en")).toContain("a.csv, line 3, column shop");
  }
});

test("no window crosses, and each series has its own parts", () => {
  const groups = [
    { name: "b", first: 0, end: 10 },
    { name: "a", first: 10, end: 16 },
    { name: "short", first: 16, end: 18 },
  ];
  const shares = { train: 0.5, validation: 0.5, test: 0 };
  const { starts, counts, parts, ownParts } = groupedWindows(groups, shares, { window: 2, horizon: 1, stride: 1 });
  // Of b: targets 2, 3, 4 train, 5 … 9 validate; of a, from row 10 on: target 12 trains, 13 … 15 validate.
  expect([...starts]).toEqual([0, 1, 2, 10, 3, 4, 5, 6, 7, 11, 12, 13]);
  expect(counts).toEqual({ train: 4, validation: 8, test: 0 });
  expect(parts.train).toEqual({ first: 0, end: 5 + 3 + 1 });
  const values = Float64Array.from({ length: 18 }, (_, row) => row);
  expect([...trainingRows(values, ownParts, 0)]).toEqual([0, 1, 2, 3, 4, 10, 11, 12, 16]);
  expect([...trainingRows(values, ownParts, 1)]).toEqual([1, 2, 3, 4, 11, 12]);
});
