/**
 * What a network answers for windows of a series, as forecasts of each target in the data's own units.
 *
 * An output has, for each window, quantile by quantile (one without a quantile loss), step by step, target by target; see core/model/quantiles.ts.
 */
import type { ReadSeries } from "../data/series/encodeSeries";
import { plainScaling } from "../data/series/fittedSeries";
import { restored } from "../data/series/seriesChanges";
import { changeOf, numberColumns, type SeriesForm, targetColumns } from "../model/seriesForm";
import type { ModelForecasts } from "./measureForecast";

/** Of each target, w · horizon + h. `levels`: of a quantile loss, as the file lists them; `before`: of a target, what each window saw last. */
export function decodeForecasts(
  { settings }: SeriesForm,
  { scaling }: Pick<ReadSeries, "scaling">,
  outputs: Float32Array,
  levels: readonly number[] | undefined,
  before: (target: number, window: number) => number,
): ModelForecasts[] {
  const { horizon } = settings;
  const names = numberColumns(settings);
  const targets = targetColumns(settings);
  const perLevel = horizon * targets.length;
  const perWindow = perLevel * (levels?.length ?? 1);
  const windows = outputs.length / perWindow;
  return targets.map((name, target) => {
    const { offset, factor } = scaling[names.indexOf(name)] ?? plainScaling;
    const at = (level: number): Float64Array => {
      const values = new Float64Array(windows * horizon);
      for (let window = 0; window < windows; window++) {
        const first = window * perWindow + level * perLevel + target;
        const steps = Array.from(
          { length: horizon },
          (_, step) => (outputs[first + step * targets.length] ?? Number.NaN) * factor + offset,
        );
        values.set(restored(steps, before(target, window), changeOf(settings, name)), window * horizon);
      }
      return values;
    };
    if (!levels) return { value: at(0) };
    const order = levels.map((_, k) => k).sort((a, b) => (levels[a] ?? 0) - (levels[b] ?? 0));
    const distances = levels.map((level) => Math.abs(level - 0.5));
    return {
      value: at(distances.indexOf(Math.min(...distances))),
      quantiles: { levels: order.map((k) => levels[k] ?? 0), values: order.map(at) },
    };
  });
}
