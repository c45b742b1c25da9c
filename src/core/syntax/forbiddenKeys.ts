/**
 * Keys that a model file may not have: those that could reach a JavaScript prototype, and the one by which YAML merges maps. What that one
 * brings is read as if it were written out.
 *
 * test/core/syntax.test.ts and test/core/cureRows/yaml.ts hold this.
 */
import type { Fix } from "../diagnostics/diagnostic";
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { columnOf, isFlow, removeEntry, entrySource } from "./mapEdits";
import type { SyntaxEntry, SyntaxMap } from "./syntaxTree";

const MERGE_KEY = "<<";
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype", MERGE_KEY]);

export const isForbiddenKey = (word: string): boolean => forbiddenKeys.has(word);

/** The entries that are left, with those that a merge brings; the others are reported. `text`: in which the places of `map` are. */
export function withoutForbiddenKeys(text: string, map: SyntaxMap, findings: Findings): readonly SyntaxEntry[] {
  return map.entries.flatMap((entry) => {
    const { key, value } = entry;
    const name = String(key.value);
    if (!isForbiddenKey(name)) return [entry];
    const merged = name === MERGE_KEY && value?.is === "map" ? merging(map, value.entries) : undefined;
    const said = merged ? message("forbidden-key.merge", { key: name }) : message("forbidden-key", { key: name });
    findings.report(key.range, said, {
      fixes: merged ? writtenOut(text, map, entry, merged) : removal(text, map, entry),
    });
    return merged ?? [];
  });
}

function removal(text: string, map: SyntaxMap, entry: SyntaxEntry): readonly Fix[] {
  const edits = removeEntry(text, map, entry);
  return [{ title: message("fix-remove", { what: String(entry.key.value) }), edits, isChoice: true }];
}

/** What a merge key brings: the keys that the map does not have itself. */
function merging(map: SyntaxMap, entries: readonly SyntaxEntry[]): readonly SyntaxEntry[] {
  const own = new Set(map.entries.map(({ key }) => key.value));
  return entries.filter(({ key }) => !own.has(key.value));
}

/** `<<: *common` → the keys that it brings; nothing where one of them goes over several lines. */
function writtenOut(text: string, map: SyntaxMap, entry: SyntaxEntry, merged: readonly SyntaxEntry[]): readonly Fix[] {
  const parts = merged.map((entry) => entrySource(text, entry));
  const end = entry.value?.range.end;
  if (parts.length === 0 || parts.some((part) => part.includes("\n")) || end === undefined) return [];
  const between = isFlow(text, map) ? ", " : `\n${" ".repeat(columnOf(text, entry.key.range.start))}`;
  const put = parts.join(between);
  return [
    {
      title: message("fix-replace", { text: parts.join(", ") }),
      edits: [{ range: { ...entry.key.range, end }, text: put }],
    },
  ];
}
