/**
 * UTF-8 with separators to lines of cells (RFC 4180), a piece after the other: quoted cells may hold the separator, line ends and doubled quotes.
 *
 * Strict: a quote that does not end, text behind a closing quote and a NUL end the reading with the line. Line ends are CR LF, LF or CR. No object
 * is made for a cell. test/core/data/tables/readTable.test.ts.
 */
import { message } from "../../messages/message";
import { bytesOf, textOf } from "./cellBytes";
import { TableRefused } from "./tableProblem";

/** The cells of one line: the reader's own, written over by the next line. */
export interface CellLine {
  readonly bytes: Uint8Array;
  /** None in a blank line. */
  readonly count: number;
  /** Places in `bytes`, the quotes left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1: doubled quotes in the cell are still doubled. */
  readonly doubled: Uint8Array;
  /** Where the line began, from 1: a quoted cell may go over several. */
  readonly line: number;
}

class ReusedLine implements CellLine {
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  starts = new Int32Array(16);
  ends = new Int32Array(16);
  doubled = new Uint8Array(16);
  line = 1;

  add(start: number, end: number, isDoubled: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.doubled[this.count] = isDoubled;
    this.count++;
  }

  private grow(): void {
    const { starts, ends, doubled } = this;
    this.starts = new Int32Array(2 * starts.length);
    this.ends = new Int32Array(2 * starts.length);
    this.doubled = new Uint8Array(2 * starts.length);
    this.starts.set(starts);
    this.ends.set(ends);
    this.doubled.set(doubled);
  }
}

/** Bytes; a longer line is a quote that somebody forgot. */
const LONGEST_LINE = 1 << 24;
const QUOTE = 34;
const LF = 10;
const CR = 13;

export class DelimitedLines {
  /** The beginning of a line whose end has not come yet, in front, and room for a piece behind it. */
  private room: Uint8Array = new Uint8Array(0);
  private rest = 0;
  private readonly cells = new ReusedLine();
  /** A CR ended the last piece: an LF that follows belongs to it. */
  private afterReturn = false;
  private readonly separator: number;
  private readonly comment: Uint8Array | undefined;

  /** `line`: the number of the first one. */
  constructor(
    private readonly file: string,
    separator: string,
    comment: string | undefined,
    private readonly take: (line: CellLine) => void,
    private line = 1,
  ) {
    this.separator = separator.charCodeAt(0);
    this.comment = comment === undefined ? undefined : bytesOf(comment);
  }

  /** Throws `TableRefused`. */
  write(piece: Uint8Array): void {
    const length = this.rest + piece.length;
    if (length > this.room.length) this.grow(length);
    this.room.set(piece, this.rest);
    const at = this.read(this.room.subarray(0, length), false);
    this.room.copyWithin(0, at, length);
    this.rest = length - at;
    if (this.rest > LONGEST_LINE) throw this.refusal("table-long-line");
  }

  end(): void {
    this.read(this.room.subarray(0, this.rest), true);
    this.rest = 0;
  }

  private grow(length: number): void {
    const larger = new Uint8Array(Math.max(length, Math.min(2 * this.room.length, LONGEST_LINE)));
    larger.set(this.room.subarray(0, this.rest));
    this.room = larger;
  }

  /** All lines that end in the text; gives where the next one begins. */
  private read(bytes: Uint8Array, isLast: boolean): number {
    const { length } = bytes;
    let at = 0;
    if (this.afterReturn && length > 0) {
      if (bytes[0] === LF) at = 1;
      this.afterReturn = false;
    }
    while (at < length) {
      const next = this.readLine(bytes, at, isLast);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Where the next line begins; −1 where this one may go on in the next piece. */
  private readLine(bytes: Uint8Array, from: number, isLast: boolean): number {
    const { length } = bytes;
    const { separator, comment, cells } = this;
    if (comment !== undefined) {
      if (!isLast && length - from < comment.length) return -1;
      if (startsWith(bytes, comment, from)) return this.skipLine(bytes, from, isLast);
    }
    cells.count = 0;
    let lines = 1;
    let at = from;
    for (;;) {
      let start = at;
      let end = at;
      let isDoubled = 0;
      if (bytes[at] === QUOTE) {
        start++;
        end = at;
        for (;;) {
          end = bytes.indexOf(QUOTE, end + 1);
          if (end < 0 || (end + 1 === length && !isLast)) {
            if (isLast) throw this.refusal("table-quote-open");
            return -1;
          }
          if (bytes[end + 1] !== QUOTE) break;
          isDoubled = 1;
          end++;
        }
        lines += countLines(bytes, start, end);
        at = end + 1;
        while (at < length && bytes[at] === 32 && separator !== 32) at++;
        const code = bytes[at];
        if (at < length && code !== separator && code !== LF && code !== CR) throw this.refusal("table-quote");
      } else {
        for (; at < length; at++) {
          const code = bytes[at];
          if (code === separator || code === LF || code === CR) break;
          if (code === 0) throw this.refusal("table-nul");
        }
        end = at;
      }
      if (at === length && !isLast) return -1;
      const isEnd = at === length || bytes[at] !== separator;
      if (!isEnd || cells.count > 0 || end > from) cells.add(start, end, isDoubled);
      if (isEnd) break;
      at++;
    }
    cells.bytes = bytes;
    cells.line = this.line;
    this.take(cells);
    this.line += lines;
    return this.behind(bytes, at, isLast);
  }

  private skipLine(bytes: Uint8Array, from: number, isLast: boolean): number {
    let end = from;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++;
    if (end === bytes.length && !isLast) return -1;
    this.line++;
    return this.behind(bytes, end, isLast);
  }

  /** Behind a line end; CR LF is one. */
  private behind(bytes: Uint8Array, end: number, isLast: boolean): number {
    if (bytes[end] !== CR) return end + 1;
    if (end + 1 === bytes.length && !isLast) this.afterReturn = true;
    return bytes[end + 1] === LF ? end + 2 : end + 1;
  }

  private refusal(id: "table-quote-open" | "table-quote" | "table-nul" | "table-long-line"): TableRefused {
    return new TableRefused(message(id, { file: this.file, line: this.line }));
  }
}

const startsWith = (bytes: Uint8Array, sign: Uint8Array, from: number): boolean =>
  sign.every((byte, at) => bytes[from + at] === byte);

function countLines(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code === LF || (code === CR && bytes[at + 1] !== LF)) lines++;
  }
  return lines;
}

/** One cell as it is meant. */
export function cellOf({ bytes, starts, ends, doubled }: CellLine, at: number): string {
  const cell = textOf(bytes, starts[at] ?? 0, ends[at] ?? 0);
  return doubled[at] ? cell.replaceAll('""', '"') : cell;
}

export const cellsOf = (line: CellLine): string[] => Array.from({ length: line.count }, (_, at) => cellOf(line, at));
