/**
 * What metrics count in one batch, by the formulas of Keras 3, over numbers that have left TensorFlow.
 *
 * test/tensorflow/golden.test.ts.
 */
import type { MetricSettings } from "../../core/model/graph";
import type { MetricName } from "../../core/model/objectTables";
import { countNumbers } from "../../core/training/metricValue";
import { PlanError } from "../../engine/plan/planError";

/** What one output gave for a batch. */
export interface BatchOutput {
  /** (rows, features), steps folded into rows. */
  readonly y: Float32Array;
  readonly features: number;
  /** (rows, features), or one class number a row. */
  readonly targets: Float32Array;
  readonly sparse: boolean;
  /** Which rows count, 1 or 0; absent where all do. */
  readonly mask?: Float32Array;
}

/** Adds to the counts what one number says, or what one row says. */
type CountElement = (counts: Float64Array, y: number, target: number, isPositive: boolean) => void;
type CountRow = (counts: Float64Array, row: Float32Array, label: number, target: Float32Array) => void;

interface Counting {
  readonly element?: CountElement;
  readonly row?: CountRow;
}

function add(counts: Float64Array, part: number | boolean, whole: number | boolean): void {
  counts[0] = (counts[0] ?? 0) + Number(part);
  counts[1] = (counts[1] ?? 0) + Number(whole);
}

/** The first of the largest. */
const largest = (row: Float32Array): number => row.reduce((best, value, i) => (value > (row[best] ?? 0) ? i : best), 0);

const rightOrNot: Counting = {
  element: (counts, _y, target, isPositive) => add(counts, target === Number(isPositive), 1),
};
const rightClass: Counting = { row: (counts, row, label) => add(counts, largest(row) === label, 1) };
const squaredError: Counting = { element: (counts, y, target) => add(counts, (y - target) ** 2, 1) };
const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, j) => sum + value * (b[j] ?? 0), 0);
/** As Keras divides by it: never by less than its epsilon. */
const lengthOf = (row: Float32Array): number => Math.max(Math.sqrt(product(row, row)), 1e-7);
const cosine: Counting = {
  row: (counts, row, _, target) => add(counts, product(row, target) / lengthOf(row) / lengthOf(target), 1),
};
const topAccuracy = ({ arguments: given }: MetricSettings): Counting => ({
  row: (counts, row, label) =>
    add(counts, row.filter((value) => value > (row[label] ?? 0)).length < Number(given["k"]), 1),
});

const countings: { readonly [Name in MetricName]: (settings: MetricSettings, features: number) => Counting } = {
  accuracy: (_, features) => (features === 1 ? rightOrNot : rightClass),
  binary_accuracy: () => rightOrNot,
  categorical_accuracy: () => rightClass,
  sparse_categorical_accuracy: () => rightClass,
  mse: () => squaredError,
  root_mean_squared_error: () => squaredError,
  cosine_similarity: () => cosine,
  mae: () => ({ element: (counts, y, target) => add(counts, Math.abs(y - target), 1) }),
  top_k_categorical_accuracy: topAccuracy,
  sparse_top_k_categorical_accuracy: topAccuracy,
  precision: () => ({
    element: (counts, _y, target, isPositive) => add(counts, isPositive && target !== 0, isPositive),
  }),
  recall: () => ({
    element: (counts, _y, target, isPositive) => add(counts, isPositive && target !== 0, target !== 0),
  }),
  auc: (settings) => {
    const thresholds = countNumbers(settings) / 2;
    // Keras's buckets: (0, 1/n], (1/n, 2/n], … for n + 1 thresholds, the first with 0; true ones before false ones.
    const bucketOf = (y: number): number => {
      const share = Math.fround(Math.min(Math.max(y, 0), 1) * (thresholds - 1));
      return Math.max(Math.ceil(share) - 1, 0);
    };
    return {
      element: (counts, y, target) => {
        const at = bucketOf(y) + (target === 0 ? thresholds : 0);
        counts[at] = (counts[at] ?? 0) + 1;
      },
    };
  },
};

/** Keras weighs by the mask what is a mean of a function's values; these count for themselves. */
const ownCount: readonly MetricName[] = ["root_mean_squared_error", "precision", "recall", "auc"];

/** Throws PlanError `engine-not-built` for a metric that does not exist for such targets. */
export function checkMetric({ name }: MetricSettings, sparse: boolean): void {
  const fits = name === "accuracy" || sparse === name.startsWith("sparse_");
  if (!fits) throw new PlanError("engine-not-built", { layer: "compile", argument: name });
}

export function countMetric(settings: MetricSettings, output: BatchOutput): Float64Array {
  const { name, arguments: given } = settings;
  const { features, targets, sparse } = output;
  const { element, row: countRow } = countings[name](settings, features);
  const mask = ownCount.includes(name) ? undefined : output.mask;
  const isPositive = positives(given);
  const chosen = typeof given["class_id"] === "number" ? given["class_id"] : undefined;
  const counts = new Float64Array(countNumbers(settings));
  for (let r = 0; r < output.y.length / features; r++) {
    if (mask?.[r] === 0) continue;
    const row = output.y.subarray(r * features, (r + 1) * features);
    const wanted = targets.subarray(r * features, (r + 1) * features);
    countRow?.(counts, row, sparse ? (targets[r] ?? 0) : largest(wanted), wanted);
    for (let j = 0; element && j < features; j++) {
      if (chosen === undefined || j === chosen) element(counts, row[j] ?? 0, wanted[j] ?? 0, isPositive(row, j));
    }
  }
  return counts;
}

/** Above the threshold; with `top_k` among the largest of its row, and of equal ones the first. */
function positives(given: MetricSettings["arguments"]): (row: Float32Array, j: number) => boolean {
  const { thresholds, top_k: top } = given;
  if (typeof top !== "number") {
    const threshold = Math.fround(Number(thresholds ?? given["threshold"] ?? 0.5));
    return (row, j) => (row[j] ?? 0) > threshold;
  }
  const least = typeof thresholds === "number" ? Math.fround(thresholds) : Number.NEGATIVE_INFINITY;
  return (row, j) => {
    const value = row[j] ?? 0;
    const before = row.filter((other, i) => other > value || (other === value && i < j)).length;
    return value > least && before < top;
  };
}
