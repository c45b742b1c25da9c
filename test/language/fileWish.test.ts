/** Where files and columns are named, and how their names are written. */
import { expect, test } from "vitest";
import { parse } from "yaml";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { writtenName } from "../../src/core/syntax/writtenName";
import { provideFileWish } from "../../src/language/fileWish";
import { readPoint } from "../markedText";

/** `what before|replaced` */
function wishAt(marked: string): string | undefined {
  const { text, offset } = readPoint(marked);
  const wish = provideFileWish(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), offset);
  if (!wish) return undefined;
  const what = "columnsOf" in wish.of ? wish.of.columnsOf : wish.of.endings.join(",");
  return `${what} ${wish.before}|${text.slice(wish.range.start, wish.range.end)}`;
}

const data = "csv,tsv,txt,jsonl,npy";
test.each([
  ["data: {file: ‹|›", `${data} |`],
  ["data: {file:‹|›}", `${data}  |`],
  ["data:\n  file: pri‹|›ces.csv\n", `${data} |prices.csv`],
  ["data: {x: {file: ‹|›}}", `${data} |`],
  ["weights: ‹|›", "safetensors |"],
  ["data: {file: prices.csv, target: ‹|›}", "prices.csv |"],
  ["data: {file: prices.csv, target: ‹|›", "prices.csv |"],
  ["data: {target: ‹|›, file: more/prices.csv}", "more/prices.csv |"],
  ["data:\n  file: prices.csv\n  inputs: [open, cl‹|›]\n", "prices.csv |cl"],
  ["data: {x: {file: a.csv, columns: [‹|›]}, y: {file: b.csv}}", "a.csv |"],
  ["data: {x: {file: a.csv}, y: {file: b.csv, columns: ‹|›}}", "b.csv |"],
  ['data: {file: "pri‹|›ces.csv"}', `${data} |prices.csv`],
  ["data:\n  file: prices.csv\n  inputs:\n    ‹|›\n", "prices.csv - |"],
  ["data:\n  file: prices.csv\n  inputs:\n    - a\n    ‹|›\n", "prices.csv - |"],
  ["data: {target: ‹|›}", undefined],
  ["data: {file: a.csv, window: ‹|›}", undefined],
  ["data: {file: a.csv, ‹|›}", undefined],
  ["fit: {epochs: ‹|›}", undefined],
])("%s", (marked, expected) => {
  expect(wishAt(marked)).toBe(expected);
});

test.each(["close", "open price", "a:b", "7", "true", "No", "x, y", "a#b", "{", "- a", "año", "a ", "", 'say "so"'])(
  "YAML reads %j as text",
  (name) => {
    expect(parse(`[${writtenName(name)}]`)).toEqual([name]);
    expect(parse(`["${writtenName(name, '"')}"]`)).toEqual([name]);
    expect(parse(`['${writtenName(name, "'")}']`)).toEqual([name]);
  },
);
