/**
 * Edits of a written map that leave everything else as it stands: comments, order, brackets or indentation.
 *
 * test/core/mapEdits.test.ts holds this.
 */
import type { TextEdit, TextRange } from "../text/range";
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
export const removeEntry = (text: string, map: SyntaxMap, entry: SyntaxEntry): readonly TextEdit[] =>
  removeEntries(text, map, [entry]);

/** The same for several keys: neighbours go in one piece. */
export function removeEntries(text: string, map: SyntaxMap, gone: readonly SyntaxEntry[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < map.entries.length; at++) {
    const first = map.entries[at];
    if (!first || !gone.includes(first)) continue;
    const before = map.entries[at - 1];
    let last = first;
    for (let next = map.entries[at + 1]; next && gone.includes(next); next = map.entries[at + 1])
      [last, at] = [next, at + 1];
    edits.push({ range: placeOf(text, map, { before, first, last, behind: map.entries[at + 1] }), text: "" });
  }
  return edits;
}

interface Run {
  readonly before: SyntaxEntry | undefined;
  readonly first: SyntaxEntry;
  readonly last: SyntaxEntry;
  readonly behind: SyntaxEntry | undefined;
}

function placeOf(text: string, map: SyntaxMap, { before, first, last, behind }: Run): TextRange {
  const { start } = first.key.range;
  const end = endOf(last);
  if (isFlow(text, map) && before) return { start: endOf(before), end };
  const lineStart = start - columnOf(text, start);
  // The first key may stand behind a dash: then the next one moves up to it.
  if (isFlow(text, map) || text.slice(lineStart, start).trim() !== "") {
    return { start, end: behind ? behind.key.range.start : end };
  }
  return { start: lineStart, end: nextLine(text, end) };
}

/** The lines of each key of a map without braces, comments below it included; undefined where a key shares its line. */
export function entryLines(text: string, map: SyntaxMap): ReadonlyMap<SyntaxEntry, TextRange> | undefined {
  const starts = map.entries.map(({ key: { range } }) => range.start - columnOf(text, range.start));
  const isAlone = (at: number): boolean => text.slice(starts[at], map.entries[at]?.key.range.start).trim() === "";
  const last = map.entries.at(-1);
  if (isFlow(text, map) || !last || !starts.every((_, at) => isAlone(at))) return undefined;
  const written = text.slice(0, endOf(last)).trimEnd().length;
  return new Map(
    map.entries.map((entry, at) => [entry, { start: starts[at] ?? 0, end: starts[at + 1] ?? nextLine(text, written) }]),
  );
}

/** `key: value` as it is written. */
export const entrySource = (text: string, entry: SyntaxEntry): string =>
  text.slice(entry.key.range.start, endOf(entry));

/** Where the dash of a list item stands; undefined for an item in brackets. */
export const dashOf = (text: string, item: TextRange): number | undefined =>
  /-[ \t]*$/.exec(text.slice(0, item.start))?.index;

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
