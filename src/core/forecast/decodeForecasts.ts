/**
 * What a network answers for windows of a series, as forecasts of each target in the data's own units.
 *
 * An output has, for each window, quantile by quantile (one without a quantile loss), step by step, target by target; see core/model/quantiles.ts.
 */
import type { ReadSeries } from "../data/series/encodeSeries";
import { plainScaling } from "../data/series/fittedSeries";
import { numberColumns, type SeriesForm, targetColumns } from "../model/seriesForm";
import type { ModelForecasts } from "./measureForecast";

/** Of each target, w · horizon + h. `levels`: of a quantile loss, as the file lists them. */
export function decodeForecasts(
  { settings }: SeriesForm,
  { scaling }: Pick<ReadSeries, "scaling">,
  outputs: Float32Array,
  levels: readonly number[] | undefined,
): ModelForecasts[] {
  const { horizon } = settings;
  const names = numberColumns(settings);
  const targets = targetColumns(settings);
  const perLevel = horizon * targets.length;
  const perWindow = perLevel * (levels?.length ?? 1);
  const windows = outputs.length / perWindow;
  return targets.map((name, target) => {
    const { offset, factor } = scaling[names.indexOf(name)] ?? plainScaling;
    const at = (level: number): Float64Array =>
      Float64Array.from({ length: windows * horizon }, (_, place) => {
        const [window, step] = [Math.floor(place / horizon), place % horizon];
        const value = outputs[window * perWindow + level * perLevel + step * targets.length + target] ?? Number.NaN;
        return value * factor + offset;
      });
    if (!levels) return { value: at(0) };
    const order = levels.map((_, k) => k).sort((a, b) => (levels[a] ?? 0) - (levels[b] ?? 0));
    const distances = levels.map((level) => Math.abs(level - 0.5));
    return {
      value: at(distances.indexOf(Math.min(...distances))),
      quantiles: { levels: order.map((k) => levels[k] ?? 0), values: order.map(at) },
    };
  });
}
