/** Column names from the first bytes of a data file. */
import { expect, test } from "vitest";
import { nameable, readHeader } from "../../../src/core/data/readHeader";

test.each([
  ["a.csv", "date,open,close\n1,2,3\n", ["date", "open", "close"]],
  ["a.csv", "\uFEFFdate;open price;close\r\n", ["date", "open price", "close"]],
  ["a.csv", 'a,"b, c","say ""so"""\n', ["a", "b, c", 'say "so"']],
  // What pandas writes with its index, and the electricity data of UCI: a column without a name is one too.
  ["a.csv", ",t, value \n0,1,2\n", ["", "t", "value"]],
  ["a.txt", '"";"MT_001";"MT_002"\n"2011-01-01 00:15:00";0,5;1,25\n', ["", "MT_001", "MT_002"]],
  ["a.csv", "a,,b,a,\n", ["a", "", "b", "a", ""]],
  ["a.csv", "only", ["only"]],
  ["a.csv", "", []],
  ["a.tsv", "a,b\tc\n", ["a,b", "c"]],
  ["a.jsonl", '{"a": 1, "b": 2}\n{"c": 3}\n', ["a", "b"]],
  ["a.jsonl", "[1]\n", []],
  ["a.jsonl", '{"a": ', []],
])("%s %j", (name, text, names) => {
  expect(readHeader(text, name).names).toEqual(names);
});

test("a header with quotes that do not end has no names", () => {
  expect(readHeader('a,"b', "a.csv", false)).toEqual({ names: [], isWhole: false });
});

test("a line without end, and one of separators alone", () => {
  const long = "a".repeat(65_536);
  expect(readHeader(long, "a.csv", false)).toEqual({ names: [long], isWhole: false });
  expect(readHeader(",".repeat(65_536), "a.csv").names).toEqual([]);
  const many = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
  expect(readHeader(many.join(), "a.csv")).toEqual({ names: many, isWhole: true });
  expect(readHeader(many.join(), "a.csv", false).isWhole).toBe(false);
  expect(readHeader(`${many.join()}\n1`, "a.csv", false).isWhole).toBe(true);
});

test("names by which columns can be asked for", () => {
  expect(nameable(readHeader("a,,b,a\n", "a.csv"))).toEqual(["a", "b"]);
});
