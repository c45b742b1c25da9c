/**
 * A series in a file to windows: views of one row of numbers that is as long as the series, whatever the window is.
 *
 * Scaled with the figures of the training rows alone. What is wrong stands at the key that would mend it, with file, line and cell.
 * test/cli/series.test.ts and test/engine/stagedSamples.test.ts hold this.
 */
import { Findings } from "../../diagnostics/findings";
import { type Message, message } from "../../messages/message";
import type { Shape } from "../../model/graph";
import type { InlineSource, SourceReport } from "../../model/modelFile";
import {
  changeOf,
  inputColumns,
  inputWidth,
  numberColumns,
  type SeriesForm,
  seriesRequest,
  targetColumns,
} from "../../model/seriesForm";
import type { TextRange } from "../../text/range";
import { checkSeries } from "../checkSeries";
import type { DataColumn, Scaling, SampleTensor } from "../dataset";
import type { EncodedData } from "../encodeDataset";
import { fitInput, fits, fitTarget, type Slot } from "../fitTensor";
import { checkLargeValues } from "../largeValues";
import { type DataContext, inputSlots, outputSlots } from "../networkSlots";
import type { ReadTable, TableSource } from "../tables/tableSource";
import type { Table } from "../tables/table";
import { TableRefused } from "../tables/tableProblem";
import { checkTargetValues } from "../targetValues";
import { type ColumnScaling, columnScaling, type FittedSeries, plainScaling, scalingOf } from "./fittedSeries";
import { calendarColumns } from "./calendar";
import { readEvery } from "./everyRows";
import { changed, type ColumnChange, isChange } from "./seriesChanges";
import { groupedRows, groupedWindows, type SeriesGroup, trainingRows } from "./groupedRows";
import type { RowParts, SeriesShares } from "./seriesParts";
import { type SeriesRows, seriesRows } from "./seriesRows";

/** A series that has been read, before a network is asked for anything. */
export interface ReadSeries {
  readonly table: Table;
  /** In the order of `numberColumns`. */
  readonly rows: SeriesRows;
  /** Of several series how many rows each part has, as if they stood one behind the other. */
  readonly parts: RowParts;
  /** Where the file has several series: which rows are whose. */
  readonly groups?: readonly SeriesGroup[];
  /** The columns of `rows` as they are scaled: logarithms, steps. */
  readonly values: readonly Float64Array[];
  /** Of each column of `values`; the plain one where nothing is scaled. */
  readonly scaling: readonly ColumnScaling[];
  /** First rows of the windows, part after part. */
  readonly starts: Int32Array;
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
}

/** Without `split` everything trains, but what `validation_split` keeps. */
export function sharesOf({ settings }: SeriesForm, validationSplit: number | undefined): SeriesShares {
  const { split } = settings;
  if (split) return split;
  return { train: 1 - (validationSplit ?? 0), validation: validationSplit ?? 0, test: 0 };
}

/** Throws `TableRefused`. `fitted`: the figures and guesses of the run that is asked, in the place of the file's own. */
export function readSeries(
  form: SeriesForm,
  tables: TableSource,
  validationSplit: number | undefined,
  { fitted, survey = false }: { readonly fitted?: FittedSeries | undefined; readonly survey?: boolean } = {},
): ReadSeries & Pick<ReadTable, "hasChanged"> {
  const { settings } = form;
  const { table, hasChanged } = tables(
    settings.file,
    fitted ? withGuesses(form, fitted, survey) : seriesRequest(settings, survey),
  );
  const names = numberColumns(settings);
  const every = settings.every === null ? undefined : readEvery(settings.every);
  if (every && "span" in every && table.time?.kind === "number")
    throw new TableRefused(message("series-every.numbers", { every: settings.every ?? "" }));
  const { group, missing } = settings;
  const grouped = group === null ? undefined : groupedRows(table, names, group, { missing, every });
  const rows = grouped ?? seriesRows(table, names, missing, every);
  const { window, horizon } = settings;
  // The first row has no step from the one before it.
  const first = settings.difference;
  const needed = window + horizon + first;
  if (rows.rows < needed) {
    throw new TableRefused(message("series-short", { file: table.file, rows: rows.rows, window, horizon, needed }));
  }
  const shares = sharesOf(form, validationSplit);
  const sizes = { ...settings, first };
  const groups = grouped?.groups ?? [{ name: "", first: 0, end: rows.rows }];
  const { starts, counts, parts, ownParts } = groupedWindows(groups, shares, sizes);
  const values = rows.columns.map((own, at) => {
    const column = names[at] ?? at;
    return changed(own, changeOf(settings, column), { file: table.file, column: String(column) });
  });
  const scaling = values.map((own, at) =>
    fitted ? scalingOf(fitted, String(names[at])) : columnScaling(trainingRows(own, ownParts, first), settings.scale),
  );
  if (settings.calendar && table.time?.kind === "number") throw new TableRefused(message("series-calendar.numbers"));
  const told = grouped && { groups: grouped.groups };
  return { table, rows, parts, starts, counts, values, scaling, hasChanged, ...told };
}

function withGuesses(
  { settings }: SeriesForm,
  { guesses }: FittedSeries,
  survey: boolean,
): ReturnType<typeof seriesRequest> {
  const request = seriesRequest(settings, survey);
  const own = Object.entries(request.dialect).filter(([, value]) => value !== null);
  const { skip_footer: _, ...kept } = guesses;
  const dialect = { ...request.dialect, ...kept, ...Object.fromEntries(own) };
  const format = guesses["time_format"];
  return { ...request, dialect, timeFormat: request.timeFormat ?? (typeof format === "string" ? format : null) };
}

/** Encodes all windows of the series. */
export function encodeSeries(file: DataContext, form: SeriesForm): EncodedData {
  const findings = new Findings();
  checkSeries(form, file, findings);
  if (file.fitted) checkFitted(form, file.fitted, findings);
  const none = (): EncodedData => ({ dataset: undefined, diagnostics: findings.list, sources: [] });
  if (findings.hasErrors) return none();
  if (!file.tables)
    return { ...none(), sources: reports(form, [null, ...xShape(form)], [null, ...yShape(form, file)]) };
  const validationSplit = file.fit?.validationSplit;
  let series: ReadSeries & { readonly hasChanged: boolean };
  try {
    series = readSeries(form, file.tables, validationSplit, { fitted: file.fitted });
  } catch (error) {
    if (!(error instanceof TableRefused)) throw error;
    findings.report(placeOfProblem(form, error.problem), error.problem);
    return none();
  }
  report(form, series, findings);
  const [input, secondInput] = inputSlots(file);
  const [output, secondOutput] = outputSlots(file);
  if (!file.graph || !input || !output || findings.hasErrors) return none();
  if (secondInput || secondOutput) {
    const names = (secondInput ? inputSlots(file) : outputSlots(file)).map(({ name }) => name).join(", ");
    findings.report(form.placeOf("file"), message("series-ends", { names }));
    return none();
  }
  const x = inputColumn(form, series, input, findings);
  const y = x && targetColumn(form, series, output, findings);
  if (!x || !y || findings.hasErrors) return none();
  const sources = reports(form, x.tensor.shape, y.tensor.shape);
  const dataset = { samples: series.starts.length, parts: series.counts, inputs: [x], targets: [y] };
  return { dataset, diagnostics: findings.list, sources, fitted: file.fitted ?? fittedOf(form, series) };
}

const reports = ({ range }: SeriesForm, x: Shape, y: Shape): SourceReport[] => [
  { range, side: "x", shape: x },
  { range, side: "y", shape: y },
];

/** Of one window, as the keys say. */
const xShape = ({ settings }: SeriesForm): number[] => [settings.window, inputWidth(settings)];

function yShape({ settings }: SeriesForm, file: DataContext): number[] {
  const [output] = outputSlots(file);
  const targets = targetColumns(settings).length;
  if (output) return targetShape(output, settings.horizon, targets);
  return targets === 1 ? [settings.horizon] : [settings.horizon, targets];
}

/** What a run keeps of it. */
export function fittedOf({ settings }: SeriesForm, { table, scaling }: ReadSeries): FittedSeries {
  return {
    guesses: table.guesses,
    inputs: inputColumns(settings).map(String),
    targets: targetColumns(settings).map(String),
    scale: settings.scale,
    ...(changesText(settings) && { changes: changesText(settings) }),
    scaling: Object.fromEntries(numberColumns(settings).map((name, at) => [String(name), scaling[at] ?? plainScaling])),
  };
}

/** As the file would write it; nothing where nothing is done. */
function changesText({ difference, logarithm, calendar, every, group }: SeriesForm["settings"]): string {
  return [
    ...(group === null ? [] : [`group: ${group}`]),
    ...(every === null ? [] : [`every: ${every}`]),
    ...(difference > 0 ? [`difference: ${difference}`] : []),
    ...(logarithm ? ["logarithm: true"] : []),
    ...(calendar ? [`calendar: [${calendar.join(", ")}]`] : []),
  ].join(", ");
}

/** Whether a run's figures are those of these columns. */
function checkFitted(form: SeriesForm, { inputs, targets, changes = "" }: FittedSeries, findings: Findings): void {
  const written = changesText(form.settings);
  if (changes !== written) {
    const args = { known: changes || "–", found: written || "–" };
    findings.report(form.placeOf("target"), message("series-other-changes", args));
  }
  const known = [inputs, targets].map((names) => names.join(", "));
  const found = [inputColumns(form.settings), targetColumns(form.settings)].map((names) => names.join(", "));
  const at = known.findIndex((names, side) => names !== found[side]);
  if (at < 0) return;
  const args = { known: known[at] ?? "", found: found[at] ?? "" };
  findings.report(form.placeOf(at === 0 ? "inputs" : "target"), message("series-other-columns", args));
}

/** What was guessed and done, and parts that are too small. */
function report(
  form: SeriesForm,
  { table, rows, parts, counts, hasChanged }: ReadSeries & { hasChanged: boolean },
  findings: Findings,
): void {
  const { settings, placeOf } = form;
  const { file, guesses } = table;
  const written = Object.entries(guesses).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const tell = (text: Message, severity: "information" | "warning" = "information"): void =>
    findings.report(placeOf("file"), text, { severity });
  if (written.length > 0) tell(message("table-guessed", { file, guesses: written.join(", ") }));
  if (hasChanged) tell(message("table-changed", { file }), "warning");
  for (const note of rows.notes) tell(note, note.id === "series-doubled" ? "warning" : "information");
  const { window, horizon } = settings;
  const training = parts.train.end;
  if (counts.train === 0) {
    const args = { file, rows: rows.rows, training, window, horizon, needed: window + horizon };
    findings.report(placeOf("split"), message("series-no-training", args));
  } else if (counts.validation === 0 && parts.validation.end > parts.validation.first) {
    const found = parts.validation.end - parts.validation.first;
    findings.report(placeOf("split"), message("series-no-validation", { file, rows: rows.rows, found, horizon }));
  }
}

/** The key that mends it. */
function placeOfProblem(form: SeriesForm, problem: Message): TextRange {
  const { settings, placeOf } = form;
  if (problem.id.startsWith("time-") || /^table-(no|not)-time$/.test(problem.id)) return placeOf("time");
  const column = problem.args["column"];
  if (problem.id === "no-such-column" || problem.id === "ambiguous-column") {
    for (const key of ["inputs", "target", "time", "group"] as const) {
      if ([settings[key]].flat().map(String).includes(String(column))) return placeOf(key);
    }
  }
  if (problem.id === "table-no-group") return placeOf("group");
  if (problem.id === "series-short") return placeOf("window");
  if (problem.id === "series-logarithm") return placeOf("logarithm");
  if (problem.id === "series-every.numbers") return placeOf("every");
  if (problem.id === "series-calendar.numbers") return placeOf("calendar");
  return placeOf("file");
}

/** The rows of these columns side by side, scaled: row r, column c at r · columns + c. */
function sideBySide(
  columns: readonly Float64Array[],
  places: readonly number[],
  scaling: readonly ColumnScaling[],
  more: readonly Float64Array[] = [],
): Float32Array {
  const rows = columns[0]?.length ?? 0;
  const width = places.length + more.length;
  const values = new Float32Array(rows * width);
  const put = (column: Float64Array, at: number, { offset, factor }: ColumnScaling): void => {
    for (let row = 0; row < rows; row++) values[row * width + at] = ((column[row] ?? 0) - offset) / factor;
  };
  places.forEach((place, at) => put(columns[place] ?? new Float64Array(), at, scaling[place] ?? plainScaling));
  more.forEach((column, at) => put(column, places.length + at, plainScaling));
  return values;
}

/** The same windows in the data's own units, where they were changed. */
function changeOfColumns(
  { settings }: SeriesForm,
  { rows }: ReadSeries,
  places: readonly number[],
  tensor: SampleTensor,
  more: readonly Float64Array[] = [],
): { change?: ColumnChange } {
  const change = { logarithm: settings.logarithm, difference: settings.difference > 0 };
  const names = numberColumns(settings);
  if (!isChange(change) || !places.some((at) => isChange(changeOf(settings, names[at] ?? "")))) return {};
  return { change: { ...change, own: { ...tensor, values: sideBySide(rows.columns, places, [], more) } } };
}

function scalingOfColumns(
  series: ReadSeries,
  places: readonly number[],
  isScaled: boolean,
  more = 0,
): { scaling?: Scaling } {
  if (!isScaled) return {};
  const plain = Array.from({ length: more }, () => -1);
  return {
    scaling: {
      offset: Float64Array.from([...places, ...plain], (at) => series.scaling[at]?.offset ?? 0),
      factor: Float64Array.from([...places, ...plain], (at) => series.scaling[at]?.factor ?? 1),
    },
  };
}

/** As the rules of inline data ask for it: where it stands, and whether it is scaled. */
const sourceAt = (place: TextRange, scale: InlineSource["scale"]): InlineSource => ({
  name: undefined,
  range: place,
  values: { is: "list", range: place, items: [] },
  oneHot: undefined,
  oneHotRange: undefined,
  expandDims: false,
  padding: null,
  scale,
});

/** What a network is shown of the window that begins at this row, (window · width) numbers. */
export function windowInputs({ settings }: SeriesForm, series: ReadSeries, start: number): Float32Array {
  const names = numberColumns(settings);
  const places = inputColumns(settings).map((column) => names.indexOf(column));
  const more = calendarColumns(series.rows.times ?? [], settings.calendar ?? []);
  const width = places.length + more.length;
  const values = sideBySide(series.values, places, series.scaling, more);
  return values.subarray(start * width, (start + settings.window) * width);
}

function inputColumn(form: SeriesForm, series: ReadSeries, slot: Slot, findings: Findings): DataColumn | undefined {
  const { settings } = form;
  const names = numberColumns(settings);
  const places = inputColumns(settings).map((column) => names.indexOf(column));
  const more = calendarColumns(series.rows.times ?? [], settings.calendar ?? []);
  const values = sideBySide(series.values, places, series.scaling, more);
  const width = places.length + more.length;
  const source = sourceAt(form.placeOf("inputs"), settings.scale);
  const tensor = { shape: [series.starts.length, settings.window, width], values };
  const fitted = fitInput(tensor, { slot, source, findings });
  if (!fitted) return undefined;
  checkLargeValues("x", fitted, { source, slot }, findings);
  const windows = { ...fitted, starts: series.starts.map((row) => row * width) };
  return {
    name: slot.name,
    tensor: windows,
    ...scalingOfColumns(series, places, settings.scale !== "none", more.length),
    ...changeOfColumns(form, series, places, windows, more),
  };
}

function targetColumn(form: SeriesForm, series: ReadSeries, slot: Slot, findings: Findings): DataColumn | undefined {
  const { settings } = form;
  const names = numberColumns(settings);
  const places = targetColumns(settings).map((column) => names.indexOf(column));
  const values = sideBySide(series.values, places, series.scaling);
  const source = sourceAt(form.placeOf("target"), settings.scale);
  const { horizon, window } = settings;
  const samples = series.starts.length;
  const shape = targetShape(slot, horizon, places.length);
  const fitted = fitTarget({ shape: [samples, ...shape], values }, { slot, source, findings });
  if (!fitted) return undefined;
  checkLargeValues("y", fitted, { source, slot }, findings);
  const cells = {
    values: values as unknown as readonly number[],
    shape: fitted.shape,
    cellAt: cellIn(values, source.range),
  };
  if (!checkTargetValues(cells, source, slot, findings)) return undefined;
  const starts = series.starts.map((row) => (row + window) * places.length);
  const tensor: SampleTensor = { ...fitted, starts };
  const own = { ...tensor, shape: [samples, horizon, places.length] };
  return {
    ...{ name: slot.name, tensor, ...scalingOfColumns(series, places, settings.scale !== "none") },
    ...changeOfColumns(form, series, places, own),
  };
}

const cellIn =
  (values: Float32Array, range: TextRange) =>
  (place: number): { is: "scalar"; range: TextRange; value: number; source: string } => {
    const value = Number((values[place] ?? 0).toPrecision(7));
    return { is: "scalar", range, value, source: String(value) };
  };

/** (horizon) of one target, (horizon, targets) of several; also in one row where the output gives that many numbers. */
function targetShape({ shape, answers }: Slot, horizon: number, targets: number): number[] {
  const whole = targets === 1 ? [horizon] : [horizon, targets];
  const expected = shape?.slice(1);
  const row = [horizon * targets];
  return targets > 1 && answers === 1 && expected && !fits(whole, expected) && fits(row, expected) ? row : whole;
}
