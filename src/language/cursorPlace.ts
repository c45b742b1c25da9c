/**
 * Where a cursor stands in a half-written model file: the keys and list items around it, and what may be written there.
 *
 * Read from the text alone, by indentation and brackets, because a text that is being typed is seldom valid YAML; an unclosed
 * bracket ends where a line is indented no deeper than the line that opened it. test/language/cursorPlace.test.ts holds this.
 */
import type { TextRange } from "../core/text/range";

/** One step from the top of the file: a key, or the number of a list item. */
export type Step = string | number;

export interface CursorPlace {
  readonly path: readonly Step[];
  /**
   * `key`: a key of the map at `path`. `value`: behind the colon of the last key. `item`: a list item whose dash or bracket is
   * there. `dash`: a list item that still needs its dash. `block`: the first line of a block below a key that has no value yet.
   */
  readonly expects: "key" | "value" | "item" | "dash" | "block";
  /** The word around the cursor: what a completion replaces; all that stands in quotes where it is quoted. */
  readonly word: TextRange;
  /** Where the word is quoted: what ends it. Nothing, where the quote is closed already. */
  readonly quote: { readonly sign: string; readonly isClosed: boolean } | undefined;
  /** A colon stands behind the word already. */
  readonly hasColon: boolean;
  /** Keys of the same map, in front of the cursor and behind it. */
  readonly taken: readonly string[];
  /** Inside of brackets or braces. */
  readonly inFlow: boolean;
  /** The column of the word: what a new line of a block is indented by. */
  readonly column: number;
  /** Where the outermost list item around the cursor begins, or the word. */
  readonly itemStart: number;
}

interface Frame {
  readonly is: "map" | "list";
  readonly isFlow: boolean;
  /** Of its keys or dashes; a flow collection has none. */
  readonly column: number;
  /** Keys with the places where they begin. */
  readonly keys: { readonly name: string; readonly start: number }[];
  /** The key or the item that is being written. */
  step: Step | undefined;
  stepStart: number;
  hasValue: boolean;
}

const token =
  /(?<newline>\r\n?|\n)|(?<space>[ \t]+)|(?<comment>(?<=^|\s)#[^\r\n]*)|(?<quoted>"(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\r\n]|'')*'?)|(?<colon>:(?=\s|$|[,[\]{}]))|(?<dash>-(?=\s|$))|(?<sign>[[\]{},])|(?<word>[^\s[\]{},:"'#-]+|[^\s])/gy;

/** Undefined in comments and where nothing can be written. */
export function findCursorPlace(text: string, offset: number): CursorPlace | undefined {
  const wordStart =
    offset - (/[A-Za-z_][\w./-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const wordEnd = offset + (/^[\w./-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  let scan = new Scan(text);
  let start = wordStart;
  const isBetween = scan.upTo(start);
  const quoted = scan.quotedAround(offset, wordEnd);
  if (!isBetween && !quoted) return undefined;
  if (quoted) {
    start = quoted.start;
    scan = new Scan(text);
    scan.upTo(start);
  }
  const word = quoted?.word ?? { start, end: start < offset ? wordEnd : offset };
  const end = quoted?.end ?? word.end;
  const stop = scan.stopAt(start);
  if (!stop) return undefined;
  scan.throughMap(stop.map, stop.blockParent);
  const map = stop.map ?? scan.found;
  return {
    path: stop.path,
    expects: stop.expects,
    word,
    quote: quoted?.quote,
    hasColon: /^\s*:(\s|$)/.test(text.slice(end, end + 80)),
    taken: (map?.keys ?? []).filter((key) => key.start !== start).map(({ name }) => name),
    inFlow: stop.inFlow,
    column: start - lineStartOf(text, start),
    itemStart: Math.min(stop.itemStart, start),
  };
}

const lineStartOf = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;

/** A text in quotes, from its first sign to behind its last one. */
interface Quoted extends TextRange {
  /** What stands inside. */
  readonly word: TextRange;
  readonly quote: NonNullable<CursorPlace["quote"]>;
}

interface Stop {
  readonly path: readonly Step[];
  readonly expects: CursorPlace["expects"];
  readonly inFlow: boolean;
  readonly itemStart: number;
  /** The map whose key is expected. */
  readonly map: Frame | undefined;
  /** The map below whose last key a block would begin; `top` where the file's own map is still to come. */
  readonly blockParent: Frame | "top" | undefined;
}

/** Reads tokens and keeps the open collections. */
class Scan {
  /** The block below the parent that `throughMap` waits for. */
  found: Frame | undefined;
  private readonly open: Frame[] = [];
  private readonly tokens: RegExp;
  private lineStart = 0;
  /** Nothing but dashes stands on this line of a block so far. */
  private atLineStart = true;
  private pending: { readonly start: number; readonly text: string } | undefined;
  private waitsBelow: Frame | "top" | undefined;
  /** The text in quotes that was read last. */
  private quoted: TextRange | undefined;

  constructor(private readonly text: string) {
    this.tokens = new RegExp(token);
  }

  /** False where the place lies inside a token. */
  upTo(offset: number): boolean {
    while (this.tokens.lastIndex < offset) if (!this.next()) break;
    return this.tokens.lastIndex <= offset;
  }

  /** The text in quotes that was read last, with the cursor in it; one that has no end yet ends with the word. */
  quotedAround(offset: number, wordEnd: number): Quoted | undefined {
    if (this.quoted?.end !== this.tokens.lastIndex) return undefined;
    const { start, end } = this.quoted;
    const sign = this.text[start] ?? "";
    const isClosed = end - start > 1 && this.text[end - 1] === sign;
    const inside = { start: start + 1, end: isClosed ? end - 1 : wordEnd };
    if (offset < inside.start || offset > inside.end) return undefined;
    return { start, end: isClosed ? end : wordEnd, word: inside, quote: { sign, isClosed } };
  }

  /** What may be written at this place, between two tokens. */
  stopAt(offset: number): Stop | undefined {
    if (this.pending) return undefined;
    const top = this.open.at(-1);
    if (top?.isFlow) return this.stopInFlow(top);
    if (!this.atLineStart) return this.stopBehind(top);
    return this.stopAtLineStart(offset - this.lineStart, offset);
  }

  /** Reads on until the map has ended, so that the keys behind the cursor are known too. */
  throughMap(map: Frame | undefined, blockParent: Stop["blockParent"]): void {
    this.waitsBelow = blockParent;
    const isOpen = (): boolean => {
      if (map) return this.open.includes(map);
      if (blockParent === undefined || this.found) return false;
      return blockParent === "top" || this.open.includes(blockParent);
    };
    while (isOpen() && this.next());
    const { found } = this;
    if (found) while (this.open.includes(found) && this.next());
  }

  private stopInFlow(top: Frame): Stop {
    const isKey = top.is === "map" && top.step === undefined;
    const expects = isKey ? "key" : top.is === "map" ? "value" : "item";
    return this.stop(this.open, expects, isKey ? top : undefined);
  }

  private stopBehind(top: Frame | undefined): Stop | undefined {
    if (top?.is === "list") return this.stop(this.open, "item");
    return top && !top.hasValue ? this.stop(this.open, "value") : undefined;
  }

  private stopAtLineStart(column: number, offset: number): Stop | undefined {
    const top = this.open.at(-1);
    if (top?.is === "list" && top.stepStart >= this.lineStart && offset > top.stepStart)
      return this.stop(this.open, "item");
    const open = this.open.filter((frame) => frame.column <= column);
    const inner = open.at(-1);
    const outer = open.at(-2);
    if (!inner) return { ...this.stop([], "key"), blockParent: "top" };
    if (inner.is === "map" && inner.column === column) return this.stop(open.slice(0, -1), "key", inner);
    if (inner.is === "list" && inner.column === column) {
      if (outer?.is === "map" && outer.column === column) return this.stop(open.slice(0, -2), "key", outer);
      return this.stop(open, "dash");
    }
    if (inner.is === "map" && !inner.hasValue && this.open.at(-1) === inner)
      return { ...this.stop(open, "block"), blockParent: inner };
    return undefined;
  }

  private stop(open: readonly Frame[], expects: Stop["expects"], map?: Frame): Stop {
    const frames = expects === "key" && map === open.at(-1) ? open.slice(0, -1) : open;
    const path = frames.flatMap(({ step }) => step ?? []);
    const item = frames.find(({ is }) => is === "list");
    return {
      path,
      expects,
      inFlow: this.open.at(-1)?.isFlow ?? false,
      itemStart: expects === "dash" || !item ? Number.MAX_SAFE_INTEGER : item.stepStart,
      map,
      blockParent: undefined,
    };
  }

  private next(): boolean {
    const start = this.tokens.lastIndex;
    const groups = this.tokens.exec(this.text)?.groups;
    if (!groups) return false;
    if (groups["newline"] !== undefined) this.newline();
    else if (groups["colon"] !== undefined) this.colon(start);
    else if (groups["dash"] !== undefined) this.dash(start);
    else if (groups["sign"] !== undefined) this.sign(groups["sign"], start);
    else {
      const content = groups["word"] ?? groups["quoted"];
      if (groups["quoted"] !== undefined) this.quoted = { start, end: this.tokens.lastIndex };
      if (content !== undefined) this.content(content, start);
    }
    return true;
  }

  /** An unclosed bracket ends in front of a line that is indented no deeper than the block around it. */
  private newline(): void {
    this.lineStart = this.tokens.lastIndex;
    const isFlow = this.open.at(-1)?.isFlow ?? false;
    if (this.pending && !isFlow) this.closePending();
    if (!isFlow) {
      this.atLineStart = true;
      return;
    }
    const block = this.open.findLast((frame) => !frame.isFlow)?.column ?? -1;
    const line = /[ \t]*([^\s]?)/y;
    line.lastIndex = this.lineStart;
    const [all = "", first = ""] = line.exec(this.text) ?? [];
    if (first === "" || first === "#" || first === "}" || first === "]" || all.length - 1 > block) return;
    while (this.open.at(-1)?.isFlow) this.open.pop();
    this.pending = undefined;
    this.atLineStart = true;
  }

  private content(content: string, start: number): void {
    this.pending ??= { start, text: content };
  }

  private closePending(): void {
    const top = this.open.at(-1);
    if (top) top.hasValue = true;
    this.pending = undefined;
  }

  private dash(start: number): void {
    if (this.open.at(-1)?.isFlow || !this.atLineStart || this.pending) return;
    const column = start - this.lineStart;
    while ((this.open.at(-1)?.column ?? -1) > column) this.open.pop();
    const top = this.open.at(-1);
    const list = top?.is === "list" && top.column === column ? top : this.push("list", column, start);
    list.step = typeof list.step === "number" ? list.step + 1 : 0;
    list.stepStart = start;
    list.hasValue = false;
  }

  private colon(start: number): void {
    const { pending } = this;
    this.pending = undefined;
    if (!pending) return;
    const name = this.text
      .slice(pending.start, start)
      .trim()
      .replace(/^(["'])(.*)\1$/, "$2");
    const top = this.open.at(-1);
    const map = top?.isFlow ? (top.is === "map" ? top : undefined) : this.blockMap(pending.start);
    this.atLineStart = false;
    if (!map) return;
    map.keys.push({ name, start: pending.start });
    map.step = name;
    map.stepStart = pending.start;
    map.hasValue = false;
  }

  private blockMap(start: number): Frame | undefined {
    if (!this.atLineStart) return undefined;
    const column = start - this.lineStart;
    const isBehind = (frame: Frame): boolean =>
      frame.column > column || (frame.is === "list" && frame.column === column);
    while (this.open.length > 0 && isBehind(this.open.at(-1) as Frame)) this.open.pop();
    const top = this.open.at(-1);
    return top?.is === "map" && top.column === column ? top : this.push("map", column, start);
  }

  private sign(sign: string, start: number): void {
    const top = this.open.at(-1);
    if (sign === "{" || sign === "[") {
      if (this.pending) return;
      this.pushFlow(sign === "{" ? "map" : "list", start);
    } else if (!top?.isFlow) this.pending ??= { start, text: sign };
    else {
      this.pending = undefined;
      if (sign === ",") {
        if (top.is === "list") top.step = Number(top.step) + 1;
        else top.step = undefined;
        top.stepStart = start + 1;
        top.hasValue = false;
      } else {
        this.open.pop();
        const around = this.open.at(-1);
        if (around) around.hasValue = true;
      }
    }
  }

  private pushFlow(is: Frame["is"], start: number): void {
    const frame = this.push(is, Number.MAX_SAFE_INTEGER, start, true);
    if (is === "list") frame.step = 0;
    this.atLineStart = false;
  }

  private push(is: Frame["is"], column: number, start: number, isFlow = false): Frame {
    const parent = this.open.at(-1);
    const frame: Frame = { is, isFlow, column, keys: [], step: undefined, stepStart: start, hasValue: false };
    if (this.waitsBelow === (parent ?? "top")) this.found = frame;
    if (parent) parent.hasValue = true;
    this.open.push(frame);
    return frame;
  }
}
