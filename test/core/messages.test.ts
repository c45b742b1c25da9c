/** The catalogues: English and Spanish have the same messages, with the same placeholders, and none is empty. */
import { expect, test } from "vitest";
import { en } from "../../src/core/messages/en";
import { es } from "../../src/core/messages/es";
import { message, render, say } from "../../src/core/messages/message";

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

test("a word goes with its number", () => {
  const said = (samples: number, language: "en" | "es"): string =>
    render(message("split-empty", { share: 0.9, samples }), language);
  expect([said(1, "en"), said(2, "en")]).toMatchObject([/of 1 sample for/, /of 2 samples for/].map((one) => expect.stringMatching(one) as string)); // prettier-ignore
  expect(said(1, "es")).toContain("1 muestra ");
  expect(say("en", "cli-check-errors", { file: "a", errors: 1 })).toBe("a: 1 error");
});

test("every noun behind a number has both its forms", () => {
  const counted =
    /\{(count|samples|epochs|units|labels|outputs|steps|errors|quantiles|boundaries|values|seconds)\} \p{L}{3,}/u;
  // Verbs, and words that do not follow the number.
  const free = /\} (are|more|could|cannot|million|must|needs?|in|por|más|repartir|unidades a|of|de|and|para)\b/;
  const plain = [english, spanish]
    .flatMap((all) => Object.entries(all))
    .filter(([, text]) => counted.test(text) && !free.test(counted.exec(text)?.[0] ?? ""));
  expect(plain).toEqual([]);
});

test("no message is empty", () => {
  expect(Object.keys(english).filter((id) => !english[id]!.trim() || !spanish[id]!.trim())).toEqual([]);
});

function placeholders(sentence: string): string {
  return [...new Set(Array.from(sentence.matchAll(/\{(\w+)([|,][^}]*)?\}/g), ([, name]) => name))].sort().join(" ");
}
