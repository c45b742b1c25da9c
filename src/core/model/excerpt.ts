/** What stands in the file, short enough for a sentence. */
import type { SyntaxNode } from "../syntax/syntaxTree";

const LONGEST = 40;

export function excerpt(node: SyntaxNode): string {
  const text = node.is === "scalar" ? node.source || "null" : node.is === "list" ? listed(node.items) : mapped(node);
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

const listed = (items: readonly SyntaxNode[]): string =>
  `[${items.slice(0, 6).map(excerpt).join(", ")}${items.length > 6 ? ", …" : ""}]`;

const mapped = (node: Extract<SyntaxNode, { is: "map" }>): string =>
  `{${node.entries
    .slice(0, 3)
    .map(({ key, value }) => `${String(key.value)}: ${value ? excerpt(value) : ""}`)
    .join(", ")}${node.entries.length > 3 ? ", …" : ""}}`;
