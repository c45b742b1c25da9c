/**
 * The keys of one section against its table: unknown ones get a suggestion, planned ones are called so.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxMap, SyntaxNode } from "../syntax/syntaxTree";
import type { KeyTable } from "./argumentTypes";
import { reportUnknownKey } from "./unknownKey";

/**
 * The values of the known keys. A key without a value is reported and left out. `section` is undefined at the top
 * of the file.
 */
export function readKeys<Name extends string>(
  section: string | undefined,
  map: SyntaxMap,
  table: Readonly<Record<Name, KeyTable[string]>>,
  findings: Findings,
): ReadonlyMap<Name, SyntaxNode> {
  const values = new Map<Name, SyntaxNode>();
  const known = Object.keys(table);
  for (const { key, value } of map.entries) {
    const word = String(key.value);
    const argument = Object.hasOwn(table, word) ? table[word as Name] : undefined;
    if (!argument) reportUnknownKey({ section, known, map }, { key, value }, findings);
    else if (argument.type.is === "planned") findings.report(key.range, message("not-built.key", { key: word }));
    else if (value) values.set(word as Name, value);
    else findings.report(key.range, message("missing-value", { key: word }));
  }
  return values;
}

/** The node as a map, or a finding that shows how the section is written. */
export function asMap(key: string, node: SyntaxNode, example: string, findings: Findings): SyntaxMap | undefined {
  if (node.is === "map") return node;
  findings.report(node.range, message("wrong-section.map", { key, example }));
  return undefined;
}
