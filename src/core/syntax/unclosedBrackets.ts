/**
 * Brackets and braces that a line opens and does not close, where the line below begins a new key or item: then it is certain
 * that what is missing belongs to the end of that line.
 */
import { hideQuoted } from "./quotedText";

export interface Unclosed {
  /** The outermost bracket that stays open. */
  readonly at: number;
  /** Where the missing signs belong: behind the last character of the line that is no comment. */
  readonly end: number;
  /** `]}` */
  readonly signs: string;
}

/** In a line whose quoted texts are hidden. */
const piece = /(?:^|\s)#.*|[[\]{}]/g;

export function findUnclosedBrackets(text: string): Unclosed[] {
  const found: Unclosed[] = [];
  const lines = text.split("\n");
  const below = linesBelow(lines);
  const signs = hideQuoted(text);
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const open: { sign: string; at: number }[] = [];
    let isBalanced = true;
    let comment = line.length;
    for (const { 0: sign, index: at } of signs.slice(start, start + line.length).matchAll(piece)) {
      if (sign === "[" || sign === "{") open.push({ sign: sign === "[" ? "]" : "}", at });
      else if (sign === "]" || sign === "}") isBalanced &&= open.pop()?.sign === sign;
      else if (sign.trimStart().startsWith("#")) comment = at;
    }
    const [first] = open;
    const next = below[index];
    if (first && isBalanced && (next === undefined || /^\s*(- |-$|[\w"']+:(\s|$))/.test(next))) {
      const signs = open
        .map(({ sign }) => sign)
        .reverse()
        .join("");
      found.push({ at: start + first.at, end: start + line.slice(0, comment).trimEnd().length, signs });
    }
    start += line.length + 1;
  }
  return found;
}

/** For each line the next one that is more than a comment. */
function linesBelow(lines: readonly string[]): (string | undefined)[] {
  const below: (string | undefined)[] = [];
  let next: string | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    below[index] = next;
    const line = lines[index] as string;
    if (!/^\s*(#.*)?$/.test(line)) next = line;
  }
  return below;
}
