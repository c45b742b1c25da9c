/**
 * Where a training run stood, as its checkpoint says it in JSON: everything but the tensors.
 *
 * Read back, it is checked with the schema; test/runs/checkpoint.test.ts holds it.
 */
import * as v from "valibot";
import { readJsonNumber } from "../core/data/jsonNumbers";

/** A number, NaN and infinities by their names. */
const Figure = v.pipe(
  v.unknown(),
  v.check((value) => readJsonNumber(value) !== undefined),
  v.transform((value) => readJsonNumber(value) ?? Number.NaN),
);
const numbers = v.pipe(v.array(v.number()), v.readonly());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Sums over the samples of an epoch so far. */
const Sums = v.object({ samples: count, losses: numbers, penalties: v.number(), counts: numbers });

/** Of metrics.jsonl: so many bytes from its beginning, with this SHA-256. */
export const FiguresClaimSchema = v.object({ bytes: count, sha256: v.string() });
export type FiguresClaim = v.InferOutput<typeof FiguresClaimSchema>;

/** A learning rate that was set by hand, from that batch on (both from 1). */
export const RateChangeSchema = v.object({ epoch: v.number(), batch: v.number(), rate: v.number() });

export const CheckpointStateSchema = v.object({
  /** Updates of the session. */
  steps: count,
  trainer: v.object({
    epoch: v.pipe(count, v.minValue(1)),
    batch: count,
    figures: Sums,
    validation: Sums,
    rate: v.object({ rate: v.number(), isSet: v.boolean() }),
    stopping: v.object({ wait: count, best: v.optional(Figure), bestEpoch: v.optional(count) }),
    plateau: v.object({ wait: count, cooldown: count, best: v.optional(Figure) }),
    stoppedEarly: v.boolean(),
  }),
  /** What metrics.jsonl held by then; absent in checkpoints of former versions, like all that follows. */
  figures: v.optional(FiguresClaimSchema),
  /** The epoch whose weights are the checkpoint's `best`. */
  best: v.optional(v.object({ epoch: count, figure: Figure })),
  /** The run ended here, with the weights of this epoch brought back: `kept`. */
  restoredEpoch: v.optional(count),
  learningRates: v.optional(v.array(RateChangeSchema)),
});

export type CheckpointState = v.InferOutput<typeof CheckpointStateSchema>;
