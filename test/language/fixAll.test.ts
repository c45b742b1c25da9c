/** Fix all: certain repairs only, until none is left. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { fixAll as fixAllIn } from "../../src/language/fixAll";

const fixAll = (text: string): string =>
  fixAllIn(text, (one) => analyzeModelFile(one, { fileName: "a.rnn.yaml" }).diagnostics);

test("a file with many mistakes", () => {
  const text = `# kept
modle:
  - Lstm: {units: '3', activaton: tahn, input_shape: [4, 2]} # first
  - GRU: 5
    name: second
  - Dense: {units: 2, use_bias: yes, from: secnd}
compile: {optimizer: adm, loss: mean_square_error, metrics: mae}
fit: {epoch: 3, colour: red}
`;
  const fixed = fixAll(text);
  expect(fixed).toBe(`# kept
model:
  - Input: [4, 2]
  - LSTM: {units: 3, activation: tanh, return_sequences: true} # first
  - GRU: {units: 5, name: second}
  - Dense: {units: 2, use_bias: true, from: second}
compile: {optimizer: adam, loss: mean_squared_error, metrics: [mae]}
fit: {epochs: 3, colour: red}
`);
  expect(analyzeModelFile(fixed, { fileName: "a" }).diagnostics.map(({ code }) => code)).toEqual(["unknown-key"]);
});

test("nothing that takes something away or that somebody must choose", () => {
  const text = "model:\n  - Input: [4, 2]\n  - LSTM: {units: 0, colour: red}\n  - GRU: {units: 3, from: nowhere}\n";
  expect(fixAll(text)).toBe(text);
});

test("a sound file, and no text at all", () => {
  const text = "model:\n  - Input: [4, 2]\n  - LSTM: 3\n";
  expect(fixAll(text)).toBe(text);
  expect(fixAll("a: [").length).toBeGreaterThan(0);
});

test("mistakes that have nothing to do with each other are mended at once", () => {
  const file = (layer: string): string => `model:\n  - Input: [4, 2]\n${`  - ${layer}\n`.repeat(100)}`;
  let readings = 0;
  const fixed = fixAllIn(file("LSTM: {unit: 3, return_sequences: true}"), (one) => {
    readings++;
    return analyzeModelFile(one, { fileName: "a.rnn.yaml" }).diagnostics;
  });
  expect(fixed).toBe(file("LSTM: {units: 3, return_sequences: true}"));
  expect(readings).toBe(2);
});

test("repairs that would spoil each other are made one after the other", () => {
  const file = (...names: string[]): string =>
    `model:\n  - Input: [4, 2]\n${names.map((name) => `  - Dense: {units: 3, name: ${name}}\n`).join("")}`;
  expect(fixAll(file("constructor", "constructor", "constructor"))).toBe(
    file("constructor_1", "constructor_2", "constructor_3"),
  );
});
