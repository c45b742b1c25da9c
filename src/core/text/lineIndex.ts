/**
 * Offsets to lines and columns, for the edges that need them (editor, command line).
 *
 * A line ends at \n, \r\n or a lone \r, as in VS Code. Columns count UTF-16 units. test/core/text.test.ts holds it.
 */

/** 0-based. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position;
  /** Places behind the end of a line are moved to it. */
  offsetAt(position: Position): number;
}

/** Finds the starts of all lines once; each look-up is then a binary search. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: at - startOf(low) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      const next = startOf(line + 1);
      const lineEnd = line + 1 < starts.length ? next - (text.startsWith("\r\n", next - 2) ? 2 : 1) : next;
      return Math.min(startOf(line) + Math.max(0, character), lineEnd);
    },
  };
}
