/**
 * How a table is written, from its first lines, where the model file does not say so. What is guessed is named, so that it can be told.
 *
 * test/core/data/tables/readTable.test.ts holds it.
 */
import { message } from "../../messages/message";
import { cellsOf, DelimitedLines } from "./delimitedLines";
import { type DeclaredDialect, type Dialect, type Guesses, isMissingWord } from "./dialect";
import { bytesOf } from "./cellBytes";
import { numberOf, numberSigns } from "./parseNumber";
import { readTime } from "./parseTime";
import { cellText, TableRefused } from "./tableProblem";

/** In the order in which equals are preferred: a comma also stands in numbers and in sentences. */
const separators = ["\t", ";", "|", ","] as const;
const MOST_EXTRA_LINES = 5;
const MOST_LINES = 1000;

export interface GuessedDialect {
  readonly dialect: Dialect;
  readonly guesses: Guesses;
}

/** `head`: the first lines; the last of them is left out where `isAll` is not true, since it may be cut. */
export function guessDialect(file: string, head: string, isAll: boolean, declared: DeclaredDialect): GuessedDialect {
  const guesses: Record<string, string | number | boolean> = {};
  const guess = <Value extends string | number | boolean>(key: string, value: Value, isPlain = false): Value => {
    if (!isPlain) guesses[key] = value;
    return value;
  };
  const text = dropLines(wholeLines(head, isAll), declared.skip ?? 0);
  const separator = declared.separator ?? guessSeparator(file, text, declared.comment);
  if (declared.separator === null && separator !== ",") guesses["separator"] = separator;
  const all = linesOf(file, text, separator, undefined);
  const width = commonest(all.filter(({ cells }) => !cells[0]?.startsWith("#")).map(({ cells }) => cells.length));
  const first = all[0]?.cells;
  const isCommented = first?.[0]?.startsWith("#") === true && first.length !== width;
  const comment = declared.comment ?? (isCommented ? guess("comment", "#") : undefined);
  const lines = comment === undefined ? all : linesOf(file, text, separator, comment);
  const skip = declared.skip ?? guessSkip(lines, width);
  if (declared.skip === null && skip > 0) guesses["skip"] = skip;
  const rows = lines.filter(({ line }) => line > (declared.skip === null ? skip : 0)).map(({ cells }) => cells);
  const numbers = guessNumbers(file, rows.slice(1), declared);
  if (declared.decimal === null && numbers.decimal !== ".") guesses["decimal"] = numbers.decimal;
  if (declared.thousands === null && numbers.thousands !== undefined) guesses["thousands"] = numbers.thousands;
  const kindOf = kinds(numbers.decimal, numbers.thousands);
  const header = declared.header ?? (rows[0] === undefined || rows[0].some((cell) => kindOf(cell) === "text"));
  if (declared.header === null && !header) guesses["header"] = false;
  const extra = header ? guessExtraLines(rows, kindOf) : 0;
  const skipAfterHeader = declared.skip_after_header ?? guess("skip_after_header", extra, extra === 0);
  return {
    dialect: {
      ...{ separator, ...numbers, header, skip, skipAfterHeader, comment },
      skipFooter: declared.skip_footer ?? undefined,
      missingValues: declared.missing_values ?? [],
    },
    guesses,
  };
}

/** Without the piece of a line at the end. */
function wholeLines(head: string, isAll: boolean): string {
  if (isAll) return head;
  const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\r"));
  return end < 0 ? head : head.slice(0, end + 1);
}

/** Without the first lines. */
function dropLines(text: string, count: number): string {
  const end = /\r\n|\n|\r/g;
  for (let line = 0; line < count; line++) if (!end.exec(text)) return "";
  return count === 0 ? text : text.slice(end.lastIndex);
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The first lines in cells, as far as they can be read; blank ones left out. */
export function linesOf(file: string, text: string, separator: string, comment: string | undefined): Line[] {
  const lines: Line[] = [];
  const reader = new DelimitedLines(file, separator, comment, (line) => {
    if (line.count > 0 && lines.length < MOST_LINES) lines.push({ line: line.line, cells: cellsOf(line) });
  });
  try {
    reader.write(bytesOf(text));
    reader.end();
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
  }
  return lines;
}

/** The separator that gives most lines the same number of cells. */
function guessSeparator(file: string, text: string, comment: string | null): string {
  if (/\.tsv$/i.test(file)) return "\t";
  let [best, most]: [string, number] = [",", 0];
  for (const separator of separators) {
    const counts = linesOf(file, text, separator, comment ?? undefined).map(({ cells }) => cells.length);
    const width = commonest(counts.filter((count) => count > 1));
    const lines = width === 0 ? 0 : counts.filter((count) => count === width).length;
    if (lines > most) [best, most] = [separator, lines];
  }
  return best;
}

function commonest(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

/** Lines of one cell in front of a table of several. */
function guessSkip(lines: readonly Line[], width: number): number {
  if (width < 2) return 0;
  const first = lines.findIndex(({ cells }) => cells.length !== 1);
  return first > 0 ? (lines[first]?.line ?? 1) - 1 : 0;
}

type CellKind = "number" | "time" | "text" | "missing";

function kinds(decimal: string, thousands: string | undefined): (cell: string) => CellKind {
  const signs = numberSigns(decimal, thousands);
  return (cell) => {
    if (isMissingWord(cell.trim())) return "missing";
    if (!Number.isNaN(numberOf(cell, signs))) return "number";
    const { dmy, mdy } = readTime(cell);
    return Number.isNaN(dmy) && Number.isNaN(mdy) ? "text" : "time";
  };
}

/** Lines behind the header with words where the rows have numbers or times, and without any number: a second header, units. */
function guessExtraLines(rows: readonly (readonly string[])[], kindOf: (cell: string) => CellKind): number {
  const last = rows[Math.min(rows.length - 1, MOST_EXTRA_LINES + 1)]?.map(kindOf) ?? [];
  let extra = 0;
  for (const row of rows.slice(1, MOST_EXTRA_LINES + 1)) {
    const own = row.map(kindOf);
    const isWords = own.every((kind) => kind === "text" || kind === "missing");
    const isOther = own.some((kind, at) => kind === "text" && (last[at] === "number" || last[at] === "time"));
    if (!isWords || !isOther) break;
    extra++;
  }
  return extra;
}

const grouped = /^[-+]?\d{1,3}(?:,\d{3})+$/;

/** The signs in numbers. Throws where a comma could be either. */
function guessNumbers(
  file: string,
  rows: readonly (readonly string[])[],
  { decimal, thousands }: DeclaredDialect,
): { decimal: "." | ","; thousands: string | undefined } {
  if (decimal !== null || thousands !== null) {
    return { decimal: decimal ?? (thousands === "." ? "," : "."), thousands: thousands ?? undefined };
  }
  let either: string | undefined;
  for (const written of rows.flat()) {
    const cell = written.trim();
    if (/^[-+]?\d{1,3}(?:\.\d{3})+,\d*$/.test(cell)) return { decimal: ",", thousands: "." };
    if (/^[-+]?\d{1,3}(?:,\d{3})+\.\d*$/.test(cell) || /^[-+]?\d{1,3}(?:,\d{3}){2,}$/.test(cell)) {
      return { decimal: ".", thousands: "," };
    }
    if (!/^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/.test(cell)) continue;
    if (!grouped.test(cell) || /^[-+]?0\d*,/.test(cell)) return { decimal: ",", thousands: undefined };
    either ??= cell;
  }
  if (either === undefined) return { decimal: ".", thousands: undefined };
  // Where the point is in use as the decimal sign, a comma is none.
  if (rows.flat().some((cell) => /^\s*[-+]?\d+\.\d+\s*$/.test(cell))) return { decimal: ".", thousands: "," };
  throw new TableRefused(message("table-comma", { file, text: cellText(either) }));
}
