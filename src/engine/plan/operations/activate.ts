/**
 * An activation of every number, or softmax of every row.
 *
 * test/engine/layers.test.ts.
 */
import type { ActivationName } from "../../../core/model/objectTables";
import { ActivationCode, Operation } from "../codes";
import { addMapped } from "./mapped";
import { createTensor, type Network, type PlanTensor } from "../network";
import { PlanError } from "../planError";

const codes: Readonly<Partial<Record<ActivationName, ActivationCode>>> = {
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
  // Both are e^x − 1 below zero where alpha is 1, which an activation named by its word cannot change.
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

/** Throws PlanError `engine.notBuilt` for an activation that the kernels do not have. */
export function activationCode(name: ActivationName, layer: string): ActivationCode {
  const code = codes[name];
  if (code === undefined) throw new PlanError("engine.notBuilt", { layer, argument: name });
  return code;
}

/** Whether all units of a row take part in each of its numbers. */
export function mixesUnits(code: ActivationCode): boolean {
  return code === ActivationCode.softmax || code === ActivationCode.log_softmax || code === ActivationCode.sparsemax;
}

/** Whether its derivative needs the numbers before it; a recurrent cell keeps them for these alone. */
export function needsInput(code: ActivationCode): boolean {
  return code >= ActivationCode.silu || mixesUnits(code);
}

/** `linear` adds nothing unless a `copy` is wanted. */
export function addActivation(network: Network, x: PlanTensor, code: ActivationCode, copy = false): PlanTensor {
  if (code === ActivationCode.linear && !copy) return x;
  const y = createTensor(x.shape, { needsGradient: x.needsGradient, mask: x.mask });
  return addMapped(
    network,
    { x, y },
    {
      name: "Activate",
      forward: Operation.activateForward,
      backward: Operation.activateBackward,
      activation: code,
      own: () => ({ steps: x.steps, code, features: x.features }),
    },
  );
}
