/**
 * Metrics over the outputs of the training batches: which kernel counts them, and where the counts lie.
 *
 * They read what the network answers, also where the loss reads what stands before the last activation. test/engine/metric.test.ts.
 */
import type { MetricName } from "../../../core/model/objectTables";
import type { CountedMetric } from "../../../core/training/networkSession";
import { MetricCode, Operation } from "../codes";
import type { Emission } from "../layout";
import type { PlanTensor } from "../network";
import { PlanError } from "../planError";

interface MetricTarget {
  readonly address: number;
  readonly sparse: boolean;
}

const codes: Readonly<Partial<Record<MetricName, MetricCode>>> = {
  mse: MetricCode.squaredError,
  mae: MetricCode.absoluteError,
  root_mean_squared_error: MetricCode.squaredError,
  top_k_categorical_accuracy: MetricCode.topCategoricalAccuracy,
  precision: MetricCode.precision,
  recall: MetricCode.recall,
};

/** Keras weighs by the mask what is a mean of a function's values; these count for themselves. */
function followsMask(name: MetricName): boolean {
  return name !== "root_mean_squared_error" && name !== "precision" && name !== "recall";
}

/** Throws PlanError `engine.notBuilt` for a metric that does not exist for such targets. */
function metricCode(name: MetricName, { features }: PlanTensor, sparse: boolean): MetricCode {
  if (name === "accuracy") {
    if (features === 1) return MetricCode.binaryAccuracy;
    return sparse ? MetricCode.sparseAccuracy : MetricCode.categoricalAccuracy;
  }
  const code = codes[name];
  if (code === undefined || sparse) throw new PlanError("engine.notBuilt", { layer: "compile", argument: name });
  return code;
}

export function listMetrics(outputs: number, names: readonly MetricName[]): CountedMetric[] {
  return Array.from({ length: outputs }).flatMap((_, output) =>
    names.map((name) => ({ name, output, root: name === "root_mean_squared_error" })),
  );
}

/** `counts`: two f64 for each column, part and whole. */
export function emitMetrics(
  e: Emission,
  outputs: readonly PlanTensor[],
  targets: readonly MetricTarget[],
  columns: readonly CountedMetric[],
  counts: number,
): void {
  for (const [i, { name, output }] of columns.entries()) {
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
      counts: counts + i * 16,
      mask: tensor.mask && followsMask(name) ? e.value(tensor.mask) : 0,
    });
    e.forward(Operation.metric, record);
  }
}
