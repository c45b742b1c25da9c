/**
 * Several series of one file, told apart by a column: the rows of one stand behind those of the other, each in time order, and what is done to
 * rows (missing values, `every`) is done to each series by itself. test/core/data/series/groupedRows.test.ts holds this.
 */
import { type Message, message } from "../../messages/message";
import type { MissingRule } from "../../model/tableKeys";
import type { Table, TextColumn } from "../tables/table";
import { cellText, TableRefused } from "../tables/tableProblem";
import type { DataParts } from "../dataset";
import type { Every } from "./everyRows";
import { partNames, rowParts, type RowParts, type SeriesShares, type WindowSizes, windowStarts } from "./seriesParts";
import { type SeriesRows, seriesRows } from "./seriesRows";

/** One of the series: its rows are `first` … `end` − 1. */
export interface SeriesGroup {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

export interface GroupedRows extends SeriesRows {
  /** In the order in which they begin in the file. */
  readonly groups: readonly SeriesGroup[];
}

/** `column`: the one that tells them apart, as the model file names it. Throws `TableRefused`. */
export function groupedRows(
  table: Table,
  names: readonly (string | number)[],
  column: string | number,
  { missing, every }: { readonly missing: MissingRule; readonly every?: Every | undefined },
): GroupedRows {
  const { file, texts } = table;
  const [labels] = texts;
  if (!labels || labels.missing.count > 0) throw new TableRefused(missingGroup(file, column, labels));
  const groups: SeriesGroup[] = [];
  const notes = new Map<string, Message>();
  const parts: SeriesRows[] = [];
  let first = 0;
  for (const [code, rows] of rowsByCode(labels).entries()) {
    const part = seriesRows(rowsOf(table, rows), names, missing, every);
    groups.push({ name: labels.labels[code] ?? "", first, end: first + part.rows });
    first += part.rows;
    parts.push(part);
    // The first series of which it is true tells it.
    for (const note of part.notes) if (!notes.has(note.id)) notes.set(note.id, note);
  }
  return {
    rows: first,
    columns: names.map((_, at) =>
      joined(
        parts.map(({ columns }) => columns[at] ?? new Float64Array()),
        first,
      ),
    ),
    times:
      table.time &&
      joined(
        parts.map(({ times }) => times ?? new Float64Array()),
        first,
      ),
    notes: [message("series-groups", { file, count: groups.length, column: String(column) }), ...notes.values()],
    groups,
  };
}

function missingGroup(file: string, column: string | number, labels: TextColumn | undefined): Message {
  const { line = 0, text = "" } = labels?.missing.first[0] ?? {};
  return message("table-no-group", { file, line, column: String(column), text: cellText(text) });
}

function rowsByCode({ codes, labels }: TextColumn): Uint32Array[] {
  const counts = new Uint32Array(labels.length);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  codes.forEach((code, row) => {
    const at = counts[code] ?? 0;
    const own = rows[code];
    if (own) own[at] = row;
    counts[code] = at + 1;
  });
  return rows;
}

function rowsOf(table: Table, rows: Uint32Array): Table {
  const taken = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    ...table,
    rows: rows.length,
    numbers: table.numbers.map((column) => ({ ...column, values: taken(column.values) })),
    time: table.time && { ...table.time, values: taken(table.time.values) },
  };
}

function joined(parts: readonly Float64Array[], rows: number): Float64Array {
  const whole = new Float64Array(rows);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export interface GroupedWindows {
  readonly starts: Int32Array;
  readonly counts: DataParts;
  /** How many rows each part has, as if those of one part stood one behind the other. */
  readonly parts: RowParts;
  /** Of each series, in the order of the groups: its own parts, as rows of all. */
  readonly ownParts: readonly RowParts[];
}

/** Each series has its own training, validation and test part; no window crosses from one to the next. */
export function groupedWindows(
  groups: readonly SeriesGroup[],
  shares: SeriesShares,
  sizes: WindowSizes,
): GroupedWindows {
  const found = groups.map(({ first, end }) => {
    const parts = rowParts(end - first, shares);
    const { starts, counts } = windowStarts(end - first, parts, sizes);
    const at = (part: keyof RowParts) => ({ first: parts[part].first + first, end: parts[part].end + first });
    const own = { train: at("train"), validation: at("validation"), test: at("test") };
    return { starts: starts.map((start) => start + first), counts, parts: own };
  });
  const counts = { train: 0, validation: 0, test: 0 };
  const sums = { train: 0, validation: 0, test: 0 };
  const starts: number[] = [];
  for (const name of partNames) {
    for (const one of found) {
      const before = partNames.slice(0, partNames.indexOf(name)).reduce((sum, part) => sum + one.counts[part], 0);
      for (const start of one.starts.subarray(before, before + one.counts[name])) starts.push(start);
      counts[name] += one.counts[name];
      sums[name] += one.parts[name].end - one.parts[name].first;
    }
  }
  const { train, validation, test } = sums;
  return {
    ...{ starts: Int32Array.from(starts), counts, ownParts: found.map(({ parts }) => parts) },
    parts: {
      train: { first: 0, end: train },
      validation: { first: train, end: train + validation },
      test: { first: train + validation, end: train + validation + test },
    },
  };
}

/** The rows that train, of all series; without the first ones, which have no step from one before. */
export function trainingRows(values: Float64Array, parts: readonly RowParts[], without: number): Float64Array {
  const own = parts.map(({ train }) => values.subarray(Math.min(train.first + without, train.end), train.end));
  return joined(
    own,
    own.reduce((sum, part) => sum + part.length, 0),
  );
}
