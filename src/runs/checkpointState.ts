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
});

export type CheckpointState = v.InferOutput<typeof CheckpointStateSchema>;
