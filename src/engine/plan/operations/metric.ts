/**
 * Metrics over the outputs of a batch: which kernel counts them, and where the counts lie.
 *
 * They read what the network answers, also where the loss reads what stands before the last activation. test/engine/metric.test.ts.
 */
import type { MetricSettings } from "../../../core/model/graph";
import type { MetricName } from "../../../core/model/objectTables";
import { countNumbers } from "../../../core/training/metricValue";
import type { CountedMetric } from "../../../core/training/networkSession";
import { MetricCode, Operation } from "../codes";
import type { Emission } from "../network";
import type { PlanTensor } from "../tensors";
import { PlanError } from "../planError";

interface MetricTarget {
  readonly address: number;
  readonly sparse: boolean;
}

const codes: Readonly<Record<Exclude<MetricName, "accuracy">, MetricCode>> = {
  binary_accuracy: MetricCode.binaryAccuracy,
  categorical_accuracy: MetricCode.categoricalAccuracy,
  sparse_categorical_accuracy: MetricCode.sparseAccuracy,
  mse: MetricCode.squaredError,
  mae: MetricCode.absoluteError,
  root_mean_squared_error: MetricCode.squaredError,
  cosine_similarity: MetricCode.cosineSimilarity,
  top_k_categorical_accuracy: MetricCode.topCategoricalAccuracy,
  sparse_top_k_categorical_accuracy: MetricCode.sparseTopAccuracy,
  precision: MetricCode.precision,
  recall: MetricCode.recall,
  auc: MetricCode.auc,
};

/** Keras weighs by the mask what is a mean of a function's values; these count for themselves. */
const ownCount: ReadonlySet<MetricName> = new Set(["root_mean_squared_error", "precision", "recall", "auc"]);

/** Throws PlanError `engine-not-built` for a metric that does not exist for such targets. */
function metricCode(name: MetricName, { features }: PlanTensor, sparse: boolean): MetricCode {
  if (name === "accuracy") {
    if (features === 1) return MetricCode.binaryAccuracy;
    return sparse ? MetricCode.sparseAccuracy : MetricCode.categoricalAccuracy;
  }
  const code = codes[name];
  if (sparse !== (code === MetricCode.sparseTopAccuracy || code === MetricCode.sparseAccuracy)) {
    throw new PlanError("engine-not-built", { layer: "compile", argument: name });
  }
  return code;
}

/** Numbers above this say yes: 0.5, or all of the largest where Keras asks for those. */
function thresholdOf({ threshold, thresholds, top_k: top }: MetricSettings["arguments"]): number {
  if (typeof threshold === "number") return threshold;
  if (typeof thresholds === "number") return thresholds;
  return typeof top === "number" ? -1e10 : 0.5;
}

/** `metrics`: those of each output. */
export function listMetrics(metrics: readonly (readonly MetricSettings[])[]): CountedMetric[] {
  return metrics.flatMap((all, output) => all.map((settings) => ({ settings, output })));
}

/** Numbers that all of them count together. */
export function countAll(metrics: readonly CountedMetric[]): number {
  return metrics.reduce((sum, { settings }) => sum + countNumbers(settings), 0);
}

/** `counts`: f64, those of one metric after the other. */
export function emitMetrics(
  e: Emission,
  outputs: readonly PlanTensor[],
  targets: readonly MetricTarget[],
  columns: readonly CountedMetric[],
  counts: number,
): void {
  let at = counts;
  for (const { settings, output } of columns) {
    const { name, arguments: given } = settings;
    const tensor = outputs[output] as PlanTensor;
    const { address, sparse } = targets[output] as MetricTarget;
    const record = e.record("Metric", {
      steps: tensor.steps,
      code: metricCode(name, tensor, sparse),
      features: tensor.features,
      y: e.value(tensor),
      yLd: tensor.ld,
      targets: address,
      targetFeatures: sparse ? 1 : tensor.features,
      counts: at,
      mask: tensor.mask && !ownCount.has(name) ? e.value(tensor.mask) : 0,
      top: Number(given["k"] ?? given["top_k"] ?? given["num_thresholds"] ?? 0),
      threshold: thresholdOf(given),
      only: Number(given["class_id"] ?? -1),
    });
    at += countNumbers(settings) * 8;
    e.forward(Operation.metric, record);
  }
}
