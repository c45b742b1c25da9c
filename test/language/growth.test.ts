/** Answers about long texts: what they cost grows with the length, and not with its square. */
import { growthOf } from "../countWork";
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

/** Each with the smallest of three sizes. */
const texts: readonly (readonly [string, number, (size: number) => string])[] = [
  ["numbers in one line", 2500, (size) => `data:\n  x: [${listed(size, (i) => `${i}, `)}0]\n${input}  - LSTM: 3\n`],
  ["words in one line", 2500, (size) => `data:\n  x: [${listed(size, (i) => `a${i}, `)}b]\n${input}  - LSTM: 3\n`],
  ["lines of data", 500, (size) => `data:\n  x:\n${"    - [1, 2]\n".repeat(size)}${input}  - LSTM: 3\n`],
  ["lines of comments", 500, (size) => `${"# a\n".repeat(size)}${input}  - LSTM: 3\n`],
  ["layers", 100, (size) => input + "  - LSTM: {units: 4, return_sequences: true}\n".repeat(size)],
  ["layers in blocks", 100, (size) => input + "  - LSTM:\n      units: 4\n      return_sequences: true\n".repeat(size)],
  [
    "wrapped layers",
    100,
    (size) => input + "  - Bidirectional: {LSTM: {units: 4, return_sequences: true}}\n".repeat(size),
  ],
  [
    "layers that name one another",
    100,
    (size) =>
      input + listed(size, (i) => `  - Dense: {units: 4, name: a${i}, from: ${i > 0 ? `a${i - 1}` : "input_layer"}}\n`),
  ],
  [
    "layers that name a layer by a wrong name",
    100,
    (size) => `${input}${"  - Dense: {units: 4, from: inputs}\n".repeat(size)}`,
  ],
  [
    "layers that nothing uses",
    // More findings than get repairs, which would be nearly all of the work of a shorter text.
    300,
    (size) => `${input}${"  - LSTM: {units: 4, return_sequences: true}\n".repeat(size)}outputs: lstm\n`,
  ],
];

type Answer = (file: ModelFile, place: number) => unknown;
const answers: Readonly<Record<string, Answer>> = {
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

/** What grows evenly has 2, what sorts a little more, and what grows with the square 4. */
const MOST = 2.6;
const analyze = (text: string): ModelFile => analyzeModelFile(text, { fileName: "long.rnn.yaml" });

/** The cursor goes over a line or so from there, since what stands at one place alone differs from size to size. */
const placesFrom = (start: number): number[] => Array.from({ length: 16 }, (_, at) => start + 5 * at);

describe.each(texts)("%s", (_, size, make) => {
  test("analysis", () => {
    const growth = growthOf(
      size,
      (one) => {
        const text = make(one);
        return () => analyze(text);
      },
      MOST,
    );
    expect(growth).toBeLessThan(MOST);
  });

  const files = new Map([1, 2, 4].map((times) => [times * size, analyze(make(times * size))]));
  test.each(Object.entries(answers))("%s", (_name, answer) => {
    for (const share of [0.5, 1]) {
      const growth = growthOf(
        size,
        (one) => {
          const file = files.get(one)!;
          const places = placesFrom(Math.floor(file.text.length * share) - 90);
          return () => places.forEach((place) => void answer(file, place));
        },
        MOST,
      );
      expect(growth, `at ${share}`).toBeLessThan(MOST);
    }
  });
});
