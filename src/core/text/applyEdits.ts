/** Puts edits into a text. */
import type { TextEdit } from "./range";

/** Edits may not overlap; insertions at one place stand in the order of the list. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start);
  const parts: string[] = [];
  let read = 0;
  for (const { range, text: put } of sorted) {
    parts.push(text.slice(read, range.start), put);
    read = range.end;
  }
  return parts.join("") + text.slice(read);
}
