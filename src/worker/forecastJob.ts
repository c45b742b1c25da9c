/**
 * The forecast of a trained network: its test part scored beside all baselines, and what it says beyond the last row, with intervals.
 *
 * The run's own scaling and guesses are used, also for another file. test/cli/forecast.test.ts holds this.
 */
import type { Dataset } from "../core/data/dataset";
import { outputKind } from "../core/data/outputKind";
import { readSeries, type ReadSeries } from "../core/data/series/encodeSeries";
import { writtenTime } from "../core/data/tables/parseTime";
import type { ForecastSeries } from "../core/forecast/baselineForecasts";
import { boundsAround, type IntervalLevel, type Margins } from "../core/forecast/conformal";
import { decodeForecasts } from "../core/forecast/decodeForecasts";
import type { ForecastReport, IntervalNote } from "../core/forecast/forecastReport";
import {
  byLevel,
  centreOf,
  type ForecastPart,
  marginsOf,
  measureForecast,
  type MeasuredForecast,
  type ModelForecasts,
} from "../core/forecast/measureForecast";
import { nextTimes } from "../core/forecast/nextTimes";
import type { ForecastRow } from "../core/forecast/nixtlaTable";
import { rollForward, type Rolled, unknownAhead } from "../core/forecast/rollForward";
import { message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import { quantilesOf } from "../core/model/quantiles";
import { inputColumns, numberColumns, type SeriesForm, targetColumns } from "../core/model/seriesForm";
import type { EngineName } from "../core/training/networkSession";
import type { PredictRequest, TrainingFact, WeightsUsed } from "../protocol/training";
import { givenTable, tableSource } from "../sources/readTableFile";
import type { JobContext } from "./jobContext";
import { applyWeights, encodeForWeights, openSession, readModel, refusalOf, refuse } from "./prepareNetwork";
import { savedWeights } from "./savedWeights";

export interface ForecastRequest extends Omit<PredictRequest, "type"> {
  /** Beyond the last row; absent: the horizon. */
  readonly steps?: number;
}

export interface ForecastAnswer {
  readonly type: "forecast";
  readonly engine: EngineName;
  /** The model's name. */
  readonly name: string;
  /** One for each target. */
  readonly reports: readonly ForecastReport[];
  readonly used?: WeightsUsed;
}

const EXAMPLE =
  "data: {file: prices.csv, target: close, window: 30, split: {train: 0.7, validation: 0.15, test: 0.15}}";

/** Of free-running no more windows of the validation part are rolled along. */
const MOST_ROLLED = 500;

export async function runForecast(
  request: ForecastRequest,
  context: Pick<JobContext, "openEngine">,
): Promise<ForecastAnswer | Extract<TrainingFact, { type: "refused" }>> {
  try {
    return await forecast(request, context);
  } catch (error) {
    return refusalOf(error);
  }
}

async function forecast(request: ForecastRequest, context: Pick<JobContext, "openEngine">): Promise<ForecastAnswer> {
  const { file, graph } = readModel(request);
  const { form } = file;
  if (!form)
    return refuse("model", message("forecast-no-series", { example: EXAMPLE }), {
      ...rangeOf(file),
      code: "forecast-no-series",
    });
  if (form.settings.group !== null) {
    return refuse("model", message("forecast-group"), { range: form.placeOf("group"), code: "forecast-group" });
  }
  const weights = savedWeights(request, file);
  const { dataset } = encodeForWeights(file, request, weights.fitted);
  if (!dataset) return refuse("model", message("model-broken"));
  refuseClasses(file, graph, dataset);
  const tables = request.data === undefined ? tableSource(request.file, request.workspace) : givenTable(request.data);
  const series = readSeries(form, tables, file.fit.validationSplit, { fitted: weights.fitted });
  if (series.counts.test === 0) refuseWithoutTest(form, series);
  const steps = request.steps ?? form.settings.horizon;
  refuseUnknownAhead(form, steps);
  let engine: EngineName = "wasm";
  const ask = async (shown: Dataset, samples?: Int32Array): ReturnType<Rolled["predict"]> => {
    const batchSize = Math.max(1, Math.min(file.fit.batchSize, samples?.length ?? shown.samples));
    const seed = graph.seed ?? 0;
    const asked = { graph, dataset: shown, batchSize, seed, reproducible: file.fit.reproducible };
    const session = await openSession(request.engine, file, asked, context);
    try {
      applyWeights(session, weights);
      engine = session.engine;
      return session.predict(samples)[0] ?? { shape: [0], values: new Float32Array() };
    } finally {
      session.dispose();
    }
  };
  const levels = quantilesOf(file.compile?.losses[0]);
  const [input] = dataset.inputs;
  if (!input) return refuse("model", message("model-broken"));
  const { train, validation, test } = series.counts;
  const asked = Int32Array.from({ length: validation + test }, (_, at) => train + at);
  const { values } = await ask({ ...dataset, targets: [] }, asked);
  const split = (values.length / (validation + test)) * validation;
  const names = numberColumns(form.settings);
  const lastSeen =
    (first: number) =>
    (target: number, w: number): number => {
      const column = series.rows.columns[names.indexOf(targetColumns(form.settings)[target] ?? "")];
      return column?.[(series.starts[first + w] ?? 0) + form.settings.window - 1] ?? Number.NaN;
    };
  const parts = {
    validation: decodeForecasts(form, series, values.subarray(0, split), levels, lastSeen(train)),
    test: decodeForecasts(form, series, values.subarray(split), levels, lastSeen(train + validation)),
  };
  const times = allTimes(series, steps);
  const rolled: Rolled = { form, series, input, times, levels, predict: (shown) => ask(shown) };
  const beyond = await forecastBeyond(rolled, steps);
  const notes = chosenOnValidation(file) ? (["chosen_on_validation"] as const) : [];
  const reports = targetColumns(form.settings).map((_, target) =>
    reportOf(rolled, target, {
      validation: { starts: series.starts.subarray(train, train + validation), forecasts: parts.validation[target]! },
      test: { starts: series.starts.subarray(train + validation), forecasts: parts.test[target]! },
      beyond: beyond(target),
      notes,
    }),
  );
  return { type: "forecast", engine, name: file.name, reports, ...(weights.used && { used: weights.used }) };
}

const rangeOf = ({ modelRange }: ModelFile): { range?: NonNullable<typeof modelRange> } =>
  modelRange ? { range: modelRange } : {};

/** What is scored are numbers. */
function refuseClasses(file: ModelFile, graph: ModelGraph, { targets }: Dataset): void {
  const [ref] = graph.outputs;
  const loss = file.compile?.losses[0];
  const isNumbers = ref && outputKind(graph, ref, { loss, target: targets[0] }) === "values";
  if (isNumbers) return;
  const text = message("forecast-classes", { loss: loss?.name ?? "" });
  refuse("model", text, { ...rangeOf(file), code: "forecast-classes" });
}

function refuseWithoutTest(form: SeriesForm, { rows, parts }: ReadSeries): never {
  const found = parts.test.end - parts.test.first;
  const text =
    found === 0
      ? message("forecast-no-test")
      : message("forecast-no-test.short", { rows: rows.rows, found, horizon: form.settings.horizon });
  return refuse("model", text, { range: form.placeOf("split"), code: "forecast-no-test" });
}

function refuseUnknownAhead(form: SeriesForm, steps: number): void {
  const { horizon } = form.settings;
  const unknown = unknownAhead(form);
  if (steps <= horizon || unknown.length === 0) return;
  const text = message("forecast-unknown-ahead", { steps, horizon, columns: unknown.join(", ") });
  refuse("model", text, { range: form.placeOf("inputs"), code: "forecast-unknown-ahead" });
}

/** Early stopping, or a rate that follows the validation part, has seen what the intervals are made from. */
function chosenOnValidation({ fit }: ModelFile): boolean {
  return [fit.earlyStopping?.monitor, fit.reduceOnPlateau?.monitor].some((monitor) => monitor?.startsWith("val_"));
}

interface Beyond {
  /** Steps 1 … N behind the last row. */
  readonly forecasts: ModelForecasts;
  /** Windows of the validation part, rolled as far; none where the horizon is not left. */
  readonly rolled?: ForecastPart;
}

/** From the last window, and, where it is free-running, from windows of the validation part too. */
async function forecastBeyond(rolled: Rolled, steps: number): Promise<(target: number) => Beyond> {
  const { form, series } = rolled;
  const { window, horizon } = form.settings;
  const { counts, parts } = series;
  const last = series.rows.rows - window;
  const possible =
    steps > horizon
      ? series.starts
          .subarray(counts.train, counts.train + counts.validation)
          .filter((start) => start + window + steps <= parts.validation.end)
      : new Int32Array();
  const apart = Math.max(1, Math.ceil(possible.length / MOST_ROLLED));
  const starts = possible.filter((_, at) => at % apart === 0);
  const both = await rollForward(rolled, Int32Array.from([...starts, last]), steps);
  return (target) => {
    const whole = both[target]!;
    return {
      forecasts: windowsOf(whole, steps, starts.length, starts.length + 1),
      ...(steps > horizon && { rolled: { starts, forecasts: windowsOf(whole, steps, 0, starts.length) } }),
    };
  };
}

function windowsOf({ value, quantiles }: ModelForecasts, steps: number, from: number, to: number): ModelForecasts {
  const cut = (values: Float64Array): Float64Array => values.subarray(from * steps, to * steps);
  return { value: cut(value), ...(quantiles && { quantiles: { ...quantiles, values: quantiles.values.map(cut) } }) };
}

interface TargetParts {
  readonly validation: ForecastPart;
  readonly test: ForecastPart;
  readonly beyond: Beyond;
  readonly notes: readonly IntervalNote[];
}

function reportOf({ form, series, times }: Rolled, target: number, parts: TargetParts): ForecastReport {
  const { settings } = form;
  const { window, horizon, season, stride } = settings;
  const names = numberColumns(settings);
  const name = targetColumns(settings)[target] ?? "";
  const columnOf = (column: string | number): Float64Array =>
    series.rows.columns[names.indexOf(column)] ?? new Float64Array();
  const own: ForecastSeries = {
    ...{ target: columnOf(name), inputs: inputColumns(settings).map(columnOf), window, horizon, season },
    ...{ trainingEnd: series.parts.train.end, trainingStarts: series.starts.subarray(0, series.counts.train) },
  };
  const { validation, test, beyond } = parts;
  const measured = measureForecast(own, { validation, test, stride });
  const steps = beyond.forecasts.value.length;
  const margins = byLevel((level) => marginsBeyond(own, measured, beyond, { level, steps }));
  const notes: IntervalNote[] = [...parts.notes];
  if (validation.starts.length === 0) notes.push("no_validation");
  else if (Object.values(margins).some((each) => each.includes(undefined))) notes.push("few_residuals");
  if (steps > horizon) notes.push("free_running");
  const timeAt = timesOf(series, times);
  const { rows } = series.rows;
  const future = Array.from({ length: steps }, (_, step): ForecastRow => ({
    ...{ series: String(name), time: timeAt(rows + step), cutoff: timeAt(rows - 1), right: undefined },
    value: beyond.forecasts.value[step] ?? Number.NaN,
    levels: byLevel((level) => stepBounds(beyond.forecasts, margins[level], { level, step })),
  }));
  const tested = Array.from(test.forecasts.value, (value, at): ForecastRow => {
    const row = (test.starts[Math.floor(at / horizon)] ?? 0) + window + (at % horizon);
    return {
      ...{
        series: String(name),
        time: timeAt(row),
        cutoff: timeAt(row - (at % horizon) - 1),
        right: own.target[row],
        value,
      },
      levels: byLevel((level) => {
        const bounds = measured.bounds[level];
        return bounds && ([bounds.low[at] ?? Number.NaN, bounds.high[at] ?? Number.NaN] as const);
      }),
    };
  });
  return { target: String(name), horizon, season, measured, notes, test: tested, future };
}

/** Within the horizon those of the validation part; behind it what free-running from there has missed by. */
function marginsBeyond(
  series: ForecastSeries,
  measured: MeasuredForecast,
  { rolled }: Beyond,
  { level, steps }: { readonly level: IntervalLevel; readonly steps: number },
): Margins {
  const near = measured.margins[level].slice(0, steps);
  if (!rolled) return near;
  const { target, window, horizon } = series;
  const values = new Float64Array(rolled.starts.length * steps);
  rolled.starts.forEach((start, w) => values.set(target.subarray(start + window, start + window + steps), w * steps));
  const far = marginsOf({ horizon: steps, values }, rolled.forecasts, level);
  return [...near, ...far.slice(horizon)];
}

function stepBounds(
  forecasts: ModelForecasts,
  margins: Margins,
  { level, step }: { readonly level: IntervalLevel; readonly step: number },
): readonly [number, number] | undefined {
  const { low, high } = centreOf(forecasts, level);
  const cut = { low: low.subarray(step, step + 1), high: high.subarray(step, step + 1) };
  const bounds = boundsAround(cut, [margins[step]]);
  return bounds && [bounds.low[0] ?? Number.NaN, bounds.high[0] ?? Number.NaN];
}

/** Of all rows, and of so many behind the last one. */
function allTimes({ rows: { times }, table }: ReadSeries, steps: number): Float64Array | undefined {
  return times && Float64Array.from([...times, ...nextTimes(times, table.time?.kind ?? "number", steps)]);
}

/** The time of a row as the file has it, also behind the last one; the row's number where there are no times. */
function timesOf({ table }: ReadSeries, times: ArrayLike<number> | undefined): (row: number) => string | number {
  const kind = table.time?.kind ?? "number";
  if (!times) return (row) => row;
  return (row) => {
    const time = times[row];
    if (time === undefined) return row;
    return kind === "number" ? time : writtenTime(time, kind === "date");
  };
}
