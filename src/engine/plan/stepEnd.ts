/**
 * What ends a step, once all shards are through: penalties, the sums over the shards in their order, and where weights are
 * updated the guard and the update. test/engine/guard.test.ts and threads.test.ts.
 */
import type { CompileSettings } from "../../core/model/graph";
import { Operation } from "./codes";
import { placeConstraints } from "./constraints";
import type { SharedPlace, TapeEntry } from "./network";
import type { PlanWeight } from "./tensors";
import { placeOptimizer, type PlacedOptimizer } from "./optimizer";
import { placePenalties } from "./penalties";
import type { PlacedWords } from "./program";
import type { Region } from "./region";
import { blockFloats } from "./weightBlock";

/** What a training step leaves behind, beside the weights. */
export interface StepResults {
  /** f64: the loss of each output, then the counts of each metric. */
  readonly totals: number;
  /** One f64: what regularizers add. */
  readonly penalty: number;
  /** One f64: what activity regularizers add; absent where there are none. */
  readonly activity?: number;
  /** i32: 0 where a loss or a gradient was not finite, and the weights were left alone. */
  readonly healthy: number;
}

/** What the shards have left, and what it is for. */
export interface StepSums {
  readonly trainable: readonly PlanWeight[];
  /** Address of the first trainable weight; the others follow. */
  readonly weights: number;
  /** The weights' gradients, of each shard. */
  readonly gradients: SharedPlace;
  /** f64, of each shard: losses, counts of the metrics, and where something is held the sum of activities. */
  readonly figures: SharedPlace;
  readonly figureCount: number;
  readonly losses: number;
  /** Place of their sum among the figures; absent where nothing is held. */
  readonly activities: number | undefined;
}

export interface StepEnd {
  readonly update: readonly TapeEntry[];
  readonly evaluate: readonly TapeEntry[];
  readonly image: readonly PlacedWords[];
  readonly results: StepResults;
  readonly optimizer: Omit<PlacedOptimizer, "entries" | "image">;
}

export function placeStepEnd(
  first: Region,
  compile: CompileSettings,
  { trainable, weights, gradients, figures, figureCount, losses, activities }: StepSums,
): StepEnd {
  const penalties = placePenalties(first, trainable);
  const floats = trainable.reduce((sum, { block }) => sum + blockFloats(block), 0);
  const totals = first.buffer(2 * figureCount);
  const reduce = (count: number) =>
    first.record("Reduce", {
      count,
      gradients: gradients.first,
      gradientStride: gradients.stride,
      figures: figures.first,
      figureStride: figures.stride,
      figureCount,
      losses,
      totals,
      healthy: first.buffer(1),
    });
  const sums = reduce(floats);
  const { entries, image, ...optimizer } = placeOptimizer(first, compile.optimizer, trainable, weights, {
    address: gradients.first,
    floats,
  });
  const { healthy } = sums.values;
  return {
    update: [...penalties.entries, [Operation.reduce, sums.address], ...entries, ...placeConstraints(first, trainable)],
    evaluate: [...penalties.entries, [Operation.reduce, reduce(0).address]],
    image: [{ address: healthy, words: Int32Array.of(1) }, ...image],
    results: {
      totals,
      penalty: penalties.address,
      healthy,
      ...(activities !== undefined && { activity: totals + activities * 8 }),
    },
    optimizer,
  };
}
