/** Where the words of a file are somebody's own: in quotes and in text blocks. */
import { expect, test } from "vitest";
import { hideQuoted, quotedTexts } from "../../src/core/syntax/quotedText";

const found = (text: string): string[] => quotedTexts(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["name: \"a: (b)\", x: 'c, [d'", ['"a: (b)"', "'c, [d'"]],
  ['x: ["a", "b"]', ['"a"', '"b"']],
  ['x: "a \\" b" # "c"', ['"a \\" b"']],
  ["x: 'it''s'", ["'it''s'"]],
  ["name: it's what it's", []],
  ["# it's\nname: 'a'", ["'a'"]],
  // Over lines, where something closes it that can end a value.
  ['x: "a\n  b: (1, 2)"\ny: 3', ['"a\n  b: (1, 2)"']],
  ['name: "abc\nx: "foo"\n', ['"foo"']],
  ['a: "abc\nb: ""\n', ['""']],
  ["name: 'abc\nfit: {epochs: 3}\n", []],
  // Blocks end with the lines that stand further right.
  ["name: |\n  a: (1)\n\n  'b\nx: 'c'\n", ["  a: (1)\n\n  'b\n", "'c'"]],
  ["a:\n  - >- # folded\n    b: {c\n  - d\n", ["    b: {c\n"]],
  ["a: b | c\n  d\n", []],
])("%j", (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test("places stay what they are", () => {
  const text = 'x: "a, [b\n  c" # d\n';
  expect(hideQuoted(text)).toBe("x: ______\n____ # d\n");
});
