/** The parts of a session that a test of the loop around it does not care for: no metrics, no regularizers, every step finite. */
export const plainSession = {
  metrics: [],
  lossWeights: [],
  nonFinite: () => undefined,
  batchPenalty: () => 0,
  metricCounts: () => new Float64Array(0),
} as const;
