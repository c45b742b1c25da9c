/** JSON to a syntax tree: the same values as JSON.parse, with places. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonSyntax } from "../../../src/core/syntax/jsonSyntax";
import type { SyntaxNode } from "../../../src/core/syntax/syntaxTree";

function valueOf(node: SyntaxNode | undefined): unknown {
  if (node?.is === "list") return node.items.map(valueOf);
  if (node?.is === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, valueOf(value)]));
  return node?.value;
}

test("any JSON", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(valueOf(parseJsonSyntax(spaced))).toEqual(JSON.parse(spaced));
    }),
  );
});

test("places", () => {
  const text = ' {"a": [1, "x,]"]}';
  const root = parseJsonSyntax(text);
  const cut = ({ range }: SyntaxNode): string => text.slice(range.start, range.end);
  expect(cut(root)).toBe('{"a": [1, "x,]"]}');
  const list = root.is === "map" ? root.entries[0]?.value : undefined;
  expect(list?.is === "list" ? list.items.map(cut) : []).toEqual(["1", '"x,]"']);
});

test("a key twice is kept twice, and no key reaches a prototype", () => {
  const root = parseJsonSyntax('{"a": 1, "a": 2, "__proto__": {"b": 1}}');
  expect(root.is === "map" ? root.entries.map(({ key }) => key.value) : []).toEqual(["a", "a", "__proto__"]);
});

test("no JSON, and too deep", () => {
  expect(() => parseJsonSyntax("[1,")).toThrow(SyntaxError);
  expect(() => parseJsonSyntax("[".repeat(80) + "]".repeat(80))).toThrow("nested deeper");
});
