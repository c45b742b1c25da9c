/**
 * Forecasts beyond a window's end: the horizon at once, and farther by taking the forecasts themselves for what was seen (free-running).
 *
 * Windows of several places are rolled side by side, so that the validation part tells how far free-running errs. test/cli/forecast.test.ts.
 */
import type { DataColumn, Dataset, Tensor } from "../data/dataset";
import type { ReadSeries } from "../data/series/encodeSeries";
import { plainScaling } from "../data/series/fittedSeries";
import { inputColumns, numberColumns, type SeriesForm, targetColumns } from "../model/seriesForm";
import { decodeForecasts } from "./decodeForecasts";
import type { ModelForecasts } from "./measureForecast";

export interface Rolled {
  readonly form: SeriesForm;
  readonly series: ReadSeries;
  /** As the network takes windows. */
  readonly input: DataColumn;
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
  // What each window has seen, column by column, in the data's own units.
  const seen = Array.from(starts, (start) =>
    rolled.series.rows.columns.map((values) => values.slice(start, start + window)),
  );
  const blocks: ModelForecasts[][] = [];
  for (let at = 0; at < steps; at += horizon) {
    const { values } = await rolled.predict(datasetOf(rolled, seen));
    const block = decodeForecasts(rolled.form, rolled.series, values, rolled.levels);
    blocks.push(block);
    for (const [w, own] of seen.entries()) {
      targets.forEach((place, target) => {
        const forecast = block[target]?.value.subarray(w * horizon, (w + 1) * horizon) ?? new Float64Array();
        own[place] = Float64Array.from([...(own[place] ?? []), ...forecast]).slice(-window);
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

function datasetOf({ form, series, input }: Rolled, seen: readonly (readonly Float64Array[])[]): Dataset {
  const { settings } = form;
  const columns = numberColumns(settings);
  const places = inputColumns(settings).map((name) => columns.indexOf(name));
  const width = places.length;
  const values = new Float32Array(seen.length * settings.window * width);
  seen.forEach((own, w) =>
    places.forEach((place, c) => {
      const { offset, factor } = series.scaling[place] ?? plainScaling;
      own[place]?.forEach((value, step) => {
        values[(w * settings.window + step) * width + c] = (value - offset) / factor;
      });
    }),
  );
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
