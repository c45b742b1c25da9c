/**
 * Whether a person's table tells a network what nobody knew at the time: columns from the future, columns that are known later, gaps filled
 * with what came after, rows that are there twice, columns scaled over the whole file. Each finding says what was measured.
 *
 * A correlation with the future is none by itself (a random walk's neighbours are nearly equal): what counts is what a column says of the
 * future beyond the past of the target and its own. test/core/forecast/leakage.test.ts has twelve planted leaks and twenty clean tables.
 */
import type { ReadSeries } from "../data/series/encodeSeries";
import { type Message, message } from "../messages/message";
import { inputColumns, numberColumns, type SeriesForm, targetColumns } from "../model/seriesForm";
import { shortNumber } from "../text/shortNumber";
import { futureCorrelation } from "./futureCorrelation";

/** Beyond the past so much is told of the future by columns that hold it. */
const TELLING = 0.5;
/** A column drawn from a normal distribution comes as near to mean 0 and deviation 1 once in a hundred thousand. */
const STANDARD = 1e-4;
const FEWEST_ROWS = 40;
/** In longer series copies are not looked for: each stretch of rows has to be kept. */
const MOST_ROWS = 100_000;
/** So many rows one after the other are no chance. */
const BLOCK = 8;

export function findLeaks(form: SeriesForm, series: ReadSeries): Message[] {
  const { settings } = form;
  const names = numberColumns(settings);
  const column = (name: string | number): Float64Array =>
    series.rows.columns[names.indexOf(name)] ?? new Float64Array();
  const targets = targetColumns(settings);
  const inputs = inputColumns(settings);
  const far = Math.max(24, settings.horizon);
  return [
    ...inputs
      .filter((name) => !targets.includes(name))
      .flatMap((name) => targets.flatMap((target) => fromFuture([name, column(name)], [target, column(target)], far))),
    ...inputs.flatMap((name) =>
      knownLater(
        series,
        names.indexOf(name),
        name,
        targets.map((one) => names.indexOf(one)),
      ),
    ),
    ...filledAcross(form, series),
    ...doubled(series),
    ...names.flatMap((name) => standardised(name, column(name))),
  ];
}

type Named = readonly [name: string | number, values: Float64Array];

function fromFuture([name, values]: Named, [target, aim]: Named, far: number): Message[] {
  const found = futureCorrelation(values, aim, far);
  if (!found || Math.abs(found.correlation) < TELLING || values.length < FEWEST_ROWS) return [];
  const { lead, correlation } = found;
  const args = { column: String(name), target: String(target), lead, correlation: shortNumber(correlation) };
  return [message("leak-future", args)];
}

/** Rows of the file in time order. */
function timeOrder({ table }: ReadSeries): number[] {
  const times = table.time?.values;
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  return times ? rows.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b) : rows;
}

/** The last cells of an input are empty where the target is there: it comes later than the target. */
function knownLater(series: ReadSeries, place: number, name: string | number, targets: readonly number[]): Message[] {
  const { numbers } = series.table;
  const { values, missing } = numbers[place] ?? {};
  if (!values || !missing?.count || targets.includes(place)) return [];
  let count = 0;
  for (const row of timeOrder(series).toReversed()) {
    const isKnown = targets.every((target) => !Number.isNaN(numbers[target]?.values[row] ?? Number.NaN));
    if (!isKnown || !Number.isNaN(values[row] ?? 0)) break;
    count++;
  }
  return count === 0 || count === series.table.rows ? [] : [message("leak-later", { column: String(name), count })];
}

/** A window that ends in such a gap has been told the value behind it. */
function filledAcross({ settings }: SeriesForm, { table }: ReadSeries): Message[] {
  if (settings.missing !== "linear") return [];
  return numberColumns(settings).flatMap((name, at) => {
    const count = table.numbers[at]?.missing.count ?? 0;
    return count === 0 ? [] : [message("leak-linear", { column: String(name), count })];
  });
}

/** Rows at the same time with the same numbers; or a stretch of rows that another part has as well. */
function doubled({ rows: { rows, times, columns }, parts }: ReadSeries): Message[] {
  const key = (row: number): string => columns.map((values) => values[row]).join(",");
  let twice = 0;
  for (let row = 1; row < rows; row++) if (times && times[row] === times[row - 1] && key(row) === key(row - 1)) twice++;
  const found: Message[] = [];
  if (twice > 0) found.push(message("leak-doubled", { count: twice, percent: shortNumber((100 * twice) / rows) }));
  if (rows > MOST_ROWS) return found;
  const first = new Map<string, number>();
  const lags = new Map<number, number>();
  const keys = Array.from({ length: rows }, (_, row) => key(row));
  let [copied, from, to] = [0, 0, 0];
  for (let row = 0; row + BLOCK <= rows; row++) {
    const block = keys.slice(row, row + BLOCK);
    // Rows that hardly change are alike without being the same.
    if (new Set(block).size < BLOCK / 2) continue;
    const text = block.join(";");
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, row);
    else if (row - earlier >= BLOCK) {
      lags.set(row - earlier, (lags.get(row - earlier) ?? 0) + 1);
      const isElsewhere = earlier < parts.train.end && row + BLOCK > parts.train.end;
      if (isElsewhere && copied++ === 0) [from, to] = [earlier, row];
    }
  }
  // What repeats again and again is a season without noise, and no copy.
  const period = Math.min(...lags.keys());
  const isPeriodic = Number.isFinite(period) && rows / period >= 4;
  if (copied >= BLOCK && !isPeriodic) found.push(message("leak-copied", { count: copied + BLOCK - 1, from, to }));
  return found;
}

function standardised(name: string | number, values: Float64Array): Message[] {
  const n = values.length;
  if (n < FEWEST_ROWS) return [];
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const isOne = [n, n - 1].some((count) => Math.abs(Math.sqrt(squares / count) - 1) < STANDARD);
  return Math.abs(mean) < STANDARD && isOne ? [message("leak-scaled", { column: String(name), rows: n })] : [];
}
