/** Column names from the first bytes of a data file. */
import { expect, test } from "vitest";
import { readHeader } from "../../../src/core/data/readHeader";

test.each([
  ["a.csv", "date,open,close\n1,2,3\n", ["date", "open", "close"]],
  ["a.csv", "\uFEFFdate;open price;close\r\n", ["date", "open price", "close"]],
  ["a.csv", 'a,"b, c","say ""so"""\n', ["a", "b, c", 'say "so"']],
  ["a.csv", "a,,b,a\n", ["a", "b"]],
  ["a.csv", 'a,"b', ["a"]],
  ["a.csv", "only", ["only"]],
  ["a.csv", "", []],
  ["a.tsv", "a,b\tc\n", ["a,b", "c"]],
  ["a.jsonl", '{"a": 1, "b": 2}\n{"c": 3}\n', ["a", "b"]],
  ["a.jsonl", "[1]\n", []],
  ["a.jsonl", '{"a": ', []],
])("%s %j", (name, text, expected) => {
  expect(readHeader(text, name)).toEqual(expected);
});

test("a line without end, and one of separators alone", () => {
  expect(readHeader("a".repeat(65_536), "a.csv")).toEqual(["a".repeat(65_536)]);
  expect(readHeader(",".repeat(65_536), "a.csv")).toEqual([]);
  expect(readHeader(Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(), "a.csv")).toHaveLength(500);
});
