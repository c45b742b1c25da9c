/**
 * The quoted texts and text blocks of a file, found without reading it as YAML: what stands in them is somebody's words, and no slip.
 *
 * A quote begins a text where a value may begin, as in YAML (`it's` has none). One that does not close in its line goes on over lines only
 * where something closes it that can end a value; else it is a slip itself. test/core/quotedText.test.ts holds this.
 */
import type { TextRange } from "../text/range";

const piece = /(?:^|\s)#.*|["'](?<=(?:^|[\s[\](){},:=-])["'])/gm;
const texts: Readonly<Record<string, RegExp>> = { '"': /"(?:[^"\\]|\\[^])*"/y, "'": /'(?:[^']|'')*'/y };
const endOfValue = /[ \t]*(?:[,\])}:#\r\n]|$)/y;
const blockHeader = /^([ ]*)(?:[^#\n]*(?:[:-][ \t]+))?[|>][-+\d]{0,2}[ \t]*(?:#.*)?\r?\n/gm;

/** With their quotes, and blocks from below their `|` on; in the order of the text, without overlaps. */
export function quotedTexts(text: string): readonly TextRange[] {
  const quoted = /["']/.test(text) ? inQuotes(text) : [];
  const blocks = /[|>][-+\d]*[ \t]*(?:#.*)?\r?\n/.test(text) ? textBlocks(text, quoted) : [];
  if (blocks.length === 0) return quoted;
  const isInBlock = ({ start }: TextRange): boolean =>
    blocks.some((block) => block.start <= start && start < block.end);
  return [...quoted.filter((one) => !isInBlock(one)), ...blocks].sort((a, b) => a.start - b.start);
}

function inQuotes(text: string): TextRange[] {
  const found: TextRange[] = [];
  piece.lastIndex = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const whole = texts[match[0]];
    if (!whole) continue;
    const start = match.index;
    whole.lastIndex = start;
    const end = whole.test(text) ? whole.lastIndex : undefined;
    if (end === undefined || (text.slice(start, end).includes("\n") && !endsValue(text, end))) continue;
    found.push({ start, end });
    piece.lastIndex = end;
  }
  return found;
}

function endsValue(text: string, at: number): boolean {
  endOfValue.lastIndex = at;
  return endOfValue.test(text);
}

/** The lines below `key: |` that stand further right than its line. */
function textBlocks(text: string, quoted: readonly TextRange[]): TextRange[] {
  const found: TextRange[] = [];
  for (const { 0: header, 1: indent = "", index } of text.matchAll(blockHeader)) {
    const start = index + header.length;
    if (start <= (found.at(-1)?.end ?? 0) || quoted.some((one) => one.start < start && start < one.end)) continue;
    const block = new RegExp(`(?:[ \\t]*\\r?\\n|[ ]{${indent.length + 1}}.*(?:\\n|$))*`, "y");
    block.lastIndex = start;
    block.test(text);
    if (block.lastIndex > start) found.push({ start, end: block.lastIndex });
  }
  return found;
}

/** The text with a sign that means nothing in place of each one in quotes or in a block; every place stays what it is. */
export function hideQuoted(text: string, quoted = quotedTexts(text)): string {
  if (quoted.length === 0) return text;
  const parts: string[] = [];
  let read = 0;
  for (const { start, end } of quoted) {
    parts.push(text.slice(read, start), text.slice(start, end).replace(/[^\r\n]/g, "_"));
    read = end;
  }
  return parts.join("") + text.slice(read);
}
