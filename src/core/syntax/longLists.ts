/**
 * Long lists of numbers and words, read without an object for each number.
 *
 * A file with data written into it is little else than such lists. They are cut out of the text before the YAML library sees it, and a
 * word stands in their place; parseSyntax.ts puts them back where it meets the word, and reads the whole text anew where it does not
 * (a list inside a quoted text is none). Only what YAML would read as plain numbers and words in well-formed brackets is cut, so that the tree
 * is the same, and so are the findings where the YAML is sound. test/core/longLists.test.ts compares the two.
 */
import type { TextRange } from "../text/range";
import type { NumberGrid, SyntaxList, SyntaxNode } from "./syntaxTree";

/** UTF-16 units from which on a list is cut out. */
export const LONG_LIST = 1000;
/** Levels of such a list; data has three, samples, steps and features. */
const LARGEST_DEPTH = 8;
const WORD = "list";
/** YAML 1.2's core schema, without the hexadecimal and octal forms. */
const numberPattern = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** What is text without quotes if it is no number; a few words that are text too are left to YAML. */
const wordPattern = /^(?!0[xo]|(?:null|true|false)$)[\p{L}\d_][\p{L}\d_.-]*$/iu;

interface Cut {
  readonly list: SyntaxList;
  /** Where the word stands in the short text. */
  readonly start: number;
  readonly end: number;
}

/** The text without its long lists. */
export class ShortText {
  readonly text: string;
  private readonly cuts: readonly Cut[];
  private readonly byStart: ReadonlyMap<number, Cut>;
  private readonly met = new Set<Cut>();
  private isDoubtful = false;

  constructor(
    readonly full: string,
    shortest = LONG_LIST,
  ) {
    const parts: string[] = [];
    const cuts: Cut[] = [];
    let [read, length] = [0, 0];
    for (const list of findLongLists(full, shortest)) {
      const before = full.slice(read, list.range.start);
      const start = length + before.length;
      cuts.push({ list, start, end: start + WORD.length });
      parts.push(before, WORD);
      length = start + WORD.length;
      read = list.range.end;
    }
    this.text = cuts.length > 0 ? parts.join("") + full.slice(read) : full;
    this.cuts = cuts;
    this.byStart = new Map(cuts.map((cut) => [cut.start, cut]));
  }

  /** A place of the short text in the full one. */
  placeOf({ start, end }: TextRange): TextRange {
    return this.cuts.length > 0 ? { start: this.offsetOf(start), end: this.offsetOf(end) } : { start, end };
  }

  /** The list that a scalar of the short text stands for. */
  listAt({ start, end }: TextRange): SyntaxList | undefined {
    const cut = this.byStart.get(start);
    if (cut?.end !== end) return undefined;
    this.met.add(cut);
    return cut.list;
  }

  /** A list that is a key or has a tag is YAML's to judge. */
  doubt(): void {
    this.isDoubtful = this.cuts.length > 0;
  }

  /** Every list was asked for: none was taken from the middle of something else. */
  get isWhole(): boolean {
    return this.met.size === this.cuts.length && !this.isDoubtful;
  }

  private offsetOf(offset: number): number {
    let [low, high] = [0, this.cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cuts[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const before = this.cuts[low - 1];
    return before ? before.list.range.end + Math.max(0, offset - before.end) : offset;
  }
}

/** The longest lists of at least `shortest` units, in order; each text is looked at at most once a level of nesting. */
function findLongLists(text: string, shortest: number): SyntaxList[] {
  const lists: SyntaxList[] = [];
  if (text.length < shortest) return lists;
  for (let at = text.indexOf("["); at >= 0; at = text.indexOf("[", at)) {
    const list = beginsValue(text, at) ? readLongList(text, at) : undefined;
    if (list && list.range.end - at >= shortest && endsValue(text, list.range.end)) lists.push(list);
    at = list ? list.range.end : at + 1;
  }
  return lists;
}

/** Behind `key:`, a dash, a comma, another bracket, or at the beginning of a line. */
function beginsValue(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === " ") before -= 1;
  const sign = text[before];
  if (sign === undefined || sign === "\n" || sign === "[" || sign === "{" || sign === ",") return true;
  return before < at - 1 && (sign === ":" || sign === "-");
}

/** Before a comma, a closing bracket, a comment or the end of the line. */
function endsValue(text: string, end: number): boolean {
  let behind = end;
  while (text[behind] === " ") behind += 1;
  const sign = text[behind];
  return sign === undefined || ",]}\r\n".includes(sign) || (sign === "#" && behind > end);
}

/** The list that begins at `start`, or undefined where it is anything else than numbers and words in brackets. */
function readLongList(text: string, start: number): SyntaxList | undefined {
  let indent: number | undefined;
  const grid = new GridReader();
  let lineStart: number | undefined;
  let wantsItem = true;
  for (let at = start; at < text.length;) {
    const sign = text[at] as string;
    if (sign === " " || sign === "\r" || sign === "\n") {
      if (sign === "\n") lineStart = at + 1;
      at += 1;
      continue;
    }
    // What stands further left belongs to the block around the list, and is YAML's to judge.
    if (lineStart !== undefined && at - lineStart <= (indent ??= indentOf(text, start))) return undefined;
    lineStart = undefined;
    if (sign === "#" && /\s/.test(text[at - 1] ?? "")) {
      const end = text.indexOf("\n", at);
      if (end < 0) return undefined;
      at = end;
    } else if (sign === ",") {
      if (wantsItem) return undefined;
      wantsItem = true;
      at += 1;
    } else if (sign === "]") {
      if (!grid.close()) return undefined;
      wantsItem = false;
      at += 1;
      if (grid.depth === 0) return listOf(text, { start, end: at }, grid.result());
    } else {
      if (!wantsItem) return undefined;
      const end = sign === "[" ? at + 1 : endOfWord(text, at);
      if (!(sign === "[" ? grid.open() : grid.add(text.slice(at, end)))) return undefined;
      wantsItem = sign === "[";
      at = end;
    }
  }
  return undefined;
}

/** Columns of spaces and dashes before the first word of the line. */
function indentOf(text: string, at: number): number {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  let column = 0;
  while (text[lineStart + column] === " " || text[lineStart + column] === "-") column += 1;
  return column;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !" ,[]\r\n".includes(text[at] as string)) at += 1;
  return at;
}

/** Counts how long the lists of each level are. A list with a word is no grid. */
class GridReader {
  depth = 0;
  private readonly values: number[] = [];
  /** Items of the open lists, by level, and the length of those that were closed. */
  private readonly counts: number[] = [];
  private readonly sizes: number[] = [];
  private leaf = 0;
  private isRegular = true;

  open(): boolean {
    if (this.depth > 0) this.counts[this.depth] = (this.counts[this.depth] ?? 0) + 1;
    if (this.depth === this.leaf && this.leaf > 0) this.isRegular = false;
    this.counts[++this.depth] = 0;
    return this.depth <= LARGEST_DEPTH;
  }

  add(word: string): boolean {
    this.counts[this.depth] = (this.counts[this.depth] ?? 0) + 1;
    if (this.leaf === 0) this.leaf = this.depth;
    if (this.leaf !== this.depth) this.isRegular = false;
    const isNumber = numberPattern.test(word);
    if (isNumber) this.values.push(Number(word));
    else this.isRegular = false;
    return isNumber || wordPattern.test(word);
  }

  /** False for a list without items. */
  close(): boolean {
    const count = this.counts[this.depth] ?? 0;
    const size = (this.sizes[this.depth] ??= count);
    if (size !== count) this.isRegular = false;
    this.depth -= 1;
    return count > 0;
  }

  result(): NumberGrid | undefined {
    return this.isRegular ? { shape: this.sizes.slice(1), values: this.values } : undefined;
  }
}

/** A list whose items are made when somebody wants them. */
function listOf(text: string, range: TextRange, grid?: NumberGrid): SyntaxList {
  let items: readonly SyntaxNode[] | undefined;
  return {
    is: "list",
    range,
    ...(grid && { grid }),
    get items() {
      return (items ??= itemsOf(text, range));
    },
  };
}

function itemsOf(text: string, range: TextRange): SyntaxNode[] {
  const items: SyntaxNode[] = [];
  const signs = /#[^\n]*|[[\]]|[^\s,[\]#]+/g;
  signs.lastIndex = range.start + 1;
  let [depth, start] = [1, 0];
  for (let match = signs.exec(text); match && match.index < range.end - 1; match = signs.exec(text)) {
    const [source] = match;
    const at = match.index;
    if (source === "[" && ++depth === 2) start = at;
    else if (source === "]" && --depth === 1) items.push(listOf(text, { start, end: at + 1 }));
    else if (depth === 1 && !source.startsWith("#")) {
      const value = numberPattern.test(source) ? Number(source) : source;
      items.push({ is: "scalar", range: { start: at, end: at + source.length }, value, source });
    }
  }
  return items;
}
