/**
 * The lines of a file by their columns alone, for texts that do not read as YAML: dashes, the key, and whether a line opens a block.
 *
 * Blank lines, comments and what stands inside of brackets, quotes or a text block over several lines are left out.
 */
import { hideQuoted, quotedTexts } from "../syntax/quotedText";
import { findUnclosedBrackets } from "../syntax/unclosedBrackets";
import type { TextRange } from "../text/range";

export interface WrittenLine {
  /** Offset of the line, and of its end in front of the line break. */
  readonly start: number;
  readonly end: number;
  /** What stands in front of the first sign that is not blank. */
  readonly indent: string;
  /** The columns of its dashes. */
  readonly dashes: readonly number[];
  /** The column behind dashes and blanks. */
  readonly column: number;
  /** The word in front of the colon. */
  readonly key: string | undefined;
  /** What stands behind the dashes, or behind the colon; without its comment. */
  readonly rest: string;
  /** Offset of the rest. */
  readonly restAt: number;
}

/** In a line whose quoted texts are hidden. */
const piece = /(?:^|\s)#.*|[[\]{}]/g;

export function writtenLines(text: string): readonly WrittenLine[] {
  const lines: WrittenLine[] = [];
  const unclosed = new Set(findUnclosedBrackets(text).map(({ at }) => at));
  const quoted = quotedTexts(text);
  const signs = hideQuoted(text, quoted);
  let start = 0;
  let depth = 0;
  let next = 0;
  for (const whole of text.split("\n")) {
    const line = whole.replace(/\r$/, "");
    while ((quoted[next]?.end ?? Infinity) <= start) next += 1;
    const isQuoted = (quoted[next]?.start ?? Infinity) < start || isBlockAt(text, start, quoted[next]);
    const wasInside = depth > 0 || isQuoted;
    let comment = line.length;
    for (const { 0: sign, index } of signs.slice(start, start + line.length).matchAll(piece)) {
      if (sign === "[" || sign === "{") depth += 1;
      else if (sign === "]" || sign === "}") depth = Math.max(0, depth - 1);
      else if (sign.trimStart().startsWith("#")) comment = Math.min(comment, index);
      // What a line opens and never closes does not make the lines below part of it.
      if (unclosed.has(start + index)) {
        depth = 0;
        break;
      }
    }
    const written = line.slice(0, comment).trimEnd();
    if (!wasInside && written !== "") lines.push(lineOf(written, start, start + line.length));
    start += whole.length + 1;
  }
  return lines;
}

/** A text block begins with its line, a quoted text with its quote. */
const isBlockAt = (text: string, start: number, quoted: TextRange | undefined): boolean =>
  quoted?.start === start && !/["']/.test(text[start] ?? "");

function lineOf(written: string, start: number, end: number): WrittenLine {
  const [, indent = "", dashed = ""] = /^([ \t]*)((?:-(?:[ \t]+|$))*)/.exec(written) ?? [];
  const dashes: number[] = [];
  for (let at = 0; at < dashed.length; at++) if (dashed[at] === "-") dashes.push(indent.length + at);
  const column = indent.length + dashed.length;
  const behind = written.slice(column);
  const [head, key] = /^["']?([\w.-]+)["']?[ ]*:(?=\s|$)/.exec(behind) ?? [];
  const rest = head ? behind.slice(head.length).trim() : behind;
  return { start, end, indent, dashes, column, key, rest, restAt: start + written.length - rest.length };
}

/** The line opens a block: its value stands below it. */
export const isOpen = ({ key, rest, dashes }: WrittenLine): boolean =>
  key === undefined ? rest === "" && dashes.length > 0 : /^(&\S+)?$/.test(rest);

/** The index behind the lines that stand further right than the one at `at`. */
export function endOfBlock(lines: readonly WrittenLine[], at: number): number {
  const column = lines[at]?.indent.length ?? 0;
  let end = at + 1;
  while ((lines[end]?.indent.length ?? -1) > column) end += 1;
  return end;
}
