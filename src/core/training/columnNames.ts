/**
 * What the figures of an epoch are called, as Keras calls them.
 */

/** `loss`, then each output's own where there are several; then the metrics, by output. */
export function columnNames(outputs: readonly string[], metrics: readonly string[]): string[] {
  const several = outputs.length > 1;
  return [
    "loss",
    ...(several ? outputs.map((output) => `${output}_loss`) : []),
    ...outputs.flatMap((output) => metrics.map((metric) => (several ? `${output}_${metric}` : metric))),
  ];
}
