/**
 * Between which bounds the values of an activation lie, whatever goes in. test/core/data/checkData.test.ts.
 */
import type { KerasObject } from "./argumentTypes";
import type { ActivationName } from "./objectTables";

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const share: Bounds = { low: 0, high: 1 };
const aroundZero: Bounds = { low: -1, high: 1 };
const fromZero: Bounds = { low: 0, high: Number.POSITIVE_INFINITY };

const bounds: Partial<Record<ActivationName, Bounds>> = {
  sigmoid: share,
  hard_sigmoid: share,
  sparse_sigmoid: share,
  softmax: share,
  sparsemax: share,
  tanh: aroundZero,
  hard_tanh: aroundZero,
  softsign: aroundZero,
  relu: fromZero,
  relu6: { low: 0, high: 6 },
  softplus: fromZero,
  squareplus: fromZero,
  sparse_plus: fromZero,
  exponential: fromZero,
};

/** Undefined where there are none. */
export function boundsOf({ name, arguments: given }: KerasObject<ActivationName>): Bounds | undefined {
  if (name === "relu" && (given["negative_slope"] !== 0 || given["threshold"] !== 0)) return undefined;
  const most = name === "relu" ? given["max_value"] : null;
  return typeof most === "number" ? { low: 0, high: most } : bounds[name];
}
