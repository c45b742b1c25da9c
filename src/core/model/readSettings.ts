/**
 * The arguments of a part of the file that is a map with a table of its own: a schedule, early stopping.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { type ArgumentTable, defaultValues, type ValuesOf } from "./argumentTypes";
import { readArgument } from "./readArgument";
import { asMap } from "./readKeys";
import { reportUnknownKey } from "./unknownKey";

/** The values with defaults filled in; undefined after a finding. `example` shows how the part is written. */
export function readSettings<Arguments extends ArgumentTable>(
  name: string,
  table: Arguments,
  node: SyntaxNode,
  example: string,
  findings: Findings,
): ValuesOf<Arguments> | undefined {
  const map = asMap(name, node, example, findings);
  if (!map) return undefined;
  const before = findings.list.length;
  const values: Record<string, unknown> = { ...defaultValues(table) };
  const written = new Set<string>();
  for (const { key, value } of map.entries) {
    const word = String(key.value);
    const argument = Object.hasOwn(table, word) ? table[word] : undefined;
    written.add(word);
    // A misspelt key is not missing as well.
    if (!argument)
      written.add(reportUnknownKey({ kind: name, known: Object.keys(table), map }, { key, value }, findings) ?? word);
    else if (!value) findings.report(key.range, message("missing-value", { key: word }));
    else values[word] = readArgument(word, argument, value, findings);
  }
  for (const [key, { required }] of Object.entries(table)) {
    if (required && !written.has(key)) {
      findings.report(node.range, message("missing-argument", { kind: name, key, example }));
    }
  }
  return findings.list.length === before ? (values as ValuesOf<Arguments>) : undefined;
}

/** The values of the keys of a section; what is absent or wrong has its default, and a finding says so. */
export function readValues<Arguments extends ArgumentTable>(
  table: Arguments,
  nodes: ReadonlyMap<string, SyntaxNode>,
  findings: Findings,
): ValuesOf<Arguments> {
  const written = Object.entries(table).flatMap(([key, argument]) => {
    const node = nodes.get(key);
    const value = node && readArgument(key, argument, node, findings);
    return value === undefined ? [] : [[key, value]];
  });
  return { ...defaultValues(table), ...Object.fromEntries(written) };
}
