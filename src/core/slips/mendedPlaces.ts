/**
 * A tree that was read from a mended text, with its places in the text as it is written.
 *
 * test/core/slips.test.ts holds this.
 */
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { TextEdit, TextRange } from "../text/range";

export type PlaceMap = (range: TextRange) => TextRange;

/** From places in the text behind the edits to places in the one before. What an edit has put there lies where the edit does. */
export function placesBefore(edits: readonly TextEdit[]): PlaceMap {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start);
  let shift = 0;
  const steps = sorted.map(({ range, text }) => {
    const start = range.start + shift;
    shift += text.length - (range.end - range.start);
    return { start, end: start + text.length, before: range };
  });
  const offset = (at: number): number => {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const step = steps[low - 1];
    if (!step) return at;
    return at < step.end
      ? Math.min(step.before.start + at - step.start, step.before.end)
      : step.before.end + at - step.end;
  };
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}

/** Items are mapped when somebody wants them: data has many. */
export function inPlace(node: SyntaxNode, place: PlaceMap): SyntaxNode {
  const range = place(node.range);
  if (node.is === "scalar") return { ...node, range };
  if (node.is === "map") {
    const entries = node.entries.map(({ key, value }) => ({
      key: { ...key, range: place(key.range) },
      value: value && inPlace(value, place),
    }));
    return { is: "map", range, entries };
  }
  let items: readonly SyntaxNode[] | undefined;
  return {
    is: "list",
    range,
    ...(node.grid && { grid: node.grid }),
    get items() {
      return (items ??= node.items.map((item) => inPlace(item, place)));
    },
  };
}
