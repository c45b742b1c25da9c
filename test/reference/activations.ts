/**
 * Activations of Keras 3, from their definitions, with derivatives in terms of the input. Each keeps its digits over the whole range of
 * float32: test/engine/activationRange.test.ts compares with it there.
 */
import type { KerasObject } from "../../src/core/model/argumentTypes";
import type { ObjectValue } from "../../src/core/model/objectTables";
import { activations, defaultsOf, type ActivationName } from "../../src/core/model/objectTables";
import { apply, divide, exp, log, scalar, scale, subtract, sum, type Scalar } from "./scalar";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

type Given = Readonly<Record<string, ObjectValue | null>>;
type Formula = (x: number, given: Given) => readonly [value: number, slope: number];
const of = (given: Given, key: string): number => Number(given[key]);

/** By Keras's formula, in its order: what is above the threshold, kept up to the largest value, less the slope times what is missing. */
const relu: Formula = (x, given) => {
  const [slope, threshold] = [of(given, "negative_slope"), of(given, "threshold")];
  const above = x > threshold ? x : 0;
  const largest = given["max_value"] === null ? undefined : of(given, "max_value");
  const kept = largest === undefined ? above : Math.max(0, Math.min(above, largest));
  return [kept - slope * Math.max(threshold - x, 0), (kept === x ? 1 : 0) + (x < threshold ? slope : 0)];
};
const elu = (x: number, alpha: number, beta: number): readonly [number, number] =>
  x > 0 ? [x, 1] : [alpha * Math.expm1(x / beta), (alpha / beta) * Math.exp(x / beta)];

const formulas: Partial<Record<ActivationName, Formula>> = {
  linear: (x) => [x, 1],
  relu,
  sigmoid: (x) => [sigmoid(x), sigmoid(x) * sigmoid(-x)],
  tanh: (x) => [Math.tanh(x), 1 / Math.cosh(x) ** 2],
  hard_sigmoid: (x) => [Math.min(Math.max(x + 3, 0), 6) / 6, Math.abs(x) < 3 ? 1 / 6 : 0],
  softplus: (x) => [softplus(x), sigmoid(x)],
  softsign: (x) => [x / (1 + Math.abs(x)), 1 / (1 + Math.abs(x)) ** 2],
  elu: (x, given) => elu(x, of(given, "alpha"), 1),
  selu: (x) =>
    x > 0
      ? [SELU_SCALE * x, SELU_SCALE]
      : [SELU_SCALE * SELU_ALPHA * Math.expm1(x), SELU_SCALE * SELU_ALPHA * Math.exp(x)],
  exponential: (x) => [Math.exp(x), Math.exp(x)],
  leaky_relu: (x, given) => (x > 0 ? [x, 1] : [of(given, "negative_slope") * x, of(given, "negative_slope")]),
  relu6: (x) => [Math.min(Math.max(x, 0), 6), x > 0 && x < 6 ? 1 : 0],
  hard_tanh: (x) => [Math.min(Math.max(x, -1), 1), Math.abs(x) < 1 ? 1 : 0],
};

const sech2 = (x: number): number => 1 / Math.cosh(x) ** 2;
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The normal distribution: by its series, and far from zero by the continued fraction of its tail. */
function normal(x: number): number {
  if (Math.abs(x) > 3) {
    let fraction = Math.abs(x);
    for (let k = 100; k > 0; k--) fraction = Math.abs(x) + k / fraction;
    const tail = density(x) / fraction;
    return x < 0 ? tail : 1 - tail;
  }
  let [sum, term] = [x, x];
  for (let k = 1; k < 200; k++) sum += term *= (x * x) / (2 * k + 1);
  return 0.5 + sum * density(x);
}

/** x − tanh x; near zero by its series, as the difference has no digits there. */
function tanhShrink(x: number): number {
  if (Math.abs(x) > 0.1) return x - Math.tanh(x);
  const z = x * x;
  return (
    x * z * (1 / 3 - z * (2 / 15 - z * (17 / 315 - z * (62 / 2835 - z * (1382 / 155925 - (z * 21844) / 6081075)))))
  );
}

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

Object.assign(formulas, {
  celu: (x, given) => elu(x, of(given, "alpha"), of(given, "alpha")),
  log_sigmoid: (x) => [-softplus(-x), sigmoid(-x)],
  soft_shrink: (x, given) => {
    const limit = of(given, "threshold");
    return x > limit ? [x - limit, 1] : x < -limit ? [x + limit, 1] : [0, 0];
  },
  hard_shrink: (x, given) => (Math.abs(x) > of(given, "threshold") ? [x, 1] : [0, 0]),
  threshold: (x, given) => (x > of(given, "threshold") ? [x, 1] : [of(given, "default_value"), 0]),
  squareplus: (x, given) => {
    const root = Math.sqrt(x * x + of(given, "b"));
    const value = x < 0 ? of(given, "b") / 2 / (root - x) : (x + root) / 2;
    return [value, value / root];
  },
  sparse_plus: (x) => (x <= -1 ? [0, 0] : x < 1 ? [(x + 1) ** 2 / 4, (x + 1) / 2] : [x, 1]),
  sparse_sigmoid: (x) => [Math.min(Math.max((x + 1) / 2, 0), 1), Math.abs(x) < 1 ? 0.5 : 0],
  silu: (x) => [x * sigmoid(x), sigmoid(x) * (1 + x * sigmoid(-x))],
  gelu: (x, given) => {
    if (given["approximate"] !== true) return [x * normal(x), normal(x) + x * density(x)];
    const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
    const slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x ** 2);
    return [x * sigmoid(2 * inner), sigmoid(2 * inner) + 0.5 * x * sech2(inner) * slope];
  },
  mish: (x) => [x * Math.tanh(softplus(x)), Math.tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x)],
  hard_silu: (x) => {
    const [gate, slope] = (formulas.hard_sigmoid as Formula)(x, {});
    return [x * gate, gate + x * slope];
  },
  tanh_shrink: (x) => [tanhShrink(x), Math.tanh(x) ** 2],
} satisfies Partial<Record<ActivationName, Formula>>);

/** All activations of single numbers that can be named by a word. */
export const referenceActivations = (Object.keys(formulas) as ActivationName[]).filter((name) => name !== "threshold");

/** Those that join the numbers of a row. */
export const rowActivations = ["softmax", "log_softmax", "sparsemax"] as const;

export const allActivations: readonly ActivationName[] = [...referenceActivations, ...rowActivations];

/** With arguments that are not Keras's own: every one of them at least once, and both sides of zero. */
export const activationsWithArguments: readonly object[] = [
  { relu: { negative_slope: 0.3 } },
  { relu: { negative_slope: -0.4, max_value: 0.5 } },
  { relu: { max_value: 0.4, threshold: -0.3 } },
  { relu: { threshold: -0.2 } },
  { relu: { negative_slope: 0.5, max_value: 0.8, threshold: 0.1 } },
  { leaky_relu: { negative_slope: 0.05 } },
  { leaky_relu: { negative_slope: -0.5 } },
  { elu: { alpha: 0.4 } },
  { elu: { alpha: -0.7 } },
  { celu: { alpha: 0.3 } },
  { gelu: { approximate: true } },
  { squareplus: { b: 0.5 } },
  { soft_shrink: { threshold: 0.1 } },
  { soft_shrink: { threshold: -0.2 } },
  { hard_shrink: { threshold: 0.2 } },
  { threshold: { threshold: 0.1, default_value: -0.6 } },
];

/** A function of single numbers and its derivative. */
export function formulaOf({
  name,
  arguments: own,
}: KerasObject<ActivationName>): (x: number) => readonly [value: number, slope: number] {
  const formula = formulas[name];
  if (formula === undefined) throw new RangeError(name);
  const given: Given = { ...defaultsOf(activations[name]), ...own };
  return (x) => formula(x, given);
}

/** One row; softmax joins its numbers, all others treat them one by one. */
export function activateRow({ name, arguments: own }: KerasObject<ActivationName>, row: readonly Scalar[]): Scalar[] {
  if (name === "log_softmax") return activateRow({ name: "softmax", arguments: {} }, row).map(log);
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
  const formula = formulaOf({ name, arguments: own });
  return row.map((x) => apply(x, ...formula(x.value)));
}
