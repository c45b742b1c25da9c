/**
 * An activation of every number, or of every row.
 *
 * test/engine/activation.test.ts.
 */
import { Operation } from "../codes";
import type { Emission, Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";
import { linear, type PlanActivation } from "../planActivation";
import { addMapped } from "./mapped";

/** Where the kernels find it. */
export function emitActivation(e: Emission, activation: PlanActivation): number {
  return e.record("Activation", activation).address;
}

/** `linear` adds nothing. */
export function addActivation(network: Network, x: PlanTensor, activation: PlanActivation): PlanTensor {
  return activation.code === linear.code ? x : addEvenLinear(network, x, activation);
}

/** A tensor of its own that holds what x holds. */
export const addCopy = (network: Network, x: PlanTensor): PlanTensor => addEvenLinear(network, x, linear);

function addEvenLinear(network: Network, x: PlanTensor, activation: PlanActivation): PlanTensor {
  const y = createTensor(x.shape, { needsGradient: x.needsGradient, mask: x.mask });
  return addMapped(
    network,
    { x, y },
    {
      name: "Activate",
      forward: Operation.activateForward,
      backward: Operation.activateBackward,
      activation: activation.code,
      own: (e) => ({ steps: x.steps, activation: emitActivation(e, activation), features: x.features }),
    },
  );
}
