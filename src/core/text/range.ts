/**
 * Places in a text, as UTF-16 offsets.
 *
 * Everything in the core speaks of places as offsets; lines and columns appear only at the edges (lineIndex.ts).
 */

/** A half-open stretch of text: `start` is in it, `end` is the first offset behind it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` by `text`; an insertion has an empty range. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}
