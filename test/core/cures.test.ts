/**
 * Broken files, each with the finding that must stand at its marks, and the text after its quick fix. The fixed text is
 * checked again: the finding must be gone, and nothing else may have come but what the row names.
 */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { cureTables } from "../../src/core/cures/addCures";
import { render } from "../../src/core/messages/message";
import { applyEdits } from "../../src/core/text/applyEdits";
import { readMarks } from "../markedText";
import { isChoice } from "./checkModel";
import { body } from "./cureRows/row";
import { cureRows } from "./cureRows/cureRows";

const analyze = (text: string) => analyzeModelFile(text, { fileName: "test.rnn.yaml" }).diagnostics;

/** Messages whose cure a row has shown. */
const cured = new Set<string>();

/** `code`, or `code: the title of the fix`; without a title the first fix. `left`: findings of other mistakes that stay. */
function checkCure(marked: string, expected: string, fixed: string, ...left: string[]): void {
  const { text, ranges } = readMarks(marked);
  const [code = "", ...rest] = expected.split(": ");
  const title = rest.length > 0 ? rest.join(": ") : undefined;
  const finding = analyze(text).find((one) => one.code === code);
  expect(finding && { code, ...finding.range }).toEqual({ code, ...ranges[0] });
  const fix = finding?.fixes.find((one) => title === undefined || render(one.title, "en") === title);
  expect(fix, finding?.fixes.map((one) => render(one.title, "en")).join(", ") || "no fix").toBeDefined();
  expect(render(fix!.title, "en") + render(fix!.title, "es")).not.toMatch(/\{\w+\}|undefined/);
  cured.add(finding!.message.id);
  const after = applyEdits(text, fix!.edits);
  expect(after).toBe(fixed);
  expect(analyze(after).flatMap((one) => (isChoice(one.code) ? [] : one.code))).toEqual(left);
  checkOtherLineEnds(text, code, render(fix!.title, "en"), fixed);
}

/** In a file whose lines end with \r\n the same fix leaves the same text with such lines. */
function checkOtherLineEnds(text: string, code: string, title: string, fixed: string): void {
  if (text.includes("\r") || !text.includes("\n")) return;
  const other = text.replaceAll("\n", "\r\n");
  const fix = analyze(other)
    .filter((one) => one.code === code)
    .flatMap(({ fixes }) => fixes)
    .find((one) => render(one.title, "en") === title);
  expect(fix && applyEdits(other, fix.edits)).toBe(fixed.replaceAll("\n", "\r\n"));
}

test.each(cureRows)("%s → %s", (text, code, fixed, ...left) => {
  checkCure(text, code, fixed, ...left);
});

test.each(["fit: e", "fit: 0", "fit: 2.5", "fit: 2024-01-01"])("%s: no section that could be meant", (fit) => {
  const text = `${body("  - LSTM: 3")}compile: {loss: mse}\n${fit}\n`;
  expect(analyze(text).flatMap(({ fixes }) => fixes)).toEqual([]);
});

test("every message with a cure has a row", () => {
  const shown = [...cured].flatMap((id) => [id, id.split(".")[0]]);
  // What a plan refuses, and spellings of Keras, have tables of their own: test/cli/preview.test.ts, test/core/kerasWords.test.ts.
  const all = cureTables.flatMap((table) => Object.keys(table));
  expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  const ours = all.filter((id) => !/^(engine|keras)-/.test(id));
  expect(ours.filter((id) => !shown.includes(id))).toEqual([]);
});
