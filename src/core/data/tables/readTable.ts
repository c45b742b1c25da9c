/**
 * CSV, TSV and JSON lines to columns, in one pass over the text; memory is that of the columns that are asked for.
 *
 * Strict: every line has the cells of the header, every cell is what its column must be or missing, or the reading ends with file, line and
 * cell. test/core/data/tables/readTable.test.ts holds this, test/fixtures/tables what people's files look like.
 */
import { message } from "../../messages/message";
import { type CellLine, cellsOf, DelimitedLines } from "./delimitedLines";
import type { CellRules } from "./columnSinks";
import type { Dialect } from "./dialect";
import { guessDialect } from "./guessDialect";
import { numberSigns } from "./parseNumber";
import type { Table, TableRequest, TableText } from "./table";
import { TableColumns } from "./tableColumns";
import { TableRefused } from "./tableProblem";

/** Numbers that are kept of one file: a gigabyte. */
const MOST_NUMBERS = 2 ** 27;
/** Lines that may stand behind the last row without being declared. */
const LONGEST_FOOTER = 10;

/** Throws `TableRefused`. */
export function readTable(text: TableText, request: TableRequest): Table {
  return /\.(jsonl|ndjson)$/i.test(text.file) ? readJsonLines(text, request) : readDelimited(text, request);
}

function rulesOf({ file, likelyRows }: TableText, request: TableRequest, dialect?: Dialect): CellRules {
  const words = dialect?.missingValues ?? request.dialect.missing_values ?? [];
  return {
    ...{ file, likelyRows },
    signs: numberSigns(dialect?.decimal ?? ".", dialect?.thousands),
    missing: new Set(words.map(String)),
    missingNumbers: new Set(words.filter((word) => typeof word === "number")),
  };
}

function readDelimited(text: TableText, request: TableRequest): Table {
  const { file, encoding } = text;
  const { dialect, guesses } = guessDialect(file, text.head, text.isAll, request.dialect);
  const footer = dialect.skipFooter ?? 0;
  const rows = new TableRows(text, dialect, request, footer > 0 ? countLines(text) - footer : undefined);
  const reader = new DelimitedLines(
    file,
    dialect.separator,
    dialect.comment,
    (line) => rows.take(line),
    dialect.skip + 1,
  );
  const skipping = new LineCounter();
  for (const piece of text.pieces()) {
    const from = skipping.lines < dialect.skip ? skipping.skip(piece, dialect.skip) : 0;
    reader.write(from === 0 ? piece : piece.subarray(from));
    if (rows.isDone) break;
  }
  if (!rows.isDone) reader.end();
  const read = rows.finish();
  return { ...read, encoding, guesses: { ...guesses, ...rows.guesses, ...guessesOf(text, read) } };
}

/** What was found out while the whole file was read. */
const guessesOf = (
  { encoding, isEncodingGuessed }: TableText,
  { time }: Pick<Table, "time">,
): Record<string, string> => ({
  ...(isEncodingGuessed && { encoding }),
  ...(time?.format !== undefined && { time_format: time.format }),
});

/** As many as an editor counts. */
function countLines(text: TableText): number {
  const counter = new LineCounter();
  for (const piece of text.pieces()) counter.skip(piece, Number.POSITIVE_INFINITY);
  return counter.lines + (counter.endsOpen ? 1 : 0);
}

/** Counts line ends, of which CR LF is one, from piece to piece. */
class LineCounter {
  lines = 0;
  private last = 10;

  /** Where the piece goes on behind the line end number `count`; its length where that is not in it. */
  skip(piece: Uint8Array, count: number): number {
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (this.lines >= count && !(byte === 10 && this.last === 13)) return at;
      if (byte === 13 || (byte === 10 && this.last !== 13)) this.lines++;
      this.last = byte;
    }
    return piece.length;
  }

  /** The last line has no end. */
  get endsOpen(): boolean {
    return this.last !== 10 && this.last !== 13;
  }
}

const nothing = new Uint8Array(0);

/** The lines of a table, from the header on. */
class TableRows {
  readonly guesses: Record<string, number> = {};
  isDone = false;
  private columns: TableColumns | undefined;
  private header: readonly string[] | undefined;
  private readonly otherHeaders: string[][] = [];
  private rows = 0;
  private lastSeen = 0;
  private extraLines: number;
  /** The first of the lines that are no rows, until another row shows that the table goes on behind them. */
  private odd: { readonly line: number; readonly cells: readonly string[]; count: number } | undefined;
  /** Blank lines since the last row: in a table of one column they are missing values, at its end they are nothing. */
  private blank: { readonly line: number; count: number } | undefined;
  private readonly rules: CellRules;
  private readonly file: string;

  /** `lastLine`: what stands behind it is no row. */
  constructor(
    text: TableText,
    private readonly dialect: Dialect,
    private readonly request: TableRequest,
    private readonly lastLine: number | undefined,
  ) {
    this.file = text.file;
    this.rules = rulesOf(text, request, dialect);
    this.extraLines = dialect.skipAfterHeader;
  }

  take(line: CellLine): void {
    if (this.isDone) return;
    this.lastSeen = line.line;
    if (this.lastLine !== undefined && line.line > this.lastLine) this.isDone = true;
    else if (line.count === 0) this.blankLine(line.line);
    else if (this.dialect.header && !this.header) this.header = cellsOf(line).map((name) => name.trim());
    else if (this.extraLines > 0) {
      this.extraLines--;
      this.otherHeaders.push(cellsOf(line).map((name) => name.trim()));
    } else this.row(line);
  }

  private row(line: CellLine): void {
    const columns = (this.columns ??= this.open(line.count));
    if (line.count !== columns.names.length) return this.oddLine(line);
    if (this.odd) throw this.ragged(this.odd.line, this.odd.cells.length);
    if (this.blank) this.missedRows(columns, this.blank);
    const { sinks } = columns;
    const { bytes, starts, ends, doubled } = line;
    for (let at = 0; at < sinks.length; at++) {
      sinks[at]?.cell(bytes, starts[at] ?? 0, ends[at] ?? 0, doubled[at] === 1, line.line);
    }
    this.endRow(columns, line.line);
  }

  private endRow(columns: TableColumns, line: number): void {
    columns.time?.endRow(line);
    this.rows++;
    if (this.rows * Math.max(1, columns.kept) > MOST_NUMBERS) {
      throw new TableRefused(message("table-too-large", { file: this.file, line, most: MOST_NUMBERS }));
    }
  }

  private open(width: number): TableColumns {
    const names = this.header ?? Array.from({ length: width }, () => "");
    return new TableColumns(names, this.otherHeaders, this.request, this.rules);
  }

  private blankLine(line: number): void {
    const width = (this.header ?? this.columns?.names)?.length;
    if (width !== 1) return;
    if (this.blank) this.blank.count++;
    else this.blank = { line, count: 1 };
  }

  private missedRows(columns: TableColumns, { line, count }: { readonly line: number; readonly count: number }): void {
    this.blank = undefined;
    for (let at = 0; at < count; at++) {
      columns.sinks[0]?.cell(nothing, 0, 0, false, line + at);
      this.endRow(columns, line + at);
    }
  }

  /** A line of another length may be a remark behind the table: one that does not begin like a row, and after which no row comes. */
  private oddLine(line: CellLine): void {
    const cells = cellsOf(line);
    const isRemark = this.dialect.skipFooter !== 0 && this.rows > 0 && !/^\s*[-+]?[\d.]/.test(cells[0] ?? "");
    if (!isRemark || (this.odd?.count ?? 0) >= LONGEST_FOOTER) {
      throw this.ragged(this.odd?.line ?? line.line, this.odd?.cells.length ?? line.count);
    }
    if (this.odd) this.odd.count++;
    else this.odd = { line: line.line, cells, count: 1 };
  }

  private ragged(line: number, found: number): TableRefused {
    const expected = this.columns?.names.length ?? 0;
    const args = { file: this.file, line, found, expected };
    return new TableRefused(this.header ? message("table-ragged", args) : message("table-ragged.plain", args));
  }

  finish(): Omit<Table, "encoding" | "guesses"> {
    const columns = this.columns ?? this.open(0);
    if (this.odd) this.guesses["skip_footer"] = (this.dialect.skipFooter ?? 0) + this.lastSeen - this.odd.line + 1;
    if (this.rows === 0) throw new TableRefused(message("table-no-rows", { file: this.file }));
    return { file: this.file, dialect: this.dialect, rows: this.rows, ...columns.finish() };
  }
}

/** One object a line. The first one has the columns; what a later one lacks is missing, what it has more is told. */
function readJsonLines(text: TableText, request: TableRequest): Table {
  const { file, encoding } = text;
  const rules = rulesOf(text, request);
  let columns: TableColumns | undefined;
  let rows = 0;
  let line = 0;
  const take = (written: string): void => {
    line++;
    if (written.trim() === "") return;
    const row = parseRow(written, file, line);
    columns ??= new TableColumns([...row.keys()], [], request, rules);
    const stranger = [...row.keys()].find((key) => !columns?.names.includes(key));
    if (stranger !== undefined) throw new TableRefused(message("table-json.key", { file, line, column: stranger }));
    columns.names.forEach((name, at) => columns?.sinks[at]?.value(row.get(name), line));
    columns.time?.endRow(line);
    if (++rows * Math.max(1, columns.kept) > MOST_NUMBERS)
      throw new TableRefused(message("table-too-large", { file, line, most: MOST_NUMBERS }));
  };
  let rest = "";
  const decoder = new TextDecoder();
  for (const piece of text.pieces()) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MOST_LINE) throw new TableRefused(message("table-long-line", { file, line: line + 1 }));
    lines.forEach(take);
  }
  take(rest);
  if (!columns) throw new TableRefused(message("table-no-rows", { file }));
  const read = columns.finish();
  return { file, encoding, dialect: undefined, guesses: guessesOf(text, read), rows, ...read };
}

const MOST_LINE = 2 ** 24;
const JSON_ROW = `{"day": 1, "price": 2.5}`;

function parseRow(written: string, file: string, line: number): ReadonlyMap<string, unknown> {
  try {
    const row: unknown = JSON.parse(written);
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return new Map(Object.entries(row));
  } catch {
    // Told below.
  }
  throw new TableRefused(message("table-json", { file, line, example: JSON_ROW }));
}
