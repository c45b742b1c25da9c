/**
 * Where a cursor stands in a half-written model file: the keys and list items around it, and what may be written there.
 *
 * Read from the text alone, by indentation and brackets, because a text that is being typed is seldom valid YAML; an unclosed
 * bracket ends where a line is indented no deeper than the line that opened it. test/language/cursorPlace.test.ts holds this.
 */
import type { TextRange } from "../core/text/range";
import { type Frame, OpenCollections, type Step } from "./openCollections";

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

/** Undefined in comments and where nothing can be written. */
export function findCursorPlace(text: string, offset: number): CursorPlace | undefined {
  const wordStart =
    offset - (/[A-Za-z_][\w./-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const wordEnd = offset + (/^[\w./-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  if (/^[ \t]*#/.test(text.slice(lineStartOf(text, offset), offset))) return undefined;
  let scan = new OpenCollections(text);
  let start = wordStart;
  const isBetween = scan.upTo(start);
  const quoted = quotedAround(scan, text, offset, wordEnd);
  if (!isBetween && !quoted) return undefined;
  if (quoted) {
    start = quoted.start;
    scan = new OpenCollections(text);
    scan.upTo(start);
  }
  const word = quoted?.word ?? { start, end: start < offset ? wordEnd : offset };
  const end = quoted?.end ?? word.end;
  const stop = stopAt(scan, start);
  if (!stop) return undefined;
  const map = wholeMap(scan, stop);
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

/** The text in quotes that was read last, with the cursor in it; one that has no end yet ends with the word. */
function quotedAround(scan: OpenCollections, text: string, offset: number, wordEnd: number): Quoted | undefined {
  if (scan.quoted?.end !== scan.position) return undefined;
  const { start, end } = scan.quoted;
  const sign = text[start] ?? "";
  const isClosed = end - start > 1 && text[end - 1] === sign;
  const inside = { start: start + 1, end: isClosed ? end - 1 : wordEnd };
  if (offset < inside.start || offset > inside.end) return undefined;
  return { start, end: isClosed ? end : wordEnd, word: inside, quote: { sign, isClosed } };
}

/** What may be written at this place, between two tokens. */
function stopAt(scan: OpenCollections, offset: number): Stop | undefined {
  if (scan.isBehindWord) return undefined;
  const top = scan.open.at(-1);
  if (top?.isFlow) return stopInFlow(scan, top);
  if (!scan.atLineStart) return stopBehind(scan, top);
  return stopAtLineStart(scan, offset);
}

function stopInFlow(scan: OpenCollections, top: Frame): Stop {
  const isKey = top.is === "map" && top.step === undefined;
  const expects = isKey ? "key" : top.is === "map" ? "value" : "item";
  return stopIn(scan, scan.open, expects, isKey ? top : undefined);
}

function stopBehind(scan: OpenCollections, top: Frame | undefined): Stop | undefined {
  if (top?.is === "list") return stopIn(scan, scan.open, "item");
  return top && !top.hasValue ? stopIn(scan, scan.open, "value") : undefined;
}

function stopAtLineStart(scan: OpenCollections, offset: number): Stop | undefined {
  const column = offset - scan.lineStart;
  const top = scan.open.at(-1);
  if (top?.is === "list" && top.stepStart >= scan.lineStart && offset > top.stepStart)
    return stopIn(scan, scan.open, "item");
  const open = scan.open.filter((frame) => frame.column <= column);
  const inner = open.at(-1);
  const outer = open.at(-2);
  if (!inner) return { ...stopIn(scan, [], "key"), blockParent: "top" };
  if (inner.is === "map" && inner.column === column) return stopIn(scan, open.slice(0, -1), "key", inner);
  if (inner.is === "list" && inner.column === column) {
    if (outer?.is === "map" && outer.column === column) return stopIn(scan, open.slice(0, -2), "key", outer);
    return stopIn(scan, open, "dash");
  }
  if (inner.is === "map" && !inner.hasValue && scan.open.at(-1) === inner)
    return { ...stopIn(scan, open, "block"), blockParent: inner };
  return undefined;
}

function stopIn(scan: OpenCollections, open: readonly Frame[], expects: Stop["expects"], map?: Frame): Stop {
  const frames = expects === "key" && map === open.at(-1) ? open.slice(0, -1) : open;
  const item = frames.find(({ is }) => is === "list");
  return {
    path: frames.flatMap(({ step }) => step ?? []),
    expects,
    inFlow: scan.open.at(-1)?.isFlow ?? false,
    itemStart: expects === "dash" || !item ? Number.MAX_SAFE_INTEGER : item.stepStart,
    map,
    blockParent: undefined,
  };
}

/** The map with the keys behind the cursor too: reads on until it has ended. */
function wholeMap(scan: OpenCollections, { map, blockParent }: Stop): Frame | undefined {
  scan.waitFor(blockParent);
  const isOpen = (): boolean => {
    if (map) return scan.open.includes(map);
    if (blockParent === undefined || scan.found) return false;
    return blockParent === "top" || scan.open.includes(blockParent);
  };
  while (isOpen() && scan.next());
  const { found } = scan;
  if (found) while (scan.open.includes(found) && scan.next());
  return map ?? found;
}
