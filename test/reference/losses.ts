/**
 * Losses of Keras 3 for one sample, summed over its rows; what a row's loss is divided by is the caller's business.
 *
 * With `logits`, the row stands before the softmax or sigmoid.
 */
import type { LossSettings } from "../../src/core/model/graph";
import { add, apply, clip, divide, exp, log, multiply, scalar, scale, subtract, sum, type Scalar } from "./scalar";
import type { Row } from "./layers";

const EPSILON = 1e-7;
const clipped = (p: Scalar): Scalar => clip(p, EPSILON, 1 - EPSILON);

function logSumExp(row: Row): Scalar {
  const top = Math.max(...row.map(({ value }) => value));
  return add(log(sum(row.map((x) => exp(subtract(x, scalar(top)))))), scalar(top));
}

function binary(y: Scalar, target: number, logits: boolean): Scalar {
  if (logits) {
    const softplus = apply(y, Math.log1p(Math.exp(y.value)), 1 / (1 + Math.exp(-y.value)));
    return subtract(softplus, scale(y, target));
  }
  const p = clipped(y);
  return scale(add(scale(log(p), target), scale(log(subtract(scalar(1), p)), 1 - target)), -1);
}

/** The loss of one row: a mean over features where the formula works on single numbers. */
export function rowLoss(
  { name, arguments: given }: LossSettings,
  y: Row,
  target: readonly number[],
  logits: boolean,
): Scalar {
  const mean = (parts: readonly Scalar[]): Scalar => scale(sum(parts), 1 / parts.length);
  const eachError = (formula: (error: number) => readonly [value: number, slope: number]): Scalar =>
    mean(y.map((one, j) => apply(one, ...formula(one.value - (target[j] ?? 0)))));
  switch (name) {
    case "mean_squared_error":
      return mean(
        y.map((one, j) => multiply(subtract(one, scalar(target[j] ?? 0)), subtract(one, scalar(target[j] ?? 0)))),
      );
    case "mean_absolute_error":
      return mean(
        y.map((one, j) => {
          const error = one.value - (target[j] ?? 0);
          return apply(one, Math.abs(error), Math.sign(error));
        }),
      );
    case "quantile": {
      // Every target at the first quantile, then every target at the second, …
      const quantiles = given["quantiles"] as readonly number[];
      return mean(
        y.map((one, j) => {
          const q = quantiles[Math.floor(j / target.length)] as number;
          const error = (target[j % target.length] as number) - one.value;
          return apply(one, error > 0 ? q * error : (q - 1) * error, error > 0 ? -q : 1 - q);
        }),
      );
    }
    case "huber": {
      const delta = Number(given["delta"]);
      return eachError((x) =>
        Math.abs(x) <= delta ? [0.5 * x * x, x] : [delta * Math.abs(x) - 0.5 * delta * delta, delta * Math.sign(x)],
      );
    }
    case "log_cosh":
      return eachError((x) => [Math.log(Math.cosh(x)), Math.tanh(x)]);
    case "cosine_similarity": {
      const inverse = (row: Row): Scalar => exp(scale(log(sum(row.map((x) => multiply(x, x)))), -0.5));
      const wanted = target.map(scalar);
      const product = sum(y.map((one, j) => multiply(one, wanted[j] as Scalar)));
      return scale(multiply(product, multiply(inverse(y), inverse(wanted))), -1);
    }
    case "poisson":
      return mean(y.map((one, j) => subtract(one, scale(log(add(one, scalar(EPSILON))), target[j] ?? 0))));
    case "kl_divergence":
      return sum(
        y.map((one, j) => {
          const t = Math.min(Math.max(target[j] ?? 0, EPSILON), 1);
          return scale(subtract(scalar(Math.log(t)), log(clip(one, EPSILON, 1))), t);
        }),
      );
    case "binary_crossentropy":
      return mean(y.map((one, j) => binary(one, target[j] ?? 0, logits)));
    case "categorical_crossentropy": {
      if (logits) {
        const total = logSumExp(y);
        return sum(y.map((one, j) => scale(subtract(total, one), target[j] ?? 0)));
      }
      const total = sum(y);
      return sum(y.map((one, j) => scale(log(clipped(divide(one, total))), -(target[j] ?? 0))));
    }
    case "sparse_categorical_crossentropy": {
      const row = logits ? y : y.map((one) => log(clipped(one)));
      return subtract(logSumExp(row), row[target[0] ?? 0] as Scalar);
    }
    default:
      throw new RangeError(name);
  }
}
