/** A part of a syntax tree as a text that only its values decide: not comments, spaces, quotes or the way lists are written. test/core/canonicalText.test.ts. */
import type { NumberGrid, SyntaxNode } from "./syntaxTree";

export function canonicalText(node: SyntaxNode | undefined): string {
  if (!node) return "";
  switch (node.is) {
    case "scalar":
      return JSON.stringify(node.value);
    case "map":
      return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key.value)}:${canonicalText(value)}`).join()}}`;
    case "list":
      return node.grid ? gridText(node.grid) : `[${node.items.map(canonicalText).join()}]`;
  }
}

/** A list of numbers reads the same in both of its forms. */
function gridText({ shape, values }: NumberGrid): string {
  let parts = values.map((value) => JSON.stringify(value));
  for (const size of shape.toReversed()) {
    const lists = parts.length / Math.max(1, size);
    parts = Array.from({ length: lists }, (_, at) => `[${parts.slice(at * size, (at + 1) * size).join()}]`);
  }
  return parts.join();
}
