/** Columns as wide as people see them. */
import { expect, test } from "vitest";
import { cutTo, displayWidth, tableLines } from "../../src/charts/textTable";

test("width, cutting", () => {
  expect(["abc", "señal", "e\u0301", "日本", "→✓─", "👍"].map(displayWidth)).toEqual([3, 5, 1, 4, 3, 2]);
  expect([cutTo("abcdef", 4), cutTo("日本語", 4), cutTo("abc", 3)]).toEqual(["abc…", "日…", "abc"]);
});

test("a table that is too wide cuts its first column, and escapes never pass", () => {
  const layout = [
    { title: "a", align: "left" },
    { title: "b", align: "right" },
  ] as const;
  const rows = [
    ["a very long name", "1"],
    ["\u001b[31mred\u001b[0m", "22"],
  ];
  expect(tableLines(layout, rows, 14)).toEqual([
    "a            b",
    "──────────────",
    "a very lo…   1",
    "red         22",
    "──────────────",
  ]);
  for (const line of tableLines(layout, [["日本語日本語日本語", "1"]], 14)) {
    expect(displayWidth(line)).toBeLessThanOrEqual(14);
  }
});
