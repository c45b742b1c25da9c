/** Activations of Keras 3, from their definitions, with derivatives in terms of the input. */
import type { ActivationName } from "../../src/core/model/objectTables";
import { apply, divide, exp, log, scalar, scale, subtract, sum, type Scalar } from "./scalar";

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

const sech2 = (x: number): number => 1 / Math.cosh(x) ** 2;
const softplus = (x: number): number => Math.log1p(Math.exp(x));

/** The normal distribution by its series, which converges for every x that the tests use. */
function normal(x: number): number {
  let [sum, term] = [x, x];
  for (let k = 1; k < 200; k++) sum += term *= (x * x) / (2 * k + 1);
  return 0.5 + sum * density(x);
}
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

Object.assign(formulas, {
  celu: (x) => (x > 0 ? [x, 1] : [Math.expm1(x), Math.exp(x)]),
  log_sigmoid: (x) => [-softplus(-x), sigmoid(-x)],
  soft_shrink: (x) => (Math.abs(x) > 0.5 ? [x - 0.5 * Math.sign(x), 1] : [0, 0]),
  hard_shrink: (x) => (Math.abs(x) > 0.5 ? [x, 1] : [0, 0]),
  squareplus: (x) => [(x + Math.sqrt(x * x + 4)) / 2, (1 + x / Math.sqrt(x * x + 4)) / 2],
  sparse_plus: (x) => (x <= -1 ? [0, 0] : x < 1 ? [(x + 1) ** 2 / 4, (x + 1) / 2] : [x, 1]),
  sparse_sigmoid: (x) => [Math.min(Math.max((x + 1) / 2, 0), 1), Math.abs(x) < 1 ? 0.5 : 0],
  silu: (x) => [x * sigmoid(x), sigmoid(x) * (1 + x * sigmoid(-x))],
  gelu: (x) => [x * normal(x), normal(x) + x * density(x)],
  mish: (x) => [x * Math.tanh(softplus(x)), Math.tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x)],
  hard_silu: (x) => {
    const [gate, slope] = (formulas.hard_sigmoid as Formula)(x);
    return [x * gate, gate + x * slope];
  },
  tanh_shrink: (x) => [x - Math.tanh(x), Math.tanh(x) ** 2],
} satisfies Partial<Record<ActivationName, Formula>>);

/** All activations of single numbers that the language calls built. */
export const referenceActivations = Object.keys(formulas) as ActivationName[];

/** Those that join the numbers of a row. */
export const rowActivations = ["softmax", "log_softmax", "sparsemax"] as const;

export const allActivations: readonly ActivationName[] = [...referenceActivations, ...rowActivations];

/** One row; softmax joins its numbers, all others treat them one by one. */
export function activateRow(name: ActivationName, row: readonly Scalar[]): Scalar[] {
  if (name === "log_softmax") return activateRow("softmax", row).map(log);
  if (name === "sparsemax") {
    // Keras subtracts the sum of all partial sums, not the last of them.
    const sorted = row.toSorted((a, b) => b.value - a.value);
    const sums = sorted.map((_, k) => sum(sorted.slice(0, k + 1)));
    const count = sorted.filter(({ value }, k) => value - ((sums[k] as Scalar).value - 1) / (k + 1) > 0).length;
    const tau = scale(subtract(sum(sums.slice(0, count)), scalar(1)), 1 / count);
    return row.map((x) => (x.value > tau.value ? subtract(x, tau) : scalar(0)));
  }
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
