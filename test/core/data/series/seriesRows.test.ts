/** Rows in time order and without gaps, and what is told of it. */
import { expect, test } from "vitest";
import { seriesRows } from "../../../../src/core/data/series/seriesRows";
import { TableRefused } from "../../../../src/core/data/tables/tableProblem";
import { render } from "../../../../src/core/messages/message";
import type { MissingRule } from "../../../../src/core/model/tableKeys";
import { tableOf } from "../tables/tableOf";

const rowsOf = (text: string, rule: MissingRule = "error") =>
  seriesRows(tableOf(text, { numbers: ["a"], time: ["t"] }), ["a"], rule);
const valuesOf = (text: string, rule: MissingRule): number[] => [...(rowsOf(text, rule).columns[0] ?? [])];
const notesOf = (text: string): string[] => rowsOf(text).notes.map((note) => render(note, "en"));

test("rows are put in time order, equal times as they stand", () => {
  const text = "t,a\n3,30\n1,10\n2,20\n1,11\n";
  expect(valuesOf(text, "error")).toEqual([10, 11, 20, 30]);
  expect(notesOf(text)).toEqual([
    "The rows of a.csv are not in time order; they are put in it.",
    "a.csv has 1 row at a time that another row has as well, first 1. Where the file holds several series, they are mixed here: `group` tells them apart by a column.",
  ]);
});

test("steps that are longer than the usual one are told", () => {
  const days = [1, 2, 3, 4, 8, 9, 10].map((day) => `2021-03-${String(day).padStart(2, "0")},${day}`);
  expect(notesOf(`t,a\n${days.join("\n")}\n`)).toEqual([
    "The times of a.csv are mostly 1d apart; 1 step is longer, the first after 2021-03-04. Windows run across them.",
  ]);
  expect(notesOf("t,a\n1949-01,1\n1949-02,2\n1949-03,3\n1949-04,4\n")).toEqual([]);
});

// The missing ones lie in time order, not in that of the file.
const gaps = "t,a\n6,?\n1,10\n2,\n3,null\n4,40\n5,50\n7,70\n";

test.each([
  ["drop", [10, 40, 50, 70]],
  ["previous", [10, 10, 10, 40, 50, 50, 70]],
  ["linear", [10, 20, 30, 40, 50, 60, 70]],
  [-1, [10, -1, -1, 40, 50, -1, 70]],
] as const)("missing: %s", (rule, values) => {
  expect(valuesOf(gaps, rule)).toEqual(values);
});

function refusal(text: string, rule: MissingRule): string {
  try {
    rowsOf(text, rule);
  } catch (error) {
    if (error instanceof TableRefused) return render(error.problem, "en");
  }
  return "";
}

test("what cannot be filled is refused with its line", () => {
  expect(refusal(gaps, "error")).toContain(
    'a.csv, line 2, column a: the value is missing ("?"), and 3 values of the column in all',
  );
  expect(refusal("t,a\n1,\n2,20\n", "previous")).toContain("line 2, column a: the value is missing");
  expect(refusal("t,a\n1,10\n2,\n", "linear")).toContain("line 3, column a: the value is missing");
  expect(refusal("t,a\n1,\n2,\n", "drop")).toBe("a.csv has no rows.");
});
