/**
 * What run.json says about a run.
 *
 * It is written last: what it declares is in the folder by then. Read back, it is checked with the schema and, where it has one, with its
 * checksum. test/runs/readRun.test.ts holds it.
 */
import * as v from "valibot";
import type { FittedSeries } from "../core/data/series/fittedSeries";
import { readJsonNumber } from "../core/data/jsonNumbers";
import { FiguresClaimSchema, RateChangeSchema } from "./checkpointState";

const JsonNumber = v.pipe(
  v.unknown(),
  v.check((value) => readJsonNumber(value) !== undefined),
  v.transform((value) => readJsonNumber(value) ?? Number.NaN),
);

const MessageSchema = v.object({
  id: v.string(),
  args: v.record(v.string(), v.union([v.string(), v.number()])),
});

const ScalingSchema = v.object({ offset: v.number(), factor: v.number() });

/** What was fitted to a series in a file: `FittedSeries`. */
const FittedSchema = v.object({
  guesses: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  inputs: v.array(v.string()),
  targets: v.array(v.string()),
  scale: v.picklist(["standard", "minmax", "none"]),
  changes: v.optional(v.string()),
  scaling: v.record(v.string(), ScalingSchema),
});

/** As the record holds it. */
export const plainFitted = ({
  guesses,
  inputs,
  targets,
  scale,
  scaling,
  changes,
}: FittedSeries): v.InferOutput<typeof FittedSchema> => ({
  ...{ guesses: { ...guesses }, scale, scaling: { ...scaling }, ...(changes !== undefined && { changes }) },
  ...{ inputs: [...inputs], targets: [...targets] },
});

export const RUN_VERSION = 1;

/** The status of a folder that is no run yet: what it holds may be made anew. */
export const BEGINNING = "beginning";

export const RunRecordSchema = v.object({
  version: v.literal(RUN_VERSION),
  id: v.string(),
  /** The model's name. */
  name: v.string(),
  /** The model file, relative to `workspace` with forward slashes; it counts from where `.unroll` is now. */
  file: v.string(),
  /** The folder that held `.unroll` then. */
  workspace: v.string(),
  status: v.picklist(["running", "finished", "stopped", "failed"]),
  reason: v.optional(MessageSchema),
  engine: v.picklist(["wasm", "tfjs-node"]),
  /** Why this engine. */
  why: v.optional(MessageSchema),
  build: v.picklist(["fast", "exact"]),
  versions: v.object({ unroll: v.string(), node: v.string() }),
  seed: v.number(),
  reproducible: v.boolean(),
  /** SHA-256 of the encoded data. */
  data: v.string(),
  /** What the run has fitted to its data; predictions take it from here. */
  fitted: v.optional(FittedSchema),
  /** SHA-256 of the weights that it began with, where they were given and do not follow from the seed. */
  firstWeights: v.optional(v.string()),
  /** The most megabytes that the weights of epochs may take; absent in runs of former versions, which have none. */
  epochMegabytes: v.optional(v.number()),
  samples: v.number(),
  params: v.number(),
  /** Asked for, and done; while the run goes on those of its last save. */
  epochs: v.number(),
  epochsDone: v.number(),
  loss: v.optional(v.object({ first: JsonNumber, last: JsonNumber, best: JsonNumber, bestEpoch: v.number() })),
  /** What answers without learning lose (core/insight/baselines.ts); absent in runs of former versions. */
  baselines: v.optional(
    v.object({
      constant: v.exactOptional(
        v.object({
          loss: JsonNumber,
          answer: v.exactOptional(v.union([v.number(), v.string()])),
          kind: v.picklist(["classes", "binary", "values"]),
        }),
      ),
      lastValue: v.exactOptional(v.object({ loss: JsonNumber })),
    }),
  ),
  /** Early stopping ended it. */
  stoppedEarly: v.optional(v.boolean()),
  /** The epoch whose weights were brought back at the end. */
  restoredEpoch: v.optional(v.number()),
  /** Learning rates that were set by hand, each from that batch on. */
  learningRates: v.optional(v.array(RateChangeSchema)),
  /** ISO 8601, UTC. */
  started: v.string(),
  ended: v.optional(v.string()),
  /** Of training alone, up to the last save where the run goes on. */
  elapsedMs: v.optional(v.number()),
  /** What metrics.jsonl holds; absent while the run goes on (its checkpoint has it), and in runs of former versions. */
  figures: v.optional(FiguresClaimSchema),
  /** The window of an editor that trained it, by a name that it keeps over a reload; absent of the command line. */
  window: v.optional(v.string()),
  process: v.object({ pid: v.number(), started: v.string() }),
});

export type RunRecord = v.InferOutput<typeof RunRecordSchema>;

/** The status that a reader sees. */
export type RunStatus = RunRecord["status"] | "interrupted";
