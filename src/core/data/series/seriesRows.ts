/**
 * The rows of a series as they are learnt from: in time order, and without a missing value.
 *
 * What is done to them is told: sorting, doubled times, gaps. Nothing is left out but what `missing: drop` names.
 * test/core/data/series/seriesRows.test.ts holds this.
 */
import { type Message, message } from "../../messages/message";
import type { MissingRule } from "../../model/tableKeys";
import { type Every, everyRows } from "./everyRows";
import { gapValue } from "./gapValue";
import type { NumberColumn, Table } from "../tables/table";
import { cellText, TableRefused } from "../tables/tableProblem";
import { writtenTime } from "../tables/parseTime";

export interface SeriesRows {
  readonly rows: number;
  /** Of the table's columns of numbers, in their order. */
  readonly columns: readonly Float64Array[];
  /** In order; absent where the series has no times. */
  readonly times: Float64Array | undefined;
  readonly notes: readonly Message[];
}

/** `names`: of the columns of numbers, as the model file writes them; `every`: of the rows fewer. Throws `TableRefused`. */
export function seriesRows(
  table: Table,
  names: readonly (string | number)[],
  rule: MissingRule,
  every?: Every,
): SeriesRows {
  const notes: Message[] = [];
  const { file } = table;
  const order = table.time && timeOrder(table.time.values);
  if (order) notes.push(message("series-sorted", { file }));
  const incomplete = table.numbers.some(({ missing }) => missing.count > 0);
  if (incomplete && rule === "error") throw missingRefused(table, names);
  let times = table.time && reorder(table.time.values, order);
  let columns: readonly Float64Array[] = table.numbers.map(({ values }) => reorder(values, order));
  if (incomplete && rule === "drop") {
    const whole = wholeRows(columns, table.rows);
    columns = columns.map((values) => reorder(values, whole));
    times = times && reorder(times, whole);
    if (whole.length === 0) throw new TableRefused(message("table-no-rows", { file }));
  } else if (incomplete) {
    columns = columns.map((values, at) => {
      const column = table.numbers[at];
      return column && column.missing.count > 0
        ? filled(values, rule, { table, column, name: names[at] ?? at })
        : values;
    });
  }
  if (every) ({ columns, times } = everyRows({ columns, times }, every, rule));
  if (table.time && times) notes.push(...lookAtTimes(file, times, table.time.kind));
  return { rows: columns[0]?.length ?? 0, columns, times, notes };
}

/** Rows in the order of their times, equal ones in that of the file; undefined where they are in it already. */
function timeOrder(times: Float64Array): Uint32Array | undefined {
  let at = 1;
  while (at < times.length && (times[at] ?? 0) >= (times[at - 1] ?? 0)) at++;
  if (at >= times.length) return undefined;
  const order = Uint32Array.from({ length: times.length }, (_, row) => row);
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}

const reorder = (values: Float64Array, order: Uint32Array | undefined): Float64Array =>
  order ? Float64Array.from(order, (row) => values[row] ?? Number.NaN) : values;

function wholeRows(columns: readonly Float64Array[], rows: number): Uint32Array {
  const whole = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (columns.every((values) => !Number.isNaN(values[row]))) whole[count++] = row;
  }
  return whole.subarray(0, count);
}

function missingRefused(table: Table, names: readonly (string | number)[]): TableRefused {
  const at = table.numbers.findIndex(({ missing }) => missing.count > 0);
  return new TableRefused(message("table-missing", missingAt(table, at, names)));
}

function missingAt(
  { file, numbers }: Table,
  at: number,
  names: readonly (string | number)[],
): { file: string; line: number; column: string; text: string; count: number } {
  const { count = 0, first = [] } = numbers[at]?.missing ?? {};
  const { line = 0, text = "" } = first[0] ?? {};
  return { file, line, column: String(names[at] ?? at), text: cellText(text), count };
}

interface Gap {
  readonly table: Table;
  readonly column: NumberColumn;
  readonly name: string | number;
}

/** Missing values of one column, filled in time order. */
function filled(values: Float64Array, rule: MissingRule, { table, column, name }: Gap): Float64Array {
  const whole = values.slice();
  let before = -1;
  for (let row = 0; row < whole.length; row++) {
    if (!Number.isNaN(whole[row])) {
      before = row;
      continue;
    }
    let after = row + 1;
    while (after < whole.length && Number.isNaN(whole[after])) after++;
    const [low, high] = [whole[before] ?? Number.NaN, whole[after] ?? Number.NaN];
    for (let gap = row; gap < after; gap++) {
      whole[gap] = gapValue(rule, { low, high, step: gap - before, steps: after - before });
    }
    if (Number.isNaN(whole[row])) {
      const at = table.numbers.indexOf(column);
      const { count: _, ...place } = missingAt(
        table,
        at,
        table.numbers.map(() => name),
      );
      throw new TableRefused(message("table-missing.edge", { ...place, rule: String(rule) }));
    }
    row = after - 1;
  }
  return whole;
}

/** Doubled times, and steps that are longer than the usual one. */
function lookAtTimes(file: string, times: Float64Array, kind: "number" | "date" | "time"): Message[] {
  const say = (time: number): string => (kind === "number" ? String(time) : writtenTime(time, kind === "date"));
  const steps = new Map<number, number>();
  let [doubled, firstDoubled] = [0, -1];
  for (let row = 1; row < times.length; row++) {
    const step = (times[row] ?? 0) - (times[row - 1] ?? 0);
    if (step === 0 && doubled++ === 0) firstDoubled = row;
    if (steps.size < 10_000 || steps.has(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const notes: Message[] = [];
  if (doubled > 0) {
    notes.push(message("series-doubled", { file, count: doubled, time: say(times[firstDoubled] ?? 0) }));
  }
  const [usual, often] = [...steps].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  // Months and measured times have no usual step.
  if (usual === 0 || often < 0.6 * (times.length - 1)) return notes;
  let [longer, after] = [0, -1];
  for (let row = 1; row < times.length; row++) {
    if ((times[row] ?? 0) - (times[row - 1] ?? 0) > 1.5 * usual && longer++ === 0) after = row - 1;
  }
  if (longer > 0) {
    notes.push(
      message("series-gaps", { file, step: stepText(usual, kind), count: longer, time: say(times[after] ?? 0) }),
    );
  }
  return notes;
}

/** `1d`, `15min`: as `every` writes it. */
function stepText(step: number, kind: "number" | "date" | "time"): string {
  if (kind === "number") return String(step);
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ] as const;
  const [unit, size] = units.find(([, one]) => step % one === 0) ?? ["ms", 1];
  return `${step / size}${unit}`;
}
