/**
 * Texts with marks, so that tests never count positions: `‹|…|›` around a place, `‹|›` at a point.
 */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the marks out and says where they stood, in the order of their starts. Marks may not nest. */
export function readMarks(marked: string): MarkedText {
  const ranges: { start: number; end: number }[] = [];
  let text = "";
  for (const piece of marked.split(/(‹\||\|›)/)) {
    if (piece === "‹|") ranges.push({ start: text.length, end: text.length });
    else if (piece === "|›") ranges[ranges.length - 1] = { start: ranges.at(-1)?.start ?? 0, end: text.length };
    else text += piece;
  }
  return { text, ranges };
}

/** `‹|›` alone is a point: both marks fall together. */
export function readPoint(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf("‹|›");
  if (offset < 0) throw new Error("the text has no ‹|›");
  return { text: marked.replace("‹|›", ""), offset };
}
