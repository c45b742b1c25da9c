/**
 * What follows an update: weights that have a constraint are brought back to it. test/engine/constraint.test.ts.
 */
import { Operation } from "./codes";
import type { Emission, TapeEntry } from "./network";
import type { PlanWeight } from "./tensors";
import { blockRows, blockWidth } from "./weightBlock";

export function placeConstraints(e: Emission, trainable: readonly PlanWeight[]): TapeEntry[] {
  return trainable.flatMap((weight): TapeEntry[] => {
    const { constraint, block } = weight;
    if (!constraint) return [];
    const record = e.record("Constrain", {
      code: constraint.code,
      rows: blockRows(block),
      width: blockWidth(block),
      panels: block.panels ? 1 : 0,
      overRows: constraint.overRows ? 1 : 0,
      limit: constraint.limit,
      weights: e.weight(weight),
    });
    return [[Operation.constrain, record.address]];
  });
}
