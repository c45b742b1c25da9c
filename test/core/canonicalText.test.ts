/** Texts of which only values count. */
import { expect, test } from "vitest";
import { canonicalText } from "../../src/core/syntax/canonicalText";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";

const of = (text: string): string => canonicalText(analyzeModelFile(text, { fileName: "a.rnn.yaml" }).root);

test.each([
  ["comments and spaces", "a: 1 # one\n", "# first\na:   1\n"],
  ["block and flow", "a:\n  - 1\n  - x: 2\n", "a: [1, {x: 2}]\n"],
  ["quotes", 'a: "b"\n', "a: b\n"],
  ["an alias", "a: &n 3\nb: *n\n", "a: 3\nb: 3\n"],
  ["long lists of numbers", `a: [${"1, 2, ".repeat(3000)}3]\n`, `a:\n${"  - 1\n  - 2\n".repeat(3000)}  - 3\n`],
])("%s make no difference", (_, one, other) => {
  expect(of(one)).toBe(of(other));
});

test.each([
  ["a number and a word", "a: 1\n", 'a: "1"\n'],
  ["another number", `a: [${"1, 2, ".repeat(3000)}3]\n`, `a: [${"1, 2, ".repeat(3000)}4]\n`],
  ["rows", "a: [[1, 2], [3, 4]]\n", "a: [[1, 2, 3, 4]]\n"],
  ["the order", "a: [1, 2]\n", "a: [2, 1]\n"],
  ["nothing", "a:\n", "a: 0\n"],
])("%s does", (_, one, other) => {
  expect(of(one)).not.toBe(of(other));
});
