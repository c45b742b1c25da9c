/**
 * The two dropouts of recurrent layers: of their inputs, and of the state that one step hands to the next.
 * test/engine/recurrentDropout.test.ts.
 */
import type { PlanTensor } from "../tensors";
import { addDropout, type StateDropout } from "../operations/dropout";
import type { Site } from "./site";

/** Keras draws one mask a sequence and drops the same features at every step. */
export function dropInputs({ network, input, nextDropout }: Site, rate: number, copies: number): readonly PlanTensor[] {
  if (rate === 0) return [input];
  return Array.from({ length: copies }, () => addDropout(network, input, { rate, index: nextDropout(), shared: true }));
}

/** Of the states that the steps hand on; their inputs have been dropped before. */
export function stateDropout({ nextDropout }: Site, rate: number, copies: number): StateDropout | undefined {
  return rate === 0 ? undefined : { rate, indices: Array.from({ length: copies }, nextDropout) };
}
