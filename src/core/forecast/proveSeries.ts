/**
 * The proof that windows know nothing of what comes after them: rows are changed, and bits are compared.
 *
 * First every row behind a window's last input row is changed, with the fitted figures held: its inputs must keep their bits. Then every row
 * behind the training part: the fitted figures must keep theirs. Times are not changed. test/core/forecast/leakage.test.ts.
 */
import { fittedOf, type ReadSeries, readSeries, sharesOf, windowInputs } from "../data/series/encodeSeries";
import { type PartName, partNames, rowParts } from "../data/series/seriesParts";
import type { TableSource } from "../data/tables/tableSource";
import type { SeriesForm } from "../model/seriesForm";

export type SeriesProof =
  | { readonly is: "proved"; readonly windows: number; readonly parts: readonly PartName[] }
  | { readonly is: "window"; readonly row: number; readonly part: PartName }
  | { readonly is: "fitted" };

/** Throws `TableRefused`. */
export function proveSeries(form: SeriesForm, tables: TableSource, validationSplit: number | undefined): SeriesProof {
  const series = readSeries(form, tables, validationSplit);
  const fitted = fittedOf(form, series);
  const { window } = form.settings;
  const tried: PartName[] = [];
  let [from, windows] = [0, 0];
  for (const part of partNames) {
    const count = series.counts[part];
    const places = [...new Set([0, Math.floor(count / 4), Math.floor(count / 2), count - 1])].filter((at) => at >= 0);
    if (count > 0) tried.push(part);
    for (const at of count > 0 ? places : []) {
      const start = series.starts[from + at] ?? 0;
      const other = readSeries(form, changedBehind(tables, form, series, [start + window - 1]), validationSplit, {
        fitted,
      });
      if (!sameBits(windowInputs(form, series, start), windowInputs(form, other, start))) {
        return { is: "window", row: start, part };
      }
      windows++;
    }
    from += count;
  }
  // Each of several series has a training part of its own.
  const shares = sharesOf(form, validationSplit);
  const own = series.groups ?? [{ first: 0, end: series.rows.rows }];
  const last = own.map(({ first, end }) => first + rowParts(end - first, shares).train.end - 1);
  const other = readSeries(form, changedBehind(tables, form, series, last), validationSplit);
  const isSame = series.scaling.every(({ offset, factor }, at) =>
    sameBits(Float64Array.of(offset, factor), numbersOf(other.scaling[at])),
  );
  return isSame ? { is: "proved", windows, parts: tried } : { is: "fitted" };
}

const numbersOf = (figures: ReadSeries["scaling"][number] | undefined): Float64Array =>
  Float64Array.of(figures?.offset ?? Number.NaN, figures?.factor ?? Number.NaN);

const sameBits = (a: Float64Array | Float32Array, b: Float64Array | Float32Array): boolean =>
  a.length === b.length && a.every((value, at) => Object.is(value, b[at]));

/** The same table with other numbers in every row behind these, each in its own series and in time order; what is missing stays so. */
function changedBehind(
  tables: TableSource,
  form: SeriesForm,
  series: ReadSeries,
  rows: readonly number[],
): TableSource {
  return (file, request) => {
    const read = tables(file, request);
    const each = rows.map((row) => behind(form, series, row));
    const isBehind = (at: number): boolean => each.some((one) => one(at));
    const numbers = read.table.numbers.map((column) => ({
      ...column,
      values: column.values.map((value, at) => (isBehind(at) ? 1.7 * Math.abs(value) + 3 : value)),
    }));
    return { ...read, table: { ...read.table, numbers } };
  };
}

/** Which rows of the file come after a row of the series. */
function behind({ settings }: SeriesForm, { rows, table, groups }: ReadSeries, row: number): (at: number) => boolean {
  const group = groups?.find(({ first, end }) => row >= first && row < end);
  const { first, end } = group ?? { first: 0, end: rows.rows };
  const [labels] = table.texts;
  const isOwn = (at: number): boolean => !group || labels?.labels[labels.codes[at] ?? -1] === group.name;
  const times = table.time?.values;
  const [last, next] = [rows.times?.[row], row + 1 < end ? rows.times?.[row + 1] : undefined];
  if (times && last !== undefined) {
    // A row of a mean over time holds all up to the next one's time.
    return (at) => isOwn(at) && (times[at] ?? 0) > last && (next === undefined || (times[at] ?? 0) >= next);
  }
  const kept = Array.from({ length: table.rows }, (_, at) => at).filter(
    (at) =>
      isOwn(at) && (settings.missing !== "drop" || table.numbers.every(({ values }) => !Number.isNaN(values[at]))),
  );
  const each = Math.max(1, Math.round(kept.length / Math.max(1, end - first)));
  const border = kept[Math.min(kept.length, (row - first + 1) * each) - 1] ?? table.rows;
  return (at) => isOwn(at) && at > border;
}
