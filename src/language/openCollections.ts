/**
 * The maps and lists that are open at a place of a half-written model file: their keys, and what is being written in each.
 *
 * Tokens are read one after the other, from the text alone: its lines' columns and its brackets say what a key or a dash belongs to.
 * cursorPlace.ts asks it; test/language/cursorPlace.test.ts holds both.
 */
import type { TextRange } from "../core/text/range";

/** One step from the top of the file: a key, or the number of a list item. */
export type Step = string | number;

export interface Frame {
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

export class OpenCollections {
  readonly open: Frame[] = [];
  lineStart = 0;
  /** Nothing but dashes stands on this line of a block so far. */
  atLineStart = true;
  /** The text in quotes that was read last. */
  quoted: TextRange | undefined;
  /** The first collection that began in the map that `waitFor` named. */
  found: Frame | undefined;
  private readonly tokens: RegExp;
  private pending: { readonly start: number; readonly text: string } | undefined;
  private waitsBelow: Frame | "top" | undefined;

  constructor(private readonly text: string) {
    this.tokens = new RegExp(token);
  }

  /** Up to where tokens are read. */
  get position(): number {
    return this.tokens.lastIndex;
  }

  /** A value or the name of a key stands in front. */
  get isBehindWord(): boolean {
    return this.pending !== undefined;
  }

  /** False where the place lies inside a token. */
  upTo(offset: number): boolean {
    while (this.position < offset) if (!this.next()) break;
    return this.position <= offset;
  }

  /** `found` will be what begins in this collection, or at the top of the file. */
  waitFor(parent: Frame | "top" | undefined): void {
    this.waitsBelow = parent;
  }

  /** Reads one token; false at the end of the file. */
  next(): boolean {
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
