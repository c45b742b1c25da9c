/**
 * What regularizers add: to the loss one sum over all weights that have one and one over what layers give, to each gradient its slope.
 *
 * test/engine/penalty.test.ts.
 */
import { Operation } from "./codes";
import type { Emission, TapeEntry } from "./network";
import type { Activity, PlanWeight } from "./tensors";
import { blockFloats } from "./weightBlock";

export interface PlacedPenalties {
  /** The sum, one f64; zero where no weight has a regularizer. */
  readonly address: number;
  readonly entries: readonly TapeEntry[];
}

export function placePenalties(e: Emission, trainable: readonly PlanWeight[]): PlacedPenalties {
  const address = e.buffer(2);
  const entries: TapeEntry[] = [];
  for (const weight of trainable) {
    if (!weight.penalty) continue;
    const record = e.record("Penalty", {
      first: entries.length === 0 ? 1 : 0,
      count: blockFloats(weight.block),
      weights: e.weight(weight),
      gradients: e.weightGradient(weight),
      l1: weight.penalty.l1,
      l2: weight.penalty.l2,
      total: address,
    });
    entries.push([Operation.penalty, record.address]);
  }
  return { address, entries };
}

/** Each shard adds up its own rows into the f64 at `total`. The losses' gradients have to stand before these. */
export function emitActivities(e: Emission, activities: readonly Activity[], total: number): void {
  for (const [i, { tensor, penalty }] of activities.entries()) {
    const gradient = tensor.needsGradient ? e.giveGradient(tensor) : { address: 0, accumulate: 0 };
    const record = e.record("Activity", {
      first: i === 0 ? 1 : 0,
      steps: tensor.steps,
      features: tensor.features,
      x: e.value(tensor),
      xLd: tensor.ld,
      dx: gradient.address,
      accumulate: gradient.accumulate,
      l1: penalty.l1,
      l2: penalty.l2,
      total,
    });
    e.backward(Operation.activity, record);
  }
}
