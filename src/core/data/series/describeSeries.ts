/**
 * What a series really is once it has been read: its columns, parts, scaling and first window, as plain data in the file's own units.
 *
 * The keys are those of `unroll data --json`, fixed by docs/language.md. test/cli/series.test.ts holds this.
 */
import { inputColumns, numberColumns, type SeriesForm, targetColumns } from "../../model/seriesForm";
import { writtenTime } from "../tables/parseTime";
import type { ColumnReport } from "../tables/table";
import type { ReadSeries } from "./encodeSeries";
import type { PartName, RowPart } from "./seriesParts";

export interface DescribedPart {
  /** Rows from 0 in time order; null where the part has none. */
  readonly first: number | null;
  readonly last: number | null;
  readonly first_time?: string | number;
  readonly last_time?: string | number;
  readonly rows: number;
  readonly windows: number;
}

export type DescribedScaling =
  | { readonly mean: number; readonly standard_deviation: number }
  | { readonly minimum: number; readonly maximum: number };

export interface DescribedSeries {
  readonly form: "series";
  readonly file: string;
  readonly encoding: string;
  readonly separator: string | null;
  readonly decimal: string | null;
  readonly rows: number;
  readonly columns: readonly ColumnReport[];
  /** Where the file has several series: their rows, one behind the other. */
  readonly groups?: readonly { readonly name: string; readonly first: number; readonly last: number }[];
  readonly parts: Readonly<Record<PartName, DescribedPart>>;
  readonly scaling: Readonly<Record<string, DescribedScaling>>;
  /** Of the first training window: x is (window, columns), y (horizon) or (horizon, targets); null without one. */
  readonly first: { readonly x: number[][]; readonly y: number[] | number[][] } | null;
}

export function describeSeries(form: SeriesForm, series: ReadSeries): DescribedSeries {
  const { table, rows, parts, counts, scaling, starts } = series;
  const { settings } = form;
  const kind = table.time?.kind;
  const timeAt = (row: number): string | number => {
    const time = rows.times?.[row] ?? Number.NaN;
    return kind === "number" ? time : writtenTime(time, kind === "date");
  };
  const partOf = ({ first, end }: RowPart, windows: number): DescribedPart =>
    // Of several series a part has rows of each.
    series.groups
      ? { first: null, last: null, rows: end - first, windows }
      : end > first
        ? {
            ...{ first, last: end - 1 },
            ...(rows.times && { first_time: timeAt(first), last_time: timeAt(end - 1) }),
            ...{ rows: end - first, windows },
          }
        : { first: null, last: null, rows: 0, windows };
  const scaled = settings.scale === "none" ? [] : table.numbers.map(({ place }) => keyOf(table.names, place));
  const names = numberColumns(settings);
  const valuesAt = (columns: readonly (string | number)[], row: number): number[] =>
    columns.map((column) => rows.columns[names.indexOf(column)]?.[row] ?? Number.NaN);
  const start = counts.train > 0 ? starts[0] : undefined;
  const { window, horizon } = settings;
  const targets = targetColumns(settings);
  return {
    form: "series",
    file: table.file,
    encoding: table.encoding,
    separator: table.dialect?.separator ?? null,
    decimal: table.dialect?.decimal ?? null,
    rows: rows.rows,
    columns: table.report,
    ...(series.groups && { groups: series.groups.map(({ name, first, end }) => ({ name, first, last: end - 1 })) }),
    parts: {
      train: partOf(parts.train, counts.train),
      validation: partOf(parts.validation, counts.validation),
      test: partOf(parts.test, counts.test),
    },
    scaling: Object.fromEntries(
      scaled.map((name, at) => {
        const { offset, factor } = scaling[at] ?? { offset: 0, factor: 1 };
        return [
          name,
          settings.scale === "standard"
            ? { mean: offset, standard_deviation: factor }
            : { minimum: offset, maximum: offset + factor },
        ];
      }),
    ),
    first:
      start === undefined
        ? null
        : {
            x: Array.from({ length: window }, (_, step) => valuesAt(inputColumns(settings), start + step)),
            y: answers(
              Array.from({ length: horizon }, (_, step) => valuesAt(targets, start + window + step)),
              targets.length,
            ),
          },
  };
}

/** The column's name, or its number where it has none of its own. */
function keyOf(names: readonly string[], place: number): string {
  const name = names[place] ?? "";
  return name !== "" && names.indexOf(name) === names.lastIndexOf(name) ? name : String(place);
}

const answers = (rows: number[][], targets: number): number[] | number[][] => (targets === 1 ? rows.flat() : rows);
