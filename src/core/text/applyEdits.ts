/** Puts edits into a text. */
import type { TextEdit } from "./range";

/** Edits may not overlap; insertions at one place stand in the order of the list. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, at) => ({ edit, at }));
  sorted.sort((a, b) => b.edit.range.start - a.edit.range.start || b.at - a.at);
  return sorted.reduce(
    (all, { edit: { range, text: put } }) => all.slice(0, range.start) + put + all.slice(range.end),
    text,
  );
}
