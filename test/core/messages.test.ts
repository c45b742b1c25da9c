/** The catalogues: English and Spanish have the same messages, with the same placeholders, and none is empty. */
import { expect, test } from "vitest";
import { en } from "../../src/core/messages/en";
import { es } from "../../src/core/messages/es";

const english: Readonly<Record<string, string>> = en;
const spanish: Readonly<Record<string, string>> = es;

test("both languages have the same messages", () => {
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  expect(Object.keys(english).length).toBeGreaterThan(0);
});

test("a message has the same placeholders in both languages", () => {
  const differing = Object.keys(english).filter((id) => placeholders(english[id]!) !== placeholders(spanish[id]!));
  expect(differing).toEqual([]);
});

test("no message is empty", () => {
  expect(Object.keys(english).filter((id) => !english[id]!.trim() || !spanish[id]!.trim())).toEqual([]);
});

function placeholders(sentence: string): string {
  return [...new Set(sentence.match(/\{\w+\}/g))].sort().join(" ");
}
