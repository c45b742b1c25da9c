/**
 * What the figures of an epoch are called, as in Keras: `loss`, `<output>_loss` where there are several outputs, then the metrics,
 * output by output. Validation puts `val_` in front. test/engine/trainer.test.ts.
 */
import type { MetricSettings } from "../model/graph";

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
