/**
 * Where the cells of one column go while a table is read: numbers into blocks of float64, words into numbers of a list, times into milliseconds.
 *
 * A cell that is not what its column must be ends the reading; a missing one is kept as NaN (a word: −1) with its line.
 * test/core/data/tables/readTable.test.ts.
 */
import { message } from "../../messages/message";
import { bytesOf, textOf } from "./cellBytes";
import { isMissingWord } from "./dialect";
import { type NumberSigns, parseNumber } from "./parseNumber";
import { readTime, timeReader } from "./parseTime";
import { cellText, TableRefused } from "./tableProblem";

/** What a cell is taken as. */
export interface CellRules {
  readonly file: string;
  readonly signs: NumberSigns;
  readonly missing: ReadonlySet<string>;
  readonly missingNumbers: ReadonlySet<number>;
  readonly likelyRows: number;
}

/** A column of float64 of which only the likely length is known beforehand; room that is not used is not touched. */
export class GrowingNumbers {
  private room: Float64Array;
  length = 0;

  constructor(likely: number) {
    this.room = new Float64Array(Math.max(64, Math.ceil(likely)));
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Float64Array(Math.ceil(1.5 * this.room.length));
      larger.set(this.room);
      this.room = larger;
    }
    this.room[this.length++] = value;
  }

  get values(): Float64Array {
    return this.room.subarray(0, this.length);
  }
}

export type ColumnKind = "number" | "text" | "time" | "empty";

export interface ColumnSink {
  /** The cell `bytes[start … end)` of UTF-8. */
  cell(bytes: Uint8Array, start: number, end: number, isDoubled: boolean, line: number): void;
  /** A value of JSON. */
  value(value: unknown, line: number): void;
}

const isMissing = (text: string, rules: CellRules): boolean => isMissingWord(text) || rules.missing.has(text);

/** The first lines with missing cells are told by their numbers. */
export interface MissingCells {
  count: number;
  /** Rows (from 0) and lines of the first. */
  readonly first: { readonly row: number; readonly line: number; readonly text: string }[];
}

const MOST_KEPT = 5;

function noteMissing(missing: MissingCells, row: number, line: number, text: string): void {
  missing.count++;
  if (missing.first.length < MOST_KEPT) missing.first.push({ row, line, text });
}

export class NumberSink implements ColumnSink {
  readonly numbers: GrowingNumbers;
  readonly missing: MissingCells = { count: 0, first: [] };

  constructor(
    private readonly column: string,
    private readonly rules: CellRules,
  ) {
    this.numbers = new GrowingNumbers(rules.likelyRows);
  }

  cell(bytes: Uint8Array, start: number, end: number, _isDoubled: boolean, line: number): void {
    const value = parseNumber(bytes, start, end, this.rules.signs);
    if (value === value && (this.rules.missingNumbers.size === 0 || !this.rules.missingNumbers.has(value)))
      this.numbers.push(value);
    else this.odd(textOf(bytes, start, end).trim(), line, value);
  }

  value(value: unknown, line: number): void {
    if (typeof value === "number" && !this.rules.missingNumbers.has(value)) this.numbers.push(value);
    else if (value === null || value === undefined) this.miss("null", line);
    else if (typeof value === "string") this.text(value, line);
    else this.odd(JSON.stringify(value), line, typeof value === "number" ? value : Number.NaN);
  }

  private text(text: string, line: number): void {
    const bytes = bytesOf(text);
    this.cell(bytes, 0, bytes.length, false, line);
  }

  private odd(text: string, line: number, value: number): void {
    if (this.rules.missingNumbers.has(value) || isMissing(text, this.rules)) return this.miss(text, line);
    const { file } = this.rules;
    throw new TableRefused(message("table-not-number", { file, line, column: this.column, text: cellText(text) }));
  }

  private miss(text: string, line: number): void {
    noteMissing(this.missing, this.numbers.length, line, text);
    this.numbers.push(Number.NaN);
  }
}

/** Words as numbers of a list, in the order in which they are first seen. */
export class TextSink implements ColumnSink {
  readonly codes: GrowingNumbers;
  readonly labels = new Map<string, number>();
  readonly missing: MissingCells = { count: 0, first: [] };

  constructor(private readonly rules: CellRules) {
    this.codes = new GrowingNumbers(rules.likelyRows);
  }

  cell(bytes: Uint8Array, start: number, end: number, isDoubled: boolean, line: number): void {
    const word = textOf(bytes, start, end);
    this.word(isDoubled ? word.replaceAll('""', '"') : word, line);
  }

  value(value: unknown, line: number): void {
    this.word(
      value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value),
      line,
    );
  }

  private word(word: string, line: number): void {
    if (word.trim() === "" || this.rules.missing.has(word)) {
      noteMissing(this.missing, this.codes.length, line, word);
      this.codes.push(-1);
      return;
    }
    let code = this.labels.get(word);
    if (code === undefined) this.labels.set(word, (code = this.labels.size));
    this.codes.push(code);
  }
}

/** Times: ISO and its like, months by name, numbers, or the declared format. Day and month are told apart by the whole column. */
export class TimeSink {
  private readonly parts: string[];
  private readonly times: GrowingNumbers;
  /** The other reading of day and month, from the first cell on that has two. */
  private swapped: GrowingNumbers | undefined;
  private readonly read: ((text: string) => number) | undefined;
  /** Of the row that is read. */
  private number = Number.NaN;
  private areNumbers: boolean | undefined;
  private hasClock = false;
  /** A line that only one of the two readings can be of. */
  private readonly only: { dmy?: number; mdy?: number } = {};
  /** The first cell whose day and month have an order. */
  private ordered: string | undefined;
  private either: { line: number; text: string } | undefined;

  constructor(
    private readonly names: readonly string[],
    private readonly rules: CellRules,
    format: string | null,
  ) {
    this.times = new GrowingNumbers(rules.likelyRows);
    this.parts = names.map(() => "");
    this.read = format === null ? undefined : timeReader(format);
    if (format !== null && !this.read) throw new TableRefused(message("time-format", { format }));
  }

  /** One of the columns that make the time. */
  part(at: number): ColumnSink {
    const isAlone = this.names.length === 1;
    return {
      cell: (bytes, start, end) => {
        this.number = isAlone ? parseNumber(bytes, start, end, this.rules.signs) : Number.NaN;
        if (this.areNumbers !== true || Number.isNaN(this.number)) this.parts[at] = textOf(bytes, start, end);
      },
      value: (value) => {
        this.number = isAlone && typeof value === "number" ? value : Number.NaN;
        this.parts[at] = typeof value === "string" ? value : JSON.stringify(value ?? "");
      },
    };
  }

  endRow(line: number): void {
    if (this.areNumbers !== false && !this.read) {
      this.areNumbers ??= Number.isFinite(this.number);
      if (this.areNumbers) {
        if (Number.isNaN(this.number)) throw this.refusal(this.parts[0] ?? "", line);
        this.push(this.number, this.number);
        return;
      }
    }
    const text = this.parts.length === 1 ? (this.parts[0] ?? "") : this.parts.join(" ");
    const { dmy, mdy } = this.read ? both(this.read(text)) : readTime(text);
    if (Number.isNaN(dmy) && Number.isNaN(mdy)) throw this.refusal(text, line);
    if (!Object.is(dmy, mdy)) this.ordered ??= text;
    if (Number.isNaN(mdy)) this.only.dmy ??= line;
    else if (Number.isNaN(dmy)) this.only.mdy ??= line;
    else if (dmy !== mdy) this.either ??= { line, text };
    this.hasClock ||= (Number.isNaN(dmy) ? mdy : dmy) % 86_400_000 !== 0;
    this.push(dmy, mdy);
  }

  private push(dmy: number, mdy: number): void {
    if (!this.swapped && !Object.is(dmy, mdy)) {
      this.swapped = new GrowingNumbers(this.rules.likelyRows);
      for (const time of this.times.values) this.swapped.push(time);
    }
    this.times.push(dmy);
    this.swapped?.push(mdy);
  }

  /** Throws `TableRefused` where a day and a month could be either, or where both orders stand in the column. */
  finish(): TimeColumn {
    const { file } = this.rules;
    const { dmy: dayLine, mdy: monthLine } = this.only;
    const column = this.names.join(" ");
    if (dayLine !== undefined && monthLine !== undefined) {
      throw new TableRefused(message("time-order", { file, column, first: dayLine, second: monthLine }));
    }
    if (this.either && dayLine === undefined && monthLine === undefined) {
      const { line, text } = this.either;
      const [day, month] = formatsOf(text);
      throw new TableRefused(message("time-ambiguous", { file, column, line, text: cellText(text), day, month }));
    }
    const isMonthFirst = monthLine !== undefined;
    const values = (isMonthFirst ? (this.swapped ?? this.times) : this.times).values;
    const kind = this.areNumbers === true ? "number" : this.hasClock ? "time" : "date";
    const [dayFirst, monthFirst] = this.ordered === undefined ? [] : formatsOf(this.ordered);
    const format = isMonthFirst ? monthFirst : dayFirst;
    return { values, kind, ...(format !== undefined && { format }) };
  }

  private refusal(text: string, line: number): TableRefused {
    const args = { file: this.rules.file, line, column: this.names.join(" "), text: cellText(text) };
    const isEmpty = isMissing(text.trim(), this.rules);
    return new TableRefused(isEmpty ? message("table-no-time", args) : message("table-not-time", args));
  }
}

const both = (time: number): { dmy: number; mdy: number } => ({ dmy: time, mdy: time });

/** How a time that could be either is written, day first and month first. */
function formatsOf(text: string): [string, string] {
  const clock = /:\d{2}:/.test(text) ? " %H:%M:%S" : text.includes(":") ? " %H:%M" : "";
  const sign = /\d([-/.])\d/.exec(text)?.[1] ?? "/";
  const year = /[-/.]\d{4}/.test(text) ? "%Y" : "%y";
  return [`%d${sign}%m${sign}${year}${clock}`, `%m${sign}%d${sign}${year}${clock}`];
}

export interface TimeColumn {
  readonly values: Float64Array;
  /** Numbers are no dates: steps, years. */
  readonly kind: "number" | "date" | "time";
  /** As `time_format` would say it, where the order of day and month was found out from the whole column. */
  readonly format?: string;
}

function isTime(text: string): boolean {
  const { dmy, mdy } = readTime(text);
  return !Number.isNaN(dmy) || !Number.isNaN(mdy);
}

/** A column that nobody asked for: only what it holds is told. */
export class SurveySink implements ColumnSink {
  private numbers = 0;
  private times = 0;
  private texts = 0;
  missing = 0;

  constructor(private readonly rules: CellRules) {}

  cell(bytes: Uint8Array, start: number, end: number): void {
    const value = parseNumber(bytes, start, end, this.rules.signs);
    if (value === value && !this.rules.missingNumbers.has(value)) this.numbers++;
    else this.word(textOf(bytes, start, end).trim(), value);
  }

  value(value: unknown): void {
    if (typeof value === "number") this.numbers++;
    else
      this.word(
        value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value),
        Number.NaN,
      );
  }

  private word(text: string, value: number): void {
    if (this.rules.missingNumbers.has(value) || isMissing(text, this.rules)) this.missing++;
    else if (isTime(text)) this.times++;
    else this.texts++;
  }

  get kind(): ColumnKind {
    if (this.texts > 0) return "text";
    if (this.times > 0) return this.numbers > 0 ? "text" : "time";
    return this.numbers > 0 ? "number" : "empty";
  }
}
