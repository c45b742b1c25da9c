/**
 * Which kernel function an activation of the file is, with the numbers it takes.
 *
 * With Keras's defaults every activation has a code that loads no numbers; with others some have a second one.
 * test/engine/activation.test.ts.
 */
import type { KerasObject } from "../../core/model/argumentTypes";
import type { ObjectValue } from "../../core/model/objectTables";
import { activations, defaultsOf, type ActivationName } from "../../core/model/objectTables";
import { ActivationCode } from "./codes";
import type { RecordValues } from "./records";

export type PlanActivation = RecordValues<"Activation">;

const withNumbers = (code: ActivationCode, a = 0, b = 0, c = 0): PlanActivation => ({ code, a, b, c });

export const linear = withNumbers(ActivationCode.linear);
export const softmax = withNumbers(ActivationCode.softmax);

/** celu is elu where alpha is 1; `threshold` has no defaults, and is among the others alone. */
const codes: { readonly [Name in Exclude<ActivationName, "threshold">]: ActivationCode } = {
  linear: ActivationCode.linear,
  relu: ActivationCode.relu,
  sigmoid: ActivationCode.sigmoid,
  tanh: ActivationCode.tanh,
  softmax: ActivationCode.softmax,
  hard_sigmoid: ActivationCode.hard_sigmoid,
  softplus: ActivationCode.softplus,
  softsign: ActivationCode.softsign,
  elu: ActivationCode.elu,
  selu: ActivationCode.selu,
  exponential: ActivationCode.exponential,
  leaky_relu: ActivationCode.leaky_relu,
  relu6: ActivationCode.relu6,
  hard_tanh: ActivationCode.hard_tanh,
  celu: ActivationCode.elu,
  log_sigmoid: ActivationCode.log_sigmoid,
  soft_shrink: ActivationCode.soft_shrink,
  hard_shrink: ActivationCode.hard_shrink,
  squareplus: ActivationCode.squareplus,
  sparse_plus: ActivationCode.sparse_plus,
  sparse_sigmoid: ActivationCode.sparse_sigmoid,
  log_softmax: ActivationCode.log_softmax,
  sparsemax: ActivationCode.sparsemax,
  silu: ActivationCode.silu,
  gelu: ActivationCode.gelu,
  mish: ActivationCode.mish,
  hard_silu: ActivationCode.hard_silu,
  tanh_shrink: ActivationCode.tanh_shrink,
};

type Given = Readonly<Record<string, ObjectValue | null>>;
const of = (given: Given, key: string): number => Number(given[key]);

const others: { readonly [Name in ActivationName]?: (given: Given) => PlanActivation } = {
  relu: (given) => {
    const [slope, threshold] = [of(given, "negative_slope"), of(given, "threshold")];
    // Keras gives the slope at 0 itself to a leaky relu alone.
    if (slope !== 0 && threshold === 0 && given["max_value"] === null) return withNumbers(ActivationCode.leaky, slope);
    const largest = given["max_value"] === null ? Number.POSITIVE_INFINITY : of(given, "max_value");
    return withNumbers(ActivationCode.bent_relu, slope, largest, threshold);
  },
  leaky_relu: (given) => withNumbers(ActivationCode.leaky, of(given, "negative_slope")),
  elu: (given) => withNumbers(ActivationCode.scaled_elu, of(given, "alpha"), 1),
  celu: (given) => withNumbers(ActivationCode.scaled_elu, of(given, "alpha"), 1 / of(given, "alpha")),
  gelu: () => withNumbers(ActivationCode.gelu_tanh),
  squareplus: (given) => withNumbers(ActivationCode.wide_squareplus, of(given, "b")),
  soft_shrink: (given) => withNumbers(ActivationCode.soft_shrink_by, of(given, "threshold")),
  hard_shrink: (given) => withNumbers(ActivationCode.hard_shrink_by, of(given, "threshold")),
  threshold: (given) => withNumbers(ActivationCode.threshold, of(given, "threshold"), of(given, "default_value")),
};

export function planActivation({ name, arguments: own }: KerasObject<ActivationName>): PlanActivation {
  const defaults: Given = defaultsOf(activations[name]);
  const given: Given = { ...defaults, ...own };
  const differs = Object.keys(defaults).some((key) => given[key] !== defaults[key]);
  const other = others[name];
  if (other && (differs || name === "threshold")) return other(given);
  return withNumbers(codes[name as keyof typeof codes]);
}

function mixesUnits({ code }: PlanActivation): boolean {
  return code === ActivationCode.softmax || code === ActivationCode.log_softmax || code === ActivationCode.sparsemax;
}

/** Whether its derivative needs the numbers before it; a recurrent cell keeps them for these alone. */
export function needsInput(activation: PlanActivation): boolean {
  return activation.code >= ActivationCode.silu || mixesUnits(activation);
}
