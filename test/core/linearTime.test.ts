/** Files of many lines, sound and broken: the time that they take grows with their length, and not with its square. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { provideFolds } from "../../src/language/folding";
import { provideHints } from "../../src/language/hints";
import { provideOutline } from "../../src/language/outline";
import { provideSemanticTokens } from "../../src/language/semanticTokens";

const LINES = 5000;
/** What grows with the square takes a quarter of a minute and more; the others a second or two. */
const LIMIT_MS = 10_000;

const input = "model:\n  - Input: [20, 8]\n";
const files: readonly (readonly [string, string])[] = [
  ["layers", input + "  - Dense: {units: 4}\n".repeat(LINES)],
  ["layers that name one another", input + named()],
  ["unknown layers", `${input}${"  - Foo: 4\n".repeat(LINES)}`],
  ["unknown keys", `${input}${"  - LSTM: {unit: 4, return_sequence: 1}\n".repeat(LINES)}`],
  ["sequences that are missing", `${input}${"  - LSTM: 4\n".repeat(LINES)}`],
  ["open braces", `${input}${"  - LSTM: {units: 4\n".repeat(LINES)}`],
  ["closing brackets", "x: ]}\n".repeat(LINES)],
  ["two colons", "a: b: c\n".repeat(LINES)],
  ["tabs", "\t- a\n".repeat(LINES)],
  ["one key again and again", "a: 1\n".repeat(LINES)],
  ["conflict markers", "<<<<<<< HEAD\nmodel:\n=======\nmodel:\n>>>>>>> x\n".repeat(LINES / 5)],
  ["open quotes", "a: 'b\n".repeat(LINES)],
  ["words in one line", `x: [${"a, ".repeat(LINES)}b]`],
  ["data in blocks", `data:\n  x:\n${"    - [1, 2]\n".repeat(LINES)}model:\n  - Input: [2]\n  - Dense: 1\n`],
  ["tabs between lines without", "model:\n" + "\t- LSTM: 3\n  - LSTM: 3\n".repeat(LINES)],
  ["layers without dashes", input + "  LSTM: 4\n".repeat(LINES)],
  ["arguments under their layer", input + "  - LSTM:\n    units: 4\n".repeat(LINES)],
  ["aliases to nothing", `${input}${"  - Dense: *x\n".repeat(LINES * 2)}`],
  ["brackets in brackets", `x: ${"[{".repeat(LINES * 4)}`],
  ["a bracket behind each dash", "- [".repeat(LINES * 4)],
  ["tags behind tags", "!a ".repeat(LINES * 4)],
  ["aliases", `a: &a [1]\n${"b: *a\n".repeat(LINES)}`],
];

function named(): string {
  return Array.from(
    { length: LINES },
    (_, i) => `  - Dense: {units: 4, name: a${i}, from: ${i > 0 ? `a${i - 1}` : "input_layer"}}\n`,
  ).join("");
}

test.each(files)("%s", (_, text) => {
  const before = performance.now();
  const file = analyzeModelFile(text, { fileName: "long.rnn.yaml" });
  provideHints(file);
  provideOutline(file);
  provideFolds(file);
  provideSemanticTokens(file);
  expect(performance.now() - before).toBeLessThan(LIMIT_MS);
});
