/**
 * Metrics over the outputs of the training batches: which kernel counts them, and where the counts lie.
 *
 * They read what the network answers, also where the loss reads what stands before the last activation. test/engine/metric.test.ts.
 */
import type { MetricName } from "../../../core/model/objectTables";
import type { CountedMetric } from "../../../core/training/networkSession";
import { MetricCode, Operation } from "../codes";
import type { Layout, TapeEntry } from "../layout";
import type { PlanTensor } from "../network";
import { PlanError } from "../planError";

export interface PlacedMetrics {
  readonly columns: readonly CountedMetric[];
  /** Two f64 for each column: part and whole. */
  readonly address: number;
  readonly entries: readonly TapeEntry[];
}

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

export function placeMetrics(
  layout: Layout,
  outputs: readonly PlanTensor[],
  targets: readonly MetricTarget[],
  names: readonly MetricName[],
): PlacedMetrics {
  const columns = outputs.flatMap((_, output) =>
    names.map((name) => ({ name, output, root: name === "root_mean_squared_error" })),
  );
  const address = layout.take(Math.max(1, columns.length) * 16);
  const entries = columns.map(({ name, output }, i): TapeEntry => {
    const tensor = outputs[output] as PlanTensor;
    const { address: at, sparse } = targets[output] as MetricTarget;
    const record = layout.record("Metric", {
      steps: tensor.steps,
      code: metricCode(name, tensor, sparse),
      features: tensor.features,
      y: layout.value(tensor),
      yLd: tensor.ld,
      targets: at,
      targetFeatures: sparse ? 1 : tensor.features,
      counts: address + i * 16,
      mask: tensor.mask && followsMask(name) ? layout.value(tensor.mask) : 0,
    });
    return [Operation.metric, record.address];
  });
  return { columns, address, entries };
}
