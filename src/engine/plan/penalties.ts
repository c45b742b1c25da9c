/**
 * What regularizers add: to the loss one sum over all weights that have one, to each gradient its slope.
 *
 * test/engine/penalty.test.ts.
 */
import { Operation } from "./codes";
import type { Layout, TapeEntry } from "./layout";
import type { PlanWeight } from "./network";
import { blockFloats } from "./weightBlock";

export interface PlacedPenalties {
  /** The sum, one f64; zero where no weight has a regularizer. */
  readonly address: number;
  readonly entries: readonly TapeEntry[];
}

export function placePenalties(layout: Layout, trainable: readonly PlanWeight[]): PlacedPenalties {
  const address = layout.take(8);
  const entries: TapeEntry[] = [];
  for (const weight of trainable) {
    if (!weight.penalty) continue;
    const record = layout.record("Penalty", {
      first: entries.length === 0 ? 1 : 0,
      count: blockFloats(weight.block),
      weights: layout.weight(weight),
      gradients: layout.weightGradient(weight),
      l1: weight.penalty.l1,
      l2: weight.penalty.l2,
      total: address,
    });
    entries.push([Operation.penalty, record.address]);
  }
  return { address, entries };
}
