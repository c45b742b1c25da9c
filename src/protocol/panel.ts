/**
 * The boundary between the extension and the panel's webview.
 *
 * The host keeps the truth: the model, the run, all epochs, the newest predictions. The view is told what changed and
 * asks again for everything when it is made anew (`ready`) or finds a gap in the epochs (`missing`); messages to a hidden
 * view are lost, and nothing else depends on their arrival. Both sides check what they receive.
 */
import * as v from "valibot";
import { LiveViewSchema } from "./live";
import { MessageSchema } from "./messageSchema";
import { NetworkViewSchema } from "./network";
import {
  BaselinesSchema,
  EpochRowSchema,
  type Looked,
  type LookedLayer,
  LookedLayerSchema,
  LookedSchema,
  PredictionsSchema,
} from "./training";
import { SavedContentSchema, SavedFormatSchema, SavedViewSchema } from "./savedFigure";
import { whatIfEntries } from "./whatIf";

const ShapeSchema = v.array(v.nullable(v.number()));

export const ModelViewSchema = v.object({
  /** The model file's base name. */
  file: v.string(),
  name: v.string(),
  layers: v.array(
    v.object({
      name: v.string(),
      kind: v.string(),
      /** What a person reads beside the kind: `32`, `5 softmax`, `LSTM 16, concat`; may be empty. */
      detail: v.string(),
      /** One shape, or several where a layer gives several. */
      outputShapes: v.array(ShapeSchema),
      /** Null where it is not known: the layer or its input is broken. */
      params: v.nullable(v.number()),
      trainable: v.boolean(),
    }),
  ),
  /** The layers as a graph; absent where only a list of them is known. */
  network: v.exactOptional(NetworkViewSchema),
  totalParams: v.number(),
  trainableParams: v.number(),
  /** Errors in the file: while there are any, Train is off and the first one is shown. */
  errors: v.number(),
  firstError: v.optional(MessageSchema),
  /** What the file lacks for training (`data`, `compile`), as a sentence. */
  cannotTrain: v.optional(MessageSchema),
});
export type ModelView = v.InferOutput<typeof ModelViewSchema>;

export const RunViewSchema = v.object({
  id: v.string(),
  /** `refused`: it never began. */
  status: v.picklist([
    "starting",
    "running",
    "paused",
    "stopping",
    "finished",
    "stopped",
    "failed",
    "crashed",
    "refused",
    // Of runs on disk: the process went away before the end; another process trains it now.
    "interrupted",
    "elsewhere",
  ]),
  epoch: v.number(),
  epochs: v.number(),
  /** Absent where nobody knows: of a run of a former version that was interrupted. */
  elapsedMs: v.optional(v.number()),
  engine: v.optional(v.string()),
  /** Why this engine. */
  why: v.optional(MessageSchema),
  build: v.optional(v.string()),
  seed: v.optional(v.number()),
  /** What answers without learning lose. */
  baselines: v.optional(BaselinesSchema),
  /** Of the next step, as far as it is known. */
  learningRate: v.optional(v.number()),
  /** While it is paused: the epoch it is in, the batches done of it, and their mean loss. */
  pausedAt: v.optional(
    v.object({ epoch: v.number(), batch: v.number(), batches: v.number(), loss: v.optional(v.number()) }),
  ),
  /** Something went wrong that does not end the run. */
  warning: v.optional(MessageSchema),
  /** How early stopping ended it: the epoch whose weights were brought back, where some were. */
  stoppedEarly: v.optional(v.object({ restoredEpoch: v.optional(v.number()) })),
  /** Why it failed, crashed or was refused. */
  reason: v.optional(MessageSchema),
  /** Begun by live mode. */
  isLive: v.exactOptional(v.boolean()),
  /** The model file was edited after the run had started. */
  modelChanged: v.boolean(),
});
export type RunView = v.InferOutput<typeof RunViewSchema>;

const { type: _, layers: __, ...looked } = LookedSchema.entries;

/** One recurrent layer's inside for one sample. Typed arrays cross as they are. */
export const ScoreViewSchema = v.object({
  ...looked,
  /** All recurrent layers by their probes' names, each direction one, with (T, H). */
  layers: v.array(
    v.object({
      ...{ name: v.string(), kind: v.string(), shape: v.array(v.number()) },
      /** Its states, for the unrolled network, where they are not too many to be told of every layer. */
      h: v.exactOptional(LookedLayerSchema.entries.states.entries.h),
    }),
  ),
  /** The chosen one. */
  layer: LookedLayerSchema,
  /** Its encoder (`before`), or the decoder that goes on from it. */
  partner: v.exactOptional(v.object({ layer: LookedLayerSchema, stands: v.picklist(["before", "after"]) })),
});
export type ScoreView = v.InferOutput<typeof ScoreViewSchema>;

/** Of one layer, 256 KB. */
const MOST_STATES = 1 << 16;

/** What the view is told of all that was seen. */
export function scoreOf({ type: _type, layers, ...of }: Looked, layer: LookedLayer): ScoreView {
  const { name } = layer;
  const linked = [...of.handOvers, ...of.attention.map(({ queries, values }) => ({ from: values, to: queries }))];
  const before = linked.find(({ from, to }) => to === name && from !== undefined && from !== name)?.from;
  const after = linked.find(({ from, to }) => from === name && to !== undefined && to !== name)?.to;
  const partner = layers.find((one) => one.name === (before ?? after));
  const isShown = (one: string | undefined): boolean => one === name || (one !== undefined && one === partner?.name);
  return {
    ...of,
    // A map of many steps is large: only those of what is shown.
    attention: of.attention.filter(({ queries, values }) => isShown(queries) || isShown(values)),
    handOvers: of.handOvers.filter(({ from, to }) => isShown(from) || isShown(to)),
    ...(partner && { partner: { layer: partner, stands: before === undefined ? "after" : "before" } }),
    ...(of.whatIf?.untouched && {
      whatIf: {
        untouched: { ...of.whatIf.untouched, layers: of.whatIf.untouched.layers.filter((one) => isShown(one.name)) },
      },
    }),
    layers: layers.map(({ name, kind, states: { h } }) => {
      const isShownAnyway = name === layer.name || name === partner?.name;
      const told = !isShownAnyway && h.values.length <= MOST_STATES;
      return { name, kind, shape: [...h.shape], ...(told && { h }) };
    }),
    layer,
  };
}

/** Whether a process of this window works on it. */
export function isActive(run: RunView | null): boolean {
  return run !== null && ["starting", "running", "paused", "stopping"].includes(run.status);
}

/** Whether a run ended before its last epoch and can go on from its checkpoint. */
export const canResume = ({ id, status, epoch, epochs }: RunView): boolean =>
  id !== "" && epoch < epochs && ["stopped", "interrupted", "crashed"].includes(status);

/** A run that lies on disk, as it stands in the list to choose from. */
export const KeptRunSchema = v.object({
  id: v.string(),
  /** ISO 8601, UTC. */
  started: v.string(),
  status: RunViewSchema.entries.status,
  epoch: v.number(),
  epochs: v.number(),
  /** After the last epoch. */
  loss: v.optional(v.union([v.number(), v.nan()])),
});
export type KeptRun = v.InferOutput<typeof KeptRunSchema>;

/** One of several runs beside each other. */
export const ComparedRunSchema = v.object({
  /** Its cell, or its id. */
  name: v.string(),
  rows: v.array(EpochRowSchema),
  /** What one layer of it holds; absent where it could not be looked into. */
  score: v.exactOptional(ScoreViewSchema),
});
export type ComparedRun = v.InferOutput<typeof ComparedRunSchema>;
export const ComparisonSchema = v.object({
  /** The run on disk that is compared with the one that is shown; absent where it is about cells. */
  with: v.exactOptional(v.string()),
  runs: v.array(ComparedRunSchema),
});
export type Comparison = v.InferOutput<typeof ComparisonSchema>;

export const HostToViewSchema = v.variant("type", [
  v.object({ type: v.literal("model"), model: ModelViewSchema }),
  v.object({ type: v.literal("run"), run: v.nullable(RunViewSchema) }),
  /** The file's runs on disk, the newest first. */
  v.object({ type: v.literal("keptRuns"), runs: v.array(KeptRunSchema) }),
  /** `from`: index of the first row in the run's history; 0 begins it anew. */
  v.object({ type: v.literal("epochs"), run: v.string(), from: v.number(), rows: v.array(EpochRowSchema) }),
  v.object({ type: v.literal("predictions"), predictions: v.nullable(PredictionsSchema) }),
  v.object({ type: v.literal("score"), score: v.nullable(ScoreViewSchema) }),
  v.object({ type: v.literal("live"), live: LiveViewSchema }),
  v.object({ type: v.literal("comparison"), comparison: v.nullable(ComparisonSchema) }),
  /** The layer at the editor's cursor. */
  v.object({ type: v.literal("cursor"), layer: v.nullable(v.string()) }),
  /** A view is saved in this form: answered with `figure`. */
  v.object({ type: v.literal("draw"), request: v.number(), view: SavedViewSchema, format: SavedFormatSchema }),
]);
export type HostToView = v.InferOutput<typeof HostToViewSchema>;
/** What tells the view something that it shows. */
export type Told = Exclude<HostToView, { type: "draw" }>;

export const ViewToHostSchema = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  /** What has come is on the screen: the host sends no more before this, so that a busy machine has no queue of old pictures. */
  v.object({ type: v.literal("drawn") }),
  v.object({ type: v.literal("missing"), run: v.string(), from: v.number() }),
  v.object({ type: v.literal("train") }),
  v.object({ type: v.literal("stop") }),
  v.object({ type: v.literal("pause") }),
  v.object({ type: v.literal("proceed") }),
  v.object({ type: v.literal("step") }),
  v.object({ type: v.literal("setLearningRate"), rate: v.pipe(v.number(), v.finite(), v.minValue(0)) }),
  v.object({ type: v.literal("predict") }),
  /** The inside of this layer is shown, for this sample, after this epoch (absent: the last). */
  v.object({
    type: v.literal("look"),
    sample: v.pipe(v.number(), v.integer(), v.minValue(0)),
    layer: v.optional(v.string()),
    epoch: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    ...whatIfEntries,
  }),
  /** Goes on with the run that is shown. */
  v.object({ type: v.literal("resume") }),
  /** Switches live mode. */
  v.object({ type: v.literal("setLive"), on: v.boolean() }),
  v.object({ type: v.literal("chooseRun"), run: v.string() }),
  v.object({ type: v.literal("deleteRun"), run: v.string() }),
  /** Show the run that is seen beside this one; null: alone again. */
  v.object({ type: v.literal("compare"), run: v.nullable(v.string()) }),
  /** Go to the layer's line in the model file. */
  v.object({ type: v.literal("reveal"), layer: v.string() }),
  /** Somebody wants to save a view: the host asks where, and then for the figure (`draw`). */
  v.object({ type: v.literal("saveAs"), view: SavedViewSchema, format: SavedFormatSchema }),
  v.object({ type: v.literal("figure"), request: v.number(), content: SavedContentSchema }),
]);
export type ViewToHost = v.InferOutput<typeof ViewToHostSchema>;

/** One handler for every kind of message: a missing one does not compile. */
export type Handlers<Union extends { type: string }> = {
  readonly [Type in Union["type"]]: (message: Extract<Union, { type: Type }>) => void;
};
