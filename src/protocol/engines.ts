/**
 * What a worker process is asked about engines, and what it answers: which can be had here, and the set-up of TensorFlow and its removal.
 *
 * `enginesReported` or `refused` is the last word; a set-up says before that what it does. training.ts joins this to its boundary.
 */
import * as v from "valibot";
import { MessageSchema } from "./messageSchema";

export const EngineRequestSchema = v.object({
  type: v.picklist(["reportEngines", "setUpTensorFlow", "removeTensorFlow"]),
});
export type EngineRequest = v.InferOutput<typeof EngineRequestSchema>;

export const EngineReportSchema = v.object({
  name: v.picklist(["wasm", "tfjs-node"]),
  available: v.boolean(),
  /** Of Unroll's engine, or of TensorFlow's library. */
  version: v.optional(v.string()),
  /** Why it cannot be had, with the cure. */
  reason: v.optional(MessageSchema),
  /** The set-up can help. */
  canSetUp: v.boolean(),
  /** There is what the set-up has made. */
  canRemove: v.boolean(),
  threads: v.number(),
  features: v.array(v.string()),
});
export type EngineReport = v.InferOutput<typeof EngineReportSchema>;

/** What the set-up does now. */
export const SettingUpSchema = v.object({
  type: v.literal("settingUp"),
  step: MessageSchema,
  /** No new step, but how far the last one is. */
  isProgress: v.optional(v.boolean()),
});

export const EnginesReportedSchema = v.object({
  type: v.literal("enginesReported"),
  engines: v.array(EngineReportSchema),
  /** What was done, where something was asked for. */
  done: v.optional(MessageSchema),
});
