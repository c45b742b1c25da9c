/** Files with slips are read as they were meant: one finding a slip, and the rest stands where it is written. */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { placesBefore } from "../../src/core/slips/mendedPlaces";
import { checkModel } from "./checkModel";

const input = "model:\n  - Input: [4, 2]\n";

describe("one finding for each slip", () => {
  test.each([
    [`${input}  - LSTM:\n‹|\t\t|›units: 32\n\t\treturn_sequences: true\n`, "yaml-tab"],
    [`${input}  ‹|LSTM|›: 3\n  ‹|Dense|›: 1\n`, "yaml-dash", "yaml-dash"],
    [`${input}  ‹|-|›LSTM: 3\n  ‹|-|›Dense: 1\n`, "yaml-dash", "yaml-dash"],
    [`${input}  - LSTM: {units: 3, name: ‹|"abc|›}\n`, "yaml-unclosed"],
    [`${input}‹|<<<<<<< HEAD|›\n  - LSTM: 3\n=======\n  - LSTM: 4\n>>>>>>> x\n  - Dense: 1\n`, "yaml-conflict"],
    [
      `${input}‹|\t|›- LSTM: {units: 3‹|,|›, name: ‹|'a b|›}\n  ‹|-|›Dense: 3\n`,
      "yaml-tab",
      "yaml-comma",
      "yaml-unclosed",
      "yaml-dash",
    ],
    [`${input}  - LSTM:\n‹|    |›units: 3\n    ‹|colour|›: red\n`, "yaml-indent", "unknown-argument"],
  ])("%s", (text, ...codes) => {
    checkModel(text, ...codes);
  });
});

describe("no slip is found in quotes or in a text block", () => {
  const labels = '["mood: (sad)", "mood: (glad)"]';
  const data = `data: {x: [[1, 2], [2, 1]], y: {values: ${labels}, one_hot: ${labels}}}\n`;
  const network = "model: [{Input: [2, 1]}, {LSTM: 4}, {Dense: {units: 2, activation: softmax}}]\n";
  test.each([
    [`${data}${network}`],
    [`${data}${network}fit: {epochs: 3, validation_split: ‹|0,5|›}\n`, "yaml-decimal"],
    [`${data.replaceAll('"', "'")}${network}fit: {epochs: 3, validation_split: ‹|0,5|›}\n`, "yaml-decimal"],
    // A text over several lines, beside a slip.
    [`name: "a\n  b: (1), c: {d: (2)\n  - e"\n${input}  - LSTM: {units: 3‹|,|›, name: a}\n`, "yaml-comma"],
    [`name: >\n  f: {a: (1), b: 0,5},\n  - LSTM\n${input}  - LSTM: {units: 3‹|,|›, name: a}\n`, "yaml-comma"],
    // The same words in a comment, or twice in the line.
    [`${input}  - LSTM: ‹|units: 3|› # not units: 3\n`, "yaml-key"],
    [`${input}  - LSTM: 3\nfit: ‹|epochs=3|› # epochs=3\n`, "yaml-colon"],
  ])("%s", (text, ...codes) => {
    checkModel(text, ...codes);
  });
});

test("brackets and signs in the texts of a Python program belong to no statement", () => {
  const text = 'from keras import *\nprint("(a # b")\nmodel = Sequential([LSTM(3)])\n';
  const [finding] = analyzeModelFile(text, { fileName: "test.rnn.yaml" }).diagnostics;
  expect(finding?.fixes[0]?.edits[0]?.text).toBe('# from keras import *\n# print("(a # b")\nmodel:\n  - LSTM: 3\n');
});

test("layers keep their places and shapes", () => {
  const text = "model:\n\t- Input: [4, 2]\n\t-LSTM: {units: 3,, name: a}\n\tDense: 1\n";
  const { layers } = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  expect(
    layers.map(({ place, outputs }) => [
      text.slice(place.kind.start, place.kind.end),
      outputs?.map(({ shape }) => shape),
    ]),
  ).toEqual([
    ["Input", [[null, 4, 2]]],
    ["LSTM", [[null, 3]]],
    ["Dense", [[null, 1]]],
  ]);
});

test("places before edits", () => {
  const place = placesBefore([
    { range: { start: 2, end: 4 }, text: "" },
    { range: { start: 6, end: 6 }, text: "xyz" },
  ]);
  expect(Array.from({ length: 9 }, (_, at) => place({ start: at, end: at }).start)).toEqual([
    0, 1, 4, 5, 6, 6, 6, 6, 7,
  ]);
});
