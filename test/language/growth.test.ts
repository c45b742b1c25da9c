/**
 * Answers about long texts: four times the length takes about four times as long, not sixteen times.
 *
 * Compared are answers with themselves, so that a slow machine fails nothing; what takes no time is not compared.
 */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import type { ModelFile } from "../../src/core/model/modelFile";
import { provideCompletions } from "../../src/language/completion";
import { provideFileWish } from "../../src/language/fileWish";
import { provideFolds } from "../../src/language/folding";
import { provideHints } from "../../src/language/hints";
import { provideHover } from "../../src/language/hover";
import { referencesAt } from "../../src/language/layerReferences";
import { provideLenses } from "../../src/language/lenses";
import { provideOutline } from "../../src/language/outline";
import { renameLayer } from "../../src/language/rename";
import { provideSemanticTokens } from "../../src/language/semanticTokens";
import { provideSignature } from "../../src/language/signature";

const input = "model:\n  - Input: [20, 8]\n";
const listed = (count: number, one: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => one(i)).join("");

/** Each with the larger of two sizes. */
const texts: readonly (readonly [string, number, (size: number) => string])[] = [
  ["numbers in one line", 100_000, (size) => `data:\n  x: [${listed(size, (i) => `${i}, `)}0]\n${input}  - LSTM: 3\n`],
  ["words in one line", 40_000, (size) => `data:\n  x: [${listed(size, (i) => `a${i}, `)}b]\n${input}  - LSTM: 3\n`],
  ["lines of data", 20_000, (size) => `data:\n  x:\n${"    - [1, 2]\n".repeat(size)}${input}  - LSTM: 3\n`],
  ["lines of comments", 20_000, (size) => `${"# a\n".repeat(size)}${input}  - LSTM: 3\n`],
  ["layers", 2000, (size) => input + "  - LSTM: {units: 4, return_sequences: true}\n".repeat(size)],
  [
    "layers in blocks",
    2000,
    (size) => input + "  - LSTM:\n      units: 4\n      return_sequences: true\n".repeat(size),
  ],
  [
    "wrapped layers",
    2000,
    (size) => input + "  - Bidirectional: {LSTM: {units: 4, return_sequences: true}}\n".repeat(size),
  ],
  [
    "layers that name one another",
    2000,
    (size) =>
      input + listed(size, (i) => `  - Dense: {units: 4, name: a${i}, from: ${i > 0 ? `a${i - 1}` : "input_layer"}}\n`),
  ],
  [
    "layers that name a layer by a wrong name",
    3000,
    (size) => `${input}${"  - Dense: {units: 4, from: inputs}\n".repeat(size)}`,
  ],
  [
    "layers that nothing uses",
    1000,
    (size) => `${input}${"  - LSTM: {units: 4, return_sequences: true}\n".repeat(size)}outputs: lstm\n`,
  ],
];

type Answer = (file: ModelFile, place: number) => unknown;
const answers: Readonly<Record<string, Answer>> = {
  analysis: ({ text }) => analyzeModelFile(text, { fileName: "long.rnn.yaml" }),
  folds: provideFolds,
  hints: (file) => provideHints(file),
  outline: provideOutline,
  colours: provideSemanticTokens,
  lenses: (file) => provideLenses(file, false),
  hover: (file, place) => provideHover(file, place, "en"),
  completion: (file, place) => provideCompletions(file, place, "en"),
  signature: (file, place) => provideSignature(file, place, "en"),
  "file names": provideFileWish,
  references: referencesAt,
  rename: (file, place) => renameLayer(file, place, "other"),
};

/** Growth with the square would be 16. */
const MOST = 11;
/** Shorter times say nothing. */
const SHORTEST_MS = 150;

function timeOf(answer: Answer, file: ModelFile, place: number): number {
  const times = [0, 1].map(() => {
    const before = performance.now();
    answer(file, place);
    return performance.now() - before;
  });
  return Math.min(...times);
}

describe.each(texts)("%s", (_, size, make) => {
  const [small, large] = [size / 4, size].map((one) => analyzeModelFile(make(one), { fileName: "long.rnn.yaml" }));
  test.each(Object.entries(answers))("%s", (_name, answer) => {
    if (!small || !large) throw new Error("no file");
    for (const place of [0.5, 0.999].map((share) => Math.floor(large.text.length * share))) {
      // A busy machine may hold one answer up, but not all of them.
      const tries = [1, 2, 3, 4, 5];
      const growsEvenly = (): boolean => {
        const time = timeOf(answer, large, place);
        return time < SHORTEST_MS || time < MOST * timeOf(answer, small, Math.floor(place / 4));
      };
      expect(tries.some(growsEvenly), `at ${place}`).toBe(true);
    }
  });
});
