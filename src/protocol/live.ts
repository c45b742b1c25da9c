/** What the panel is told of live mode: whether it is on, what it does or waits for, and what the newest change of the file changed. */
import * as v from "valibot";
import { PredictionsSchema } from "./training";

const LiveModelSchema = v.object({
  /** `LSTM 32`, in the order of the file. */
  layers: v.pipe(v.array(v.string()), v.readonly()),
  params: v.number(),
});
export type LiveModel = v.InferOutput<typeof LiveModelSchema>;

const measure = v.optional(v.union([v.number(), v.nan()]));

/** A model, and what training it came to. */
export const LiveResultSchema = v.object({
  ...LiveModelSchema.entries,
  epochs: v.number(),
  loss: measure,
  validationLoss: measure,
  predictions: v.nullable(PredictionsSchema),
});
export type LiveResult = v.InferOutput<typeof LiveResultSchema>;

export const LiveViewSchema = v.object({
  /**
   * `ready`: what stands in the file is trained. Otherwise what it does, or waits for: a file without errors; one that lacks nothing; a run that takes less
   * than a second; one of which that is not known; the end of a run that was begun by hand; a trusted workspace; a file on disk.
   */
  state: v.picklist([
    ...(["off", "ready", "training", "failed"] as const),
    ...(["errors", "incomplete", "long", "unknown", "busy", "untrusted", "unsaved"] as const),
  ]),
  /** What a run takes by the plan, where it takes too long. */
  plannedMs: v.exactOptional(v.number()),
  /** The newest result, and the one before it. */
  after: v.exactOptional(LiveResultSchema),
  before: v.exactOptional(LiveResultSchema),
  /** Keys of the file in which the two differ. */
  changed: v.pipe(v.array(v.string()), v.readonly()),
});
export type LiveView = v.InferOutput<typeof LiveViewSchema>;
