/**
 * The door to diagnostics: a model file with marks where findings must stand, and their codes in the same order.
 */
import { expect } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { choices } from "../../src/core/messages/en/choices";
import { render } from "../../src/core/messages/message";
import type { ModelFile } from "../../src/core/model/modelFile";
import { readMarks } from "../markedText";

/** Hints about what most likely was not meant: many small files have some, and only those that a test asks for count. */
export const isChoice = (code: string): boolean => Object.keys(choices).some((id) => id.split(".", 1)[0] === code);

/** Each expectation is a code, or a code and a part of the English sentence: `unknown-layer: Did you mean LSTM`. */
export function checkModel(marked: string, ...expected: string[]): ModelFile {
  const { text, ranges } = readMarks(marked);
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  const asked = expected.map((one) => one.split(":", 1)[0]);
  const found = file.diagnostics
    .filter(({ code }) => !isChoice(code) || asked.includes(code))
    .map(({ code, range, message }) => ({
      place: [range.start, range.end, text.slice(range.start, range.end)],
      code,
      sentence: render(message, "en"),
    }));
  const wanted = ranges.map(({ start, end }) => [start, end, text.slice(start, end)]);
  expect({ codes: found.map(({ code }) => code), places: found.map(({ place }) => place) }).toEqual({
    codes: expected.map((one) => one.split(":", 1)[0]),
    places: wanted,
  });
  expected.forEach((one, index) => {
    const sentence = one.includes(":") ? one.slice(one.indexOf(":") + 1).trim() : "";
    expect(found[index]?.sentence).toContain(sentence);
  });
  return file;
}
