/** Any text: no throw, no hang, findings inside the text, hints for the intact part. Each run prints its seed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import { provideCompletions } from "../../src/language/completion";
import { provideHints } from "../../src/language/hints";
import { provideFolds } from "../../src/language/folding";
import { provideHover } from "../../src/language/hover";
import { provideOutline } from "../../src/language/outline";
import { prepareRename } from "../../src/language/rename";
import { provideSemanticTokens } from "../../src/language/semanticTokens";
import { applyEdits } from "../../src/core/text/applyEdits";
import { everyTenth, newSeed, rounds } from "../rounds";

const seed = newSeed("random edits");

const folder = join(import.meta.dirname, "../../examples");
const examples = readdirSync(folder)
  .filter((name) => name.endsWith(".rnn.yaml"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** Everything the editor does with a text; what must be true of the answers. */
function probe(text: string): void {
  const file = analyzeModelFile(text, { fileName: "fuzz.rnn.yaml" });
  for (const { range, message } of file.diagnostics) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(render(message, "en") + render(message, "es")).not.toMatch(/\{\w+\}(?!`)|undefined|\[object/);
  }
  for (const { offset } of provideHints(file)) expect(offset).toBeLessThanOrEqual(text.length);
  const middle = Math.floor(text.length / 2);
  provideHover(file, middle, "en");
  prepareRename(file, middle);
  for (const { range, nameRange } of provideOutline(file)) expect(range.end).toBeGreaterThanOrEqual(nameRange.end);
  provideFolds(file);
  provideSemanticTokens(file);
  for (const { edits } of file.diagnostics.flatMap(({ fixes }) => fixes)) {
    for (const { range } of edits)
      expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
    applyEdits(text, edits);
  }
  for (const { range } of provideCompletions(file, middle, "en")) {
    expect(range.start <= middle && middle <= range.end).toBe(true);
  }
}

test("prefixes of every example", () => {
  for (const text of examples)
    for (const end of everyTenth(
      [...text].map((_, at) => at),
      seed,
    ))
      probe(text.slice(0, end));
});

test("data and layers above the end of a prefix keep their hints", () => {
  const [text = ""] = examples.filter((one) => one.includes("name: next number"));
  const end = text.indexOf("- Activation");
  const labels = provideHints(analyzeModelFile(text.slice(0, end), { fileName: "a.rnn.yaml" })).map(
    ({ label }) => label,
  );
  expect(labels).toEqual(["→ (4, 3, 5)", "→ (4, 5)", "→ (None, 3, 5)", "→ (None, 32) · 4,864", "→ (None, 5) · 165"]);
});

const scraps = [
  "[",
  "]",
  "{",
  "}",
  ":",
  "- ",
  "\n",
  "  ",
  "\t",
  "&a ",
  "*a",
  "!!x ",
  "'",
  '"',
  "#",
  "|",
  ">",
  "---\n",
  "\0",
  "\uFEFF",
  "\uD800",
  "null",
  "1e400",
  "-0",
  "LSTM",
  "<<<<<<< HEAD\n",
  "__proto__: ",
];

describe("random edits", () => {
  test("of examples", () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(12),
      put: fc.constantFrom(...scraps, ""),
    });
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
        const edited = edits.reduce((all, { at, drop, put }) => {
          const from = Math.floor(at * all.length);
          return all.slice(0, from) + put + all.slice(from + drop);
        }, text);
        probe(edited);
      }),
      { numRuns: rounds(5000), seed },
    );
  });

  test("texts made of scraps alone", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scraps, "model:", "data:", "a"), { maxLength: 40 }), (parts) =>
        probe(parts.join("")),
      ),
      { numRuns: rounds(2000), seed },
    );
  });
});
