/**
 * The arguments of a part of the file that is a map with a table of its own: a schedule, early stopping.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { Argument, ValuesOf } from "./argumentTypes";
import { readArgument } from "./readArgument";
import { asMap } from "./readKeys";
import { reportUnknownKey } from "./unknownKey";

type Table = Readonly<Record<string, Argument<unknown>>>;

/** The values with defaults filled in; undefined after a finding. `example` shows how the part is written. */
export function readSettings<Arguments extends Table>(
  name: string,
  table: Arguments,
  node: SyntaxNode,
  example: string,
  findings: Findings,
): ValuesOf<Arguments> | undefined {
  const map = asMap(name, node, example, findings);
  if (!map) return undefined;
  const before = findings.list.length;
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(table).map(([key, argument]) => [key, argument.default]),
  );
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
