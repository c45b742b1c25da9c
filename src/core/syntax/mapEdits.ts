/**
 * Edits of a written map that leave everything else as it stands: comments, order, brackets or indentation.
 *
 * test/core/mapEdits.test.ts holds this.
 */
import type { TextEdit } from "../text/range";
import { entryOf, type SyntaxEntry, type SyntaxMap } from "./syntaxTree";

/** Whether the map stands in braces. */
export const isFlow = (text: string, { range }: Pick<SyntaxMap, "range">): boolean => text[range.start] === "{";

/** Gives a key this value: replaced where the key stands, added at the end otherwise. Undefined where that cannot be done. */
export function setEntry(text: string, map: SyntaxMap, key: string, value: string): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  if (entry?.value) return [{ range: entry.value.range, text: value }];
  if (entry) return [insertion(behindColon(text, entry), ` ${value}`)];
  const last = map.entries.at(-1);
  if (isFlow(text, map)) {
    if (last && !last.value) return undefined;
    const at = last?.value?.range.end ?? map.range.start + 1;
    return [insertion(at, `${last ? ", " : ""}${key}: ${value}`)];
  }
  if (!last) return undefined;
  const indent = " ".repeat(columnOf(text, last.key.range.start));
  return [insertion(lineEnd(text, endOf(last)), `\n${indent}${key}: ${value}`)];
}

/** Takes a key and its value out, with its comma or its line; the only key of a map in braces leaves `{}`. */
export function removeEntry(text: string, map: SyntaxMap, entry: SyntaxEntry): readonly TextEdit[] {
  const at = map.entries.indexOf(entry);
  const { start } = entry.key.range;
  const end = endOf(entry);
  if (isFlow(text, map)) {
    const before = map.entries[at - 1];
    const behind = map.entries[at + 1];
    if (before) return [{ range: { start: endOf(before), end }, text: "" }];
    return [{ range: { start, end: behind ? behind.key.range.start : end }, text: "" }];
  }
  const behind = map.entries[at + 1];
  const lineStart = start - columnOf(text, start);
  // The first key may stand behind a dash: then the next one moves up to it.
  if (text.slice(lineStart, start).trim() !== "") {
    return [{ range: { start, end: behind ? behind.key.range.start : end }, text: "" }];
  }
  return [{ range: { start: lineStart, end: nextLine(text, end) }, text: "" }];
}

const insertion = (at: number, text: string): TextEdit => ({ range: { start: at, end: at }, text });

const behindColon = (text: string, { key }: SyntaxEntry): number => text.indexOf(":", key.range.end) + 1;

const endOf = ({ key, value }: SyntaxEntry): number => value?.range.end ?? key.range.end;

export const columnOf = (text: string, offset: number): number =>
  offset - Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) - 1;

/** The end of the line, in front of its line break. */
export function lineEnd(text: string, offset: number): number {
  const match = /[\r\n]/.exec(text.slice(offset));
  return match ? offset + match.index : text.length;
}

export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
}
