/** An inlay hint, and where it stands. test/language/hints.test.ts holds the places. */
import type { Message } from "../core/messages/message";
import type { TextRange } from "../core/text/range";

export interface Hint {
  /** Behind the last character of the first line that is written in one piece. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: readonly Message[];
}

/**
 * The end of what is written, without the spaces and line breaks behind it: of its first line where it goes over several, of its
 * key where it begins on the line below; behind the colon of a key that has no value yet.
 */
export function hintOffset(text: string, { start, end }: TextRange): number {
  const between = /:\s*[\r\n]\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
  if (between !== undefined) return start - between.length + 1;
  const firstLine = text.slice(start, end).split(/\r?\n/, 1)[0] ?? "";
  return behindColon(text, start + firstLine.trimEnd().length);
}

/** `Dropout: ` is a layer whose rate is still to come. */
export function behindColon(text: string, offset: number): number {
  const colon = /^[ \t]*:(?=\s|$)/.exec(text.slice(offset, offset + 80))?.[0] ?? "";
  return offset + colon.length;
}
