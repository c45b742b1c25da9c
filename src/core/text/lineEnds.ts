/** Edits are written with \n; a text whose lines end with \r\n gets those. test/core/text.test.ts holds this. */
import type { TextEdit } from "./range";

/** Edits with the line ends of the text that they go into. */
export function inLineEndsOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (!/^[^\n]*\r\n/.test(text)) return edits;
  return edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, "\r\n") }));
}
