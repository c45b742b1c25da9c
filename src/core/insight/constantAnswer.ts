/**
 * The best constant answer: one vector that is given for every sample and every step, and its loss. A network that does no better has
 * learnt nothing of its input.
 *
 * For most losses it is known in closed form (the mean of the targets for squared errors, their median for absolute ones, the shares
 * of the classes for cross-entropies); for `huber` and `log_cosh`, which are convex, it is found by halving. Figures are float64 and
 * follow the loss's formula in Keras 3, regularizers left out. test/core/insight/baselines.test.ts compares with a search.
 */
import type { Tensor } from "../data/dataset";
import type { LossSettings } from "../model/graph";
import type { LossName } from "../model/objectTables";
import { quantilesOf } from "../model/quantiles";

export interface ConstantAnswer {
  readonly loss: number;
  /** One for each feature of the answer, in the units of the targets; the probability of each class behind a cross-entropy. */
  readonly answer: readonly number[];
}

/** Keras clips probabilities so. */
const EPSILON = 1e-7;
const clipped = (p: number): number => Math.min(1 - EPSILON, Math.max(EPSILON, p));
function mean(values: readonly number[] | Column): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

type Column = Float64Array;
type Rule = (columns: readonly Column[], loss: LossSettings) => ConstantAnswer;

type Formula = (target: number, answer: number, loss: LossSettings) => number;

/** What one number of the answer loses against its target, for losses that work on single numbers. */
export const formulas: Readonly<Partial<Record<LossName, Formula>>> = {
  mean_squared_error: (target, answer) => (answer - target) ** 2,
  mean_absolute_error: (target, answer) => Math.abs(answer - target),
  huber(target, answer, loss) {
    const [error, delta] = [Math.abs(answer - target), deltaOf(loss)];
    return error <= delta ? error ** 2 / 2 : delta * error - delta ** 2 / 2;
  },
  log_cosh(target, answer) {
    const error = Math.abs(answer - target);
    return error + Math.log1p(Math.exp(-2 * error)) - Math.LN2;
  },
  poisson: (target, answer) => answer - target * Math.log(answer + EPSILON),
  binary_crossentropy(target, answer) {
    const p = clipped(answer);
    return -target * Math.log(p) - (1 - target) * Math.log(1 - p);
  },
};

/** The features are answered one by one, and the loss is their mean. */
const each =
  (best: (column: Column, loss: LossSettings) => number): Rule =>
  (columns, loss) => {
    const formula = formulas[loss.name] as Formula;
    const answer = columns.map((column) => best(column, loss));
    return { answer, loss: mean(columns.map((column, j) => meanLoss(column, answer[j] as number, loss, formula))) };
  };

function meanLoss(column: Column, answer: number, loss: LossSettings, formula: Formula): number {
  return mean(column.map((target) => formula(target, answer, loss)));
}

/** The value below which the share `q` of the numbers lies: one of them, so that no answer gives a lower quantile loss. */
function quantileOf(column: Column, q: number): number {
  const sorted = column.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] as number;
}

/** Where the slope of a convex loss changes its sign. */
function bisect(column: Column, slope: (error: number) => number): number {
  let [low, high] = [Math.min(...extent(column)), Math.max(...extent(column))];
  for (let step = 0; step < 80 && high > low; step++) {
    const middle = (low + high) / 2;
    if (column.reduce((sum, target) => sum + slope(middle - target), 0) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function extent(column: Column): [number, number] {
  return column.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

const deltaOf = ({ arguments: given }: LossSettings): number => Number(given["delta"] ?? 1);

/** −Σ share · log share of the classes: the entropy of the targets. */
function ofShares(weights: readonly number[]): ConstantAnswer {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const answer = weights.map((weight) => weight / total);
  return { answer, loss: -answer.reduce((sum, p, j) => sum + (weights[j] as number) * Math.log(clipped(p)), 0) };
}

const rules: Readonly<Partial<Record<LossName, Rule>>> = {
  mean_squared_error: each(mean),
  mean_absolute_error: each((column) => quantileOf(column, 0.5)),
  huber: each((column, loss) => bisect(column, (error) => Math.max(-deltaOf(loss), Math.min(deltaOf(loss), error)))),
  log_cosh: each((column) => bisect(column, Math.tanh)),
  poisson: each(mean),
  binary_crossentropy: each(mean),
  categorical_crossentropy: (columns) => ofShares(columns.map((column) => mean(column))),
  /** A class that no target names has no share, so the classes are counted as far as they occur. */
  sparse_categorical_crossentropy([column = new Float64Array()]) {
    const counts = Array.from({ length: 1 + Math.max(-1, ...extent(column)) }, () => 0);
    for (const label of column) counts[label] = (counts[label] ?? 0) + 1;
    return ofShares(counts.map((count) => count / column.length));
  },
  /** The direction of the mean of all directions. */
  cosine_similarity(columns) {
    const lengths = (columns[0] ?? []).map((_, row) =>
      Math.max(EPSILON, Math.hypot(...columns.map((one) => one[row] ?? 0))),
    );
    const directions = columns.map((column) => mean(column.map((value, row) => value / (lengths[row] as number))));
    const length = Math.hypot(...directions);
    return { answer: directions.map((value) => (length === 0 ? 0 : value / length)), loss: -length };
  },
  quantile(columns, loss) {
    const quantiles = quantilesOf(loss) ?? [0.5];
    const parts = quantiles.flatMap((q) =>
      columns.map((column) => {
        const answer = quantileOf(column, q);
        return { answer, loss: meanLoss(column, answer, loss, (target) => quantileLoss(target - answer, q)) };
      }),
    );
    return { answer: parts.map(({ answer }) => answer), loss: mean(parts.map((part) => part.loss)) };
  },
};

const quantileLoss = (error: number, q: number): number => Math.max(q * error, (q - 1) * error);

/**
 * Of targets (samples, …, features). Undefined where there are none, and for losses that compare something else than numbers or classes.
 */
export function bestConstantAnswer({ shape, values }: Tensor, loss: LossSettings): ConstantAnswer | undefined {
  const isSparse = loss.name === "sparse_categorical_crossentropy";
  const features = isSparse || shape.length < 2 ? 1 : (shape.at(-1) ?? 1);
  const rows = values.length / features;
  if (!(rows >= 1)) return undefined;
  const columns = Array.from({ length: features }, (_none, j) =>
    Float64Array.from({ length: rows }, (_unused, i) => values[i * features + j] ?? 0),
  );
  const found = rules[loss.name]?.(columns, loss);
  return found && Number.isFinite(found.loss) ? found : undefined;
}
