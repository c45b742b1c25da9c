/** Files of many lines, sound and broken: the work that they make grows with their length, and not with its square. */
import { countWork, growthOf } from "../countWork";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { Findings } from "../../src/core/diagnostics/findings";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import { provideFolds } from "../../src/language/folding";
import { provideHints } from "../../src/language/hints";
import { provideOutline } from "../../src/language/outline";
import { provideSemanticTokens } from "../../src/language/semanticTokens";

/** Of the shortest text; the longest has four times as many. */
const LINES = 250;
/** What grows evenly has 2, what sorts a little more, and what grows with the square 4. */
const MOST = 2.3;

const input = "model:\n  - Input: [20, 8]\n";
const files: readonly (readonly [string, (lines: number) => string])[] = [
  ["layers", (lines) => input + "  - Dense: {units: 4}\n".repeat(lines)],
  ["layers that name one another", (lines) => input + named(lines)],
  ["unknown layers", (lines) => `${input}${"  - Foo: 4\n".repeat(lines)}`],
  ["unknown keys", (lines) => `${input}${"  - LSTM: {unit: 4, return_sequence: 1}\n".repeat(lines)}`],
  ["sequences that are missing", (lines) => `${input}${"  - LSTM: 4\n".repeat(lines)}`],
  ["open braces", (lines) => `${input}${"  - LSTM: {units: 4\n".repeat(lines)}`],
  ["closing brackets", (lines) => "x: ]}\n".repeat(lines)],
  ["two colons", (lines) => "a: b: c\n".repeat(lines)],
  ["tabs", (lines) => "\t- a\n".repeat(lines)],
  ["one key again and again", (lines) => "a: 1\n".repeat(lines)],
  ["conflict markers", (lines) => "<<<<<<< HEAD\nmodel:\n=======\nmodel:\n>>>>>>> x\n".repeat(lines)],
  ["open quotes", (lines) => "a: 'b\n".repeat(lines)],
  ["words in one line", (lines) => `x: [${"a, ".repeat(20 * lines)}b]`],
  ["data in blocks", (lines) => `data:\n  x:\n${"    - [1, 2]\n".repeat(lines)}model:\n  - Input: [2]\n  - Dense: 1\n`],
  ["tabs between lines without", (lines) => "model:\n" + "\t- LSTM: 3\n  - LSTM: 3\n".repeat(lines)],
  ["layers without dashes", (lines) => input + "  LSTM: 4\n".repeat(lines)],
  ["arguments under their layer", (lines) => input + "  - LSTM:\n    units: 4\n".repeat(lines)],
  ["aliases to nothing", (lines) => `${input}${"  - Dense: *x\n".repeat(lines * 2)}`],
  ["brackets in brackets", (lines) => `x: ${"[{".repeat(lines * 4)}`],
  ["a bracket behind each dash", (lines) => "- [".repeat(lines * 4)],
  ["tags behind tags", (lines) => "!a ".repeat(lines * 4)],
  ["aliases", (lines) => `a: &a [1]\n${"b: *a\n".repeat(lines)}`],
];

function named(lines: number): string {
  return Array.from(
    { length: lines },
    (_, i) => `  - Dense: {units: 4, name: a${i}, from: ${i > 0 ? `a${i - 1}` : "input_layer"}}\n`,
  ).join("");
}

test.each(files)("%s", (_, textOf) => {
  const growth = growthOf(
    LINES,
    (lines) => {
      const text = textOf(lines);
      return () => {
        const file = analyzeModelFile(text, { fileName: "long.rnn.yaml" });
        provideHints(file);
        provideOutline(file);
        provideFolds(file);
        provideSemanticTokens(file);
      };
    },
    MOST,
  );
  expect(growth).toBeLessThan(MOST);
});

test("a long list of numbers is read without an object for each", () => {
  const rows = 2000;
  const text =
    `model: [Input: [8], Dense: 1]\ncompile: {loss: mse}\ndata:\n` +
    `  x: [${"[1, 2, 3, 4, 5, 6, 7, 8], ".repeat(rows)}]\n  y: [${"1, ".repeat(rows)}]\n`;
  const perNumber = (work: () => unknown): number => {
    work();
    return countWork(work) / (9 * rows);
  };
  const objects = perNumber(() => parseSyntax(text, new Findings(), Infinity));
  expect(perNumber(() => analyzeModelFile(text, { fileName: "long.rnn.yaml" }))).toBeLessThan(objects / 2);
});
