/** Edits of maps keep comments, order and layout. */
import { describe, expect, test } from "vitest";
import { Findings } from "../../src/core/diagnostics/findings";
import { removeEntry, setEntry } from "../../src/core/syntax/mapEdits";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import type { SyntaxMap } from "../../src/core/syntax/syntaxTree";
import { applyEdits } from "../../src/core/text/applyEdits";

/** The map below the first key. */
function mapOf(text: string): SyntaxMap {
  const root = parseSyntax(text, new Findings());
  const value = root?.is === "map" ? root.entries[0]?.value : undefined;
  if (value?.is !== "map") throw new Error("no map below the first key");
  return value;
}

describe("a key gets a value", () => {
  test.each([
    ["a: {b: 1}", "a: {b: 1, k: v}"],
    ["a: {}", "a: {k: v}"],
    ["a: {b: [1, 2] } # c", "a: {b: [1, 2], k: v } # c"],
    ["a: {b: 1, k: old, c: 2}", "a: {b: 1, k: v, c: 2}"],
    ["a: {k: , c: 2}", "a: {k: v , c: 2}"],
    ["a:\n  b: 1 # c\nd: 2\n", "a:\n  b: 1 # c\n  k: v\nd: 2\n"],
    ["a:\n    b: 1", "a:\n    b: 1\n    k: v"],
    ["a:\n  k:\n  b: 1\n", "a:\n  k: v\n  b: 1\n"],
    ["a:\n  b: [1,\n    2]\n# end\n", "a:\n  b: [1,\n    2]\n  k: v\n# end\n"],
  ])("%j → %j", (text, after) => {
    expect(applyEdits(text, setEntry(text, mapOf(text), "k", "v") ?? [])).toBe(after);
  });
});

describe("a key goes", () => {
  test.each([
    ["a: {k: 1, b: 2}", "a: {b: 2}"],
    ["a: {b: 2, k: 1}", "a: {b: 2}"],
    ["a: {b: 2, k: [1, 2], c: 3} # c", "a: {b: 2, c: 3} # c"],
    ["a: {k: 1}", "a: {}"],
    ["a:\n  k: 1\n  b: 2 # c\n", "a:\n  b: 2 # c\n"],
    ["a:\n  b: 2 # c\n  k: 1\nd: 3\n", "a:\n  b: 2 # c\nd: 3\n"],
    ["a:\r\n  b: 2\r\n  k: 1\r\n", "a:\r\n  b: 2\r\n"],
  ])("%j → %j", (text, after) => {
    const map = mapOf(text);
    const entry = map.entries.find(({ key }) => key.value === "k");
    expect(applyEdits(text, entry ? removeEntry(text, map, entry) : [])).toBe(after);
  });
});
