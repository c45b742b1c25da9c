/**
 * What the figures of an epoch are called, as in Keras: `loss`, `<output>_loss` where there are several outputs, then the metrics,
 * output by output. Validation puts `val_` in front. A metric with several thresholds has a column for each, `precision@0.3`: a column is one
 * number, which is drawn, watched and compared. test/engine/trainer.test.ts; which of them rise, test/core/training/callbacks.test.ts.
 */
import type { MetricSettings } from "../model/graph";
import { metricAliases, metrics } from "../model/objectTables";

/** `metrics`: those of each output. */
export function columnNames(
  outputs: readonly string[],
  metrics: readonly (readonly Pick<MetricSettings, "column">[])[],
): string[] {
  const several = outputs.length > 1;
  const measured = outputs.flatMap((output, i) =>
    (metrics[i] ?? []).map(({ column }) => (several ? `${output}_${column}` : column)),
  );
  return ["loss", ...(several ? outputs.map((output) => `${output}_loss`) : []), ...measured];
}

const written = [...Object.keys(metrics), ...Object.keys(metricAliases)];
const rising = written.filter((name) => metrics[metricAliases[name] ?? (name as keyof typeof metrics)].rises);
/** `val_` and an output's name may stand before a metric, behind it `_1` of one that is there twice, and a threshold. */
const endsInRising = new RegExp(`(?:^|_)(?:${rising.join("|")})(?:_\\d+)?(?:@.*)?$`);

/** Whether this figure grows while the network learns; losses and errors fall. */
export const risesWithQuality = (column: string): boolean => endsInRising.test(column);

export const columnAt = (column: string, threshold: number): string => `${column}@${threshold}`;

/** A row as Keras's history has it: the figures of several thresholds are one list, under the metric's name. */
export function asHistory(row: Readonly<Record<string, number>>): Record<string, number | number[]> {
  const history: Record<string, number | number[]> = {};
  for (const [column, figure] of Object.entries(row)) {
    const [, name] = /^(.+)@[\d.e+-]+$/.exec(column) ?? [];
    const list = name === undefined ? undefined : (history[name] ?? []);
    if (name === undefined || !Array.isArray(list)) history[column] = figure;
    else history[name] = [...list, figure];
  }
  return history;
}
