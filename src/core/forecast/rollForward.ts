/**
 * Forecasts beyond a window's end: the horizon at once, and farther by taking the forecasts themselves for what was seen (free-running).
 *
 * Windows of several places are rolled side by side, so that the validation part tells how far free-running errs. test/cli/forecast.test.ts.
 */
import type { DataColumn, Dataset, Tensor } from "../data/dataset";
import type { ReadSeries } from "../data/series/encodeSeries";
import { calendarColumns } from "../data/series/calendar";
import { plainScaling } from "../data/series/fittedSeries";
import { changed } from "../data/series/seriesChanges";
import { changeOf, inputColumns, inputWidth, numberColumns, type SeriesForm, targetColumns } from "../model/seriesForm";
import { decodeForecasts } from "./decodeForecasts";
import type { ModelForecasts } from "./measureForecast";

export interface Rolled {
  readonly form: SeriesForm;
  readonly series: ReadSeries;
  /** As the network takes windows. */
  readonly input: DataColumn;
  /** Of every row, and of those behind the last one; absent where the series has none. */
  readonly times: ArrayLike<number> | undefined;
  readonly levels: readonly number[] | undefined;
  /** The network's one output for all samples. */
  readonly predict: (dataset: Dataset) => Promise<Tensor>;
}

/** Inputs that nobody foretells: beyond the horizon they are not known. */
export const unknownAhead = ({ settings }: SeriesForm): readonly (string | number)[] =>
  inputColumns(settings).filter((column) => !targetColumns(settings).includes(column));

/** Of each target, w · steps + h, for windows that begin at these rows. Beyond the horizon no input may be `unknownAhead`. */
export async function rollForward(rolled: Rolled, starts: Int32Array, steps: number): Promise<ModelForecasts[]> {
  const { settings } = rolled.form;
  const { window, horizon } = settings;
  const columns = numberColumns(settings);
  const targets = targetColumns(settings).map((name) => columns.indexOf(name));
  // What each window has seen and the row before it, column by column, in the data's own units.
  const seen = Array.from(starts, (start) =>
    rolled.series.rows.columns.map((values) =>
      Float64Array.from({ length: window + 1 }, (_, step) => values[start + step - 1] ?? Number.NaN),
    ),
  );
  const blocks: ModelForecasts[][] = [];
  for (let at = 0; at < steps; at += horizon) {
    const { values } = await rolled.predict(
      datasetOf(
        rolled,
        seen,
        Array.from(starts, (start) => start + at),
      ),
    );
    const last = (target: number, w: number): number => seen[w]?.[targets[target] ?? 0]?.[window] ?? Number.NaN;
    const block = decodeForecasts(rolled.form, rolled.series, values, rolled.levels, last);
    blocks.push(block);
    for (const [w, own] of seen.entries()) {
      targets.forEach((place, target) => {
        const forecast = block[target]?.value.subarray(w * horizon, (w + 1) * horizon) ?? new Float64Array();
        own[place] = Float64Array.from([...(own[place] ?? []), ...forecast]).slice(-window - 1);
      });
    }
  }
  return targets.map((_, target) =>
    join(
      blocks.map((block) => block[target]!),
      starts.length,
      { steps, horizon },
    ),
  );
}

function datasetOf(
  { form, series, input, times }: Rolled,
  seen: readonly (readonly Float64Array[])[],
  rows: readonly number[],
): Dataset {
  const { settings } = form;
  const columns = numberColumns(settings);
  const places = inputColumns(settings).map((name) => columns.indexOf(name));
  const width = inputWidth(settings);
  const values = new Float32Array(seen.length * settings.window * width);
  seen.forEach((own, w) => {
    const put = (column: Float64Array, c: number): void =>
      column.forEach((value, step) => (values[(w * settings.window + step) * width + c] = value));
    places.forEach((place, c) => {
      const { offset, factor } = series.scaling[place] ?? plainScaling;
      const column = String(columns[place]);
      const change = changed(own[place] ?? new Float64Array(), changeOf(settings, columns[place] ?? ""), {
        ...{ file: series.table.file, column },
      });
      put(
        change.subarray(1).map((value) => (value - offset) / factor),
        c,
      );
    });
    const ownTimes = Array.from({ length: settings.window }, (_, step) => times?.[(rows[w] ?? 0) + step] ?? Number.NaN);
    calendarColumns(ownTimes, settings.calendar ?? []).forEach((column, c) => put(column, places.length + c));
  });
  const tensor = { shape: [seen.length, ...input.tensor.shape.slice(1)], values };
  return { samples: seen.length, inputs: [{ name: input.name, tensor }], targets: [] };
}

/** Blocks of a horizon one behind the other, cut to so many steps. */
function join(
  blocks: readonly ModelForecasts[],
  windows: number,
  { steps, horizon }: { readonly steps: number; readonly horizon: number },
): ModelForecasts {
  const joined = (of: (block: ModelForecasts) => Float64Array | undefined): Float64Array =>
    Float64Array.from({ length: windows * steps }, (_, at) => {
      const [w, step] = [Math.floor(at / steps), at % steps];
      const block = blocks[Math.floor(step / horizon)];
      return (block && of(block)?.[w * horizon + (step % horizon)]) ?? Number.NaN;
    });
  const quantiles = blocks[0]?.quantiles;
  return {
    value: joined(({ value }) => value),
    ...(quantiles && {
      quantiles: {
        levels: quantiles.levels,
        values: quantiles.levels.map((_, k) => joined((block) => block.quantiles?.values[k])),
      },
    }),
  };
}
