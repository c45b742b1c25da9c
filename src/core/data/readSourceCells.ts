/**
 * The cells of a source: its nested lists, the rows of a table in a file, or a `.npy` array. Of a table a mistake stands at the file's name, with the file, line and
 * cell in its sentence. test/cli/sources.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource, SourceTable } from "../model/modelFile";
import type { ScalarValue } from "../syntax/syntaxTree";
import { type Cells, readCells } from "./readCells";
import type { Padding } from "./padSamples";
import { seriesRows } from "./series/seriesRows";
import type { Guesses } from "./tables/dialect";
import type { Table } from "./tables/table";
import { TableRefused } from "./tables/tableProblem";
import type { TableSource } from "./tables/tableSource";

/** Undefined where the lists are ragged or the file cannot be used (then that is in `findings`), or where nobody may read it. */
export function readSourceCells(
  source: InlineSource,
  tables: TableSource | undefined,
  findings: Findings,
  padding?: Padding,
): Cells | undefined {
  const { table: wanted, array, values } = source;
  if ((!wanted && !array) || values.items.length > 0) return readCells(values, findings, padding);
  if (!tables) return undefined;
  try {
    if (!wanted) return array && arrayCells(array.file, source, tables);
    const { cells, guesses } = tableCells(wanted, source, tables);
    const written = Object.entries(guesses).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const said = message("table-guessed", { file: wanted.file, guesses: written.join(", ") });
    if (written.length > 0) findings.report(values.range, said, { severity: "information" });
    return cells;
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
    findings.report(values.range, error.problem);
    return undefined;
  }
}

function tableCells(
  wanted: SourceTable,
  { oneHot, values: { range } }: InlineSource,
  tables: TableSource,
): { cells: Cells; guesses: Guesses } {
  const request = (columns: SourceTable["columns"], numbers: boolean) => ({
    dialect: wanted.dialect,
    ...{ numbers: numbers ? (columns ?? []) : [], texts: numbers ? [] : (columns ?? []), time: [], timeFormat: null },
  });
  // Without a list of columns all of them are meant, which only the file tells.
  const all = wanted.columns ?? tables(wanted.file, request([], true)).table.names.map((_, at) => at);
  const { table } = tables(wanted.file, request(all, !oneHot));
  const columns = oneHot ? wordsOf(table, oneHot) : seriesRows(table, all, wanted.missing).columns;
  const cells: ScalarValue[] = [];
  for (let row = 0; row < table.rows; row++) for (const column of columns) cells.push(column[row] ?? null);
  return {
    cells: {
      shape: wanted.isRow ? [table.rows, columns.length] : [table.rows],
      values: cells,
      cellAt: (place) => ({ is: "scalar", range, value: cells[place] ?? null, source: String(cells[place]) }),
    },
    guesses: table.guesses,
  };
}

function arrayCells(
  file: string,
  { oneHot, values: { range } }: InlineSource,
  { array }: TableSource,
): Cells | undefined {
  // Labels are compared as they are written; what is learnt from is float32 in any case.
  const found = array?.(file, oneHot !== undefined);
  if (!found) return undefined;
  const { shape, values } = found;
  return {
    shape,
    // An array of numbers is read as a list of them is, without being one.
    values: values as unknown as readonly number[],
    cellAt: (place) => ({ is: "scalar", range, value: values[place] ?? null, source: String(values[place]) }),
  };
}

/** Words, and numbers where the labels are numbers. */
function wordsOf({ texts }: Table, labels: readonly ScalarValue[]): ScalarValue[][] {
  const areNumbers = labels.every((label) => typeof label === "number");
  return texts.map(({ codes, labels: words }) => {
    const meant = words.map((word) => (areNumbers && word.trim() !== "" ? Number(word) : word));
    return Array.from(codes, (code) => meant[code] ?? null);
  });
}
