/**
 * What the figures of an epoch are called, as in Keras: `loss`, `<output>_loss` where there are several outputs, then the metrics,
 * output by output. Validation puts `val_` in front. test/engine/trainer.test.ts; which of them rise, test/core/training/callbacks.test.ts.
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
/** `val_` and an output's name may stand before a metric, and `_1` behind one that is there twice. */
const endsInRising = new RegExp(`(?:^|_)(?:${rising.join("|")})(?:_\\d+)?$`);

/** Whether this figure grows while the network learns; losses and errors fall. */
export const risesWithQuality = (column: string): boolean => endsInRising.test(column);
