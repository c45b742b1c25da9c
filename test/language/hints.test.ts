/** Inlay hints with their exact texts and places. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { provideHints } from "../../src/language/hints";

/** `‹…›` stands where a hint must be, with its label inside. */
function checkHints(marked: string): void {
  const text = marked.replace(/‹[^›]*›/g, "");
  const hints = provideHints(analyzeModelFile(text, { fileName: "test.rnn.yaml" }));
  const shown = [...hints]
    .reverse()
    .reduce((all, { offset, label }) => `${all.slice(0, offset)}‹${label}›${all.slice(offset)}`, text);
  expect(shown).toBe(marked);
}

test("behind each layer, in front of comments and spaces", () => {
  checkHints(
    "model:\n  - Input: [3, 5]‹→ (None, 3, 5)›   # the data\n  - LSTM: 32‹→ (None, 32) · 4,864›  \n  - Dense: 5‹→ (None, 5) · 165›\n" +
      "  - Activation: softmax‹→ (None, 5) · 0›\n",
  );
});

test("on the first line of a layer that goes over several", () => {
  checkHints(
    "model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n  - LSTM:‹→ (None, 4, 3) · 72›\n      units: 3\n      return_sequences: true\n",
  );
});

test("two halves, free lengths, and nothing behind a broken layer", () => {
  checkHints(
    "model:\n  - Input: [null, 2]‹→ (None, None, 2)›\n  - Bidirectional: {LSTM: 3, merge_mode: none}‹→ (None, 3) + (None, 3) · 144›\n" +
      "  - Dens: 3\n  - Dense: {units: 1, from: bidirectional/forward}‹→ (None, 1) · 4›\n",
  );
});

test("a text that is not finished yet", () => {
  checkHints("model:\r\n  - Input: [4, 2]‹→ (None, 4, 2)›\r\n  - LSTM: {units: 3‹→ (None, 3) · 72›");
});

test("only those in the asked range", () => {
  const text = "model:\n  - Input: [3, 5]\n  - LSTM: 32\n  - Dense: 5\n";
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  const start = text.indexOf("- LSTM");
  expect(provideHints(file, { start, end: start + 5 }).map(({ label }) => label)).toEqual(["→ (None, 32) · 4,864"]);
});

/** The course's figures. */
test.each([
  ["many-to-one", ["→ (None, 3, 5)", "→ (None, 32) · 4,864", "→ (None, 5) · 165", "→ (None, 5) · 0"], 5029],
  ["many-to-many", ["→ (None, 4, 1)", "→ (None, 4, 64) · 16,896", "→ (None, 4, 1) · 65"], 16_961],
  ["return-sequences", ["→ (None, 100, 2)", "→ (None, 64) · 17,152", "→ (None, 100, 64) · 17,152"], 34_304],
  [
    "stacked",
    [
      "→ (None, 100, 2)",
      "→ (None, 100, 16) · 1,216",
      "→ (None, 100, 16) · 2,112",
      "→ (None, 100, 16) · 2,112",
      "→ (None, 10) · 1,080",
      "→ (None, 10) · 110",
    ],
    6630,
  ],
  ["bidirectional", ["→ (None, 100, 2)", "→ (None, 32) · 2,432", "→ (None, 10) · 330"], 2762],
  ["brackets", ["→ (None, 20, 1)", "→ (None, 16) · 912", "→ (None, 1) · 17"], 929],
])("the example %s", (name, labels, total) => {
  const text = readFileSync(join(import.meta.dirname, `../../examples/${name}.rnn.yaml`), "utf8");
  const file = analyzeModelFile(text, { fileName: `${name}.rnn.yaml` });
  expect(file.diagnostics).toEqual([]);
  expect(provideHints(file).map(({ label }) => label)).toEqual(labels);
  expect(file.totalParams).toBe(total);
});
