/** Activations of Keras 3, from their definitions, with derivatives in terms of the input. */
import type { ActivationName } from "../../src/core/model/objectTables";
import { apply, divide, exp, scalar, subtract, sum, type Scalar } from "./scalar";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

type Formula = (x: number) => readonly [value: number, slope: number];

const formulas: Partial<Record<ActivationName, Formula>> = {
  linear: (x) => [x, 1],
  relu: (x) => [Math.max(x, 0), x > 0 ? 1 : 0],
  sigmoid: (x) => [sigmoid(x), sigmoid(x) * sigmoid(-x)],
  tanh: (x) => [Math.tanh(x), 1 / Math.cosh(x) ** 2],
  hard_sigmoid: (x) => [Math.min(Math.max(x + 3, 0), 6) / 6, Math.abs(x) < 3 ? 1 / 6 : 0],
  softplus: (x) => [Math.log1p(Math.exp(x)), sigmoid(x)],
  softsign: (x) => [x / (1 + Math.abs(x)), 1 / (1 + Math.abs(x)) ** 2],
  elu: (x) => (x > 0 ? [x, 1] : [Math.expm1(x), Math.exp(x)]),
  selu: (x) =>
    x > 0
      ? [SELU_SCALE * x, SELU_SCALE]
      : [SELU_SCALE * SELU_ALPHA * Math.expm1(x), SELU_SCALE * SELU_ALPHA * Math.exp(x)],
  exponential: (x) => [Math.exp(x), Math.exp(x)],
  leaky_relu: (x) => (x > 0 ? [x, 1] : [0.2 * x, 0.2]),
  relu6: (x) => [Math.min(Math.max(x, 0), 6), x > 0 && x < 6 ? 1 : 0],
  hard_tanh: (x) => [Math.min(Math.max(x, -1), 1), Math.abs(x) < 1 ? 1 : 0],
};

/** All activations of single numbers that the language calls built. */
export const referenceActivations = Object.keys(formulas) as ActivationName[];

/** One row; softmax joins its numbers, all others treat them one by one. */
export function activateRow(name: ActivationName, row: readonly Scalar[]): Scalar[] {
  if (name === "softmax") {
    const top = Math.max(...row.map(({ value }) => value));
    const powers = row.map((x) => exp(subtract(x, scalar(top))));
    const total = sum(powers);
    return powers.map((power) => divide(power, total));
  }
  const formula = formulas[name];
  if (formula === undefined) throw new RangeError(name);
  return row.map((x) => apply(x, ...formula(x.value)));
}

export function activate(name: ActivationName, x: Scalar): Scalar {
  return activateRow(name, [x])[0] as Scalar;
}
