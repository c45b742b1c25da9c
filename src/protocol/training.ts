/**
 * The boundary between the host (editor or command line) and the training process.
 *
 * Commands go in, facts come out. Every message is a literal-tagged object, checked with its schema on arrival. A
 * worker process does one request and ends; `finished`, `predicted`, `enginesReported` or `refused` is its last word. The same facts are
 * what `unroll train --json` prints.
 */
import * as v from "valibot";
import { EngineRequestSchema, EnginesReportedSchema, SettingUpSchema } from "./engines";
import { MessageSchema } from "./messageSchema";
import { AttentionSchema, CellSchema, probedLayer, StepsSchema, UntouchedLayerSchema } from "./probes";
import { whatIfEntries } from "./whatIf";

export const LARGEST_THREADS = 64;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** Threads at most: a whole number from 1 to 64. */
export const ThreadsSchema = v.pipe(count, v.minValue(1), v.maxValue(LARGEST_THREADS));

/** What a run is started with. Paths are absolute. `text` is the model file as it stands in the editor. */
export const TrainRequestSchema = v.object({
  type: v.literal("train"),
  file: v.string(),
  text: v.string(),
  /** The workspace's folder, or the current one: where paths begin, and where older runs lie. A new one lies beside the file. */
  workspace: v.string(),
  /** A run of live mode: it takes the place of the one before (src/runs/liveRuns.ts). */
  live: v.optional(v.boolean()),
  /** The run folder itself, where the caller names one. */
  out: v.optional(v.string()),
  engine: v.picklist(["auto", "wasm", "tfjs-node"]),
  /** Who named the engine: the option of the command line (the default), or the setting of the editor. */
  askedBy: v.optional(v.picklist(["option", "setting"])),
  epochs: v.optional(v.pipe(count, v.minValue(1))),
  seed: v.optional(count),
  /** A safetensors file with the first weights. */
  weights: v.optional(v.string()),
  /** A run's id or folder: goes on where its last checkpoint stands. */
  resume: v.optional(v.string()),
  /** The window of an editor that asks, by a name that it keeps over a reload; written down with the run. */
  window: v.optional(v.string()),
  reproducible: v.boolean(),
  /** The most megabytes that the weights of epochs may take on disk; absent: 8; 0: none are kept. A resumed run keeps its own. */
  epochMegabytes: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** Samples whose probes are told while training, as `probed`; absent: none. */
  probe: v.optional(v.array(count)),
  /** When the network's answers are told: while it trains, at the end, or not at all; absent: while it trains. */
  predictions: v.optional(v.picklist(["live", "end", "never"])),
  /** A sample that somebody watches: told as `looked` while training; absent: none. */
  watch: v.optional(count),
  /** False: without V8's 256-bit path, whatever the probe says. */
  wide: v.optional(v.boolean()),
  /** Threads at most; absent: as many as the machine has and the network is worth. */
  threads: v.optional(ThreadsSchema),
  /** A folder for TensorBoard's event files; absent: none are written. */
  logFolder: v.optional(v.string()),
});
export type TrainRequest = v.InferOutput<typeof TrainRequestSchema>;

export const PredictRequestSchema = v.object({
  type: v.literal("predict"),
  file: v.string(),
  text: v.string(),
  workspace: v.string(),
  engine: v.picklist(["auto", "wasm", "tfjs-node"]),
  /** A run's id or folder; absent: the newest run of this file that has weights. */
  run: v.optional(v.string()),
  weights: v.optional(v.string()),
  /** With the weights that the run has kept of this epoch (0: before the first step); absent: those it ended with. `data`: another file for a series. */
  epoch: v.optional(count),
  data: v.optional(v.string()),
  /** Only the page of answers that this sample stands on (core/data/samplePages.ts), counted from 0; absent: all. */
  around: v.exactOptional(count),
});
export type PredictRequest = v.InferOutput<typeof PredictRequestSchema>;

/** What a trained network's recurrent layers hold for one sample. */
export const InspectRequestSchema = v.object({
  ...PredictRequestSchema.entries,
  type: v.literal("inspect"),
  /** Counted from 0. */
  sample: count,
  /** One layer, or one half of a Bidirectional; absent: all recurrent ones. */
  layer: v.optional(v.string()),
  connectivity: v.boolean(),
});
export type InspectRequest = v.InferOutput<typeof InspectRequestSchema>;

/**
 * Opens a trained network to be looked into again and again: the process answers each `lookAt` with `looked`, until it is ended. The
 * text is the run's own where a run is looked into, whatever the file says by now.
 */
export const LookRequestSchema = v.object({ ...PredictRequestSchema.entries, type: v.literal("look") });
export type LookRequest = v.InferOutput<typeof LookRequestSchema>;

/** Of a `look`, or of a training that goes on: which sample is shown from now on. One that does not exist stands for the last. */
export const LookAtRequestSchema = v.object({
  type: v.literal("lookAt"),
  /** Counted from 0. */
  sample: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of the epochs that the run has kept; absent: what it ended with. */
  epoch: v.optional(count),
  ...whatIfEntries,
});
export type LookAt = Omit<v.InferOutput<typeof LookAtRequestSchema>, "type">;

export const StopRequestSchema = v.object({ type: v.literal("stop") });

/** Counts from the next step on; `proceed` goes on after a pause, `step` takes one batch and pauses again. */
export const PauseRequestSchema = v.object({ type: v.picklist(["pause", "proceed", "step"]) });
export const RateRequestSchema = v.object({
  type: v.literal("setLearningRate"),
  rate: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
/** What may be asked of a run while it goes. */
export const ControlRequestSchema = v.variant("type", [PauseRequestSchema, RateRequestSchema, LookAtRequestSchema]);
export type ControlRequest = v.InferOutput<typeof ControlRequestSchema>;

export const HostToWorkerSchema = v.variant("type", [
  TrainRequestSchema,
  PredictRequestSchema,
  InspectRequestSchema,
  LookRequestSchema,
  LookAtRequestSchema,
  EngineRequestSchema,
  StopRequestSchema,
  PauseRequestSchema,
  RateRequestSchema,
]);
export type HostToWorker = v.InferOutput<typeof HostToWorkerSchema>;

const nestedNumbers = v.array(v.unknown());

/** One output of the network over the samples of the data, ready to be read by a person. */
export const OutputPredictionsSchema = v.object({
  name: v.string(),
  /** softmax → classes, sigmoid → binary, else values. */
  kind: v.picklist(["classes", "binary", "values"]),
  /** The meaning of the last axis where `kind` is classes. */
  labels: v.optional(v.array(v.union([v.string(), v.number()]))),
  /** Nested lists (samples, …), as the network gives them. */
  predictions: nestedNumbers,
  /** Labels, 0 or 1, or values; shaped like `predictions`, for classes without the last axis. */
  decoded: nestedNumbers,
  /** The right answers, shaped like `decoded`; absent where the file has no targets. */
  targets: v.optional(nestedNumbers),
});
export type OutputPredictions = v.InferOutput<typeof OutputPredictionsSchema>;

/** What the network was shown: decoded back to labels where the input is one-hot, else its numbers. */
export const InputSamplesSchema = v.object({
  name: v.string(),
  /** Nested lists: (samples, T) for labels and single features, (samples, T, F) otherwise, (samples, F) without time. */
  values: nestedNumbers,
});
export type InputSamples = v.InferOutput<typeof InputSamplesSchema>;

export const PredictionsSchema = v.object({
  /** The epoch after which the network answered so; absent for a `predict` from saved weights. */
  epoch: v.optional(v.number()),
  /** Samples in the data; where there are very many the lists hold some of them, one behind the other (core/data/samplePages.ts). */
  samples: v.number(),
  /** The number of the lists' first sample, counted from 0; absent: 0. */
  first: v.exactOptional(v.number()),
  /** Where the samples begin that validate, and those that test; absent where there are none, or where nobody trained on them. */
  validationFrom: v.optional(v.number()),
  testFrom: v.optional(v.number()),
  inputs: v.array(InputSamplesSchema),
  outputs: v.array(OutputPredictionsSchema),
});
export type Predictions = v.InferOutput<typeof PredictionsSchema>;

/** Valibot's `number` takes infinities but not NaN, and a loss that has diverged is NaN. */
const MeasureSchema = v.union([v.number(), v.nan()]);

/** The loss after one epoch and whatever else was measured, by Keras's names. May be NaN or infinite. */
export const EpochRowSchema = v.objectWithRest({ epoch: v.number(), loss: MeasureSchema }, MeasureSchema);
export type EpochRow = v.InferOutput<typeof EpochRowSchema>;

/** What answers without learning lose on the samples that train: core/insight/baselines.ts. */
export const BaselinesSchema = v.object({
  constant: v.exactOptional(
    v.object({
      loss: v.number(),
      answer: v.exactOptional(v.union([v.number(), v.string()])),
      kind: v.picklist(["classes", "binary", "values"]),
    }),
  ),
  lastValue: v.exactOptional(v.object({ loss: v.number() })),
});

export const StartedSchema = v.object({
  type: v.literal("started"),
  /** Id of the run: the name of its folder. */
  run: v.string(),
  folder: v.string(),
  engine: v.picklist(["wasm", "tfjs-node"]),
  /** Why this engine. */
  why: MessageSchema,
  build: v.picklist(["fast", "exact"]),
  wide: v.boolean(),
  threads: v.number(),
  seed: v.number(),
  epochs: v.number(),
  samples: v.number(),
  params: v.number(),
  baselines: BaselinesSchema,
  /** Of the first step. */
  learningRate: v.optional(v.number()),
  /** Samples that validate, where some do. */
  validation: v.optional(v.number()),
  /** A run that was taken up again: epochs done before. */
  resumedAfter: v.optional(v.number()),
});

/** Epochs that ended since the last such fact: one from the job, as many as there were from the training process. */
export const EpochsEndedSchema = v.object({ type: v.literal("epochsEnded"), rows: v.array(EpochRowSchema) });

/** Between two steps: `batch` of `batches` are done in this epoch; `loss` is their mean. */
const position = {
  epoch: v.number(),
  batch: v.number(),
  batches: v.number(),
  loss: v.optional(MeasureSchema),
  learningRate: v.number(),
};

export const PausedSchema = v.object({ type: v.literal("paused"), ...position });
export const ProceededSchema = v.object({ type: v.literal("proceeded") });
/** A learning rate that was set counts from the next step on. */
export const LearningRateSetSchema = v.object({ type: v.literal("learningRateSet"), ...position });
/** Something went wrong that does not end the run. */
export const WarnedSchema = v.object({ type: v.literal("warned"), reason: MessageSchema });

/** `elapsedMs`: from the first training step to the end of the last epoch. */
export const FinishedSchema = v.object({
  type: v.literal("finished"),
  status: v.picklist(["finished", "stopped", "failed"]),
  epochs: v.number(),
  elapsedMs: v.number(),
  /** Early stopping ended it. */
  stoppedEarly: v.optional(v.boolean()),
  /** The epoch whose weights were brought back. */
  restoredEpoch: v.optional(v.number()),
  /** Why it failed, and where in the model file that lies, where it lies there. */
  reason: v.optional(MessageSchema),
  range: v.optional(v.object({ start: v.number(), end: v.number() })),
});

/** The request could not be begun: the file, the data or the engine. Nothing was written. */
export const RefusedSchema = v.object({
  type: v.literal("refused"),
  /** `model`: the file or its data is wrong; `engine`: cannot be had; `failed`: a fault while reading or writing. */
  cause: v.picklist(["model", "engine", "failed"]),
  reason: MessageSchema,
  /** Where in the model file, where there is a place. */
  range: v.optional(v.object({ start: v.number(), end: v.number() })),
  code: v.optional(v.string()),
});

/** Whose weights an answer is made with: those of a run, as it was left. */
export const WeightsUsedSchema = v.object({
  run: v.string(),
  status: v.picklist(["running", "finished", "stopped", "failed", "interrupted"]),
  /** Completed epochs; absent where the file of the weights does not say. */
  epoch: v.optional(v.number()),
  /** What was damaged, missing or passed over. */
  notes: v.array(MessageSchema),
});
export type WeightsUsed = v.InferOutput<typeof WeightsUsedSchema>;

export const PredictedSchema = v.object({
  type: v.literal("predicted"),
  engine: v.picklist(["wasm", "tfjs-node"]),
  predictions: PredictionsSchema,
  /** Absent where a run trains, and where weights were named. */
  used: v.optional(WeightsUsedSchema),
});

export type LookedAttention = v.InferOutput<typeof AttentionSchema>;

/** The last word of `inspect`. */
export const InspectedSchema = v.object({
  type: v.literal("inspected"),
  engine: v.picklist(["wasm", "tfjs-node"]),
  layers: v.array(
    v.object({
      ...probedLayer,
      spectralRadii: v.custom<Float64Array>((value) => value instanceof Float64Array),
      connectivity: v.exactOptional(StepsSchema),
    }),
  ),
  /** Of every Attention layer that has to do with them. */
  attention: v.array(AttentionSchema),
  /** What the network answers for this one sample. */
  predictions: PredictionsSchema,
  /** False: without targets or `compile` there is no loss, hence no gradient. */
  hasLoss: v.boolean(),
  used: v.optional(WeightsUsedSchema),
});
export type Inspected = v.InferOutput<typeof InspectedSchema>;

/** What the recurrent layers hold for the samples that were asked for: core/probes/layerProbe.ts. A few times a second at most. */
export const ProbedSchema = v.object({
  type: v.literal("probed"),
  /** The epoch after which it was so. */
  epoch: v.number(),
  samples: v.array(
    v.object({
      sample: v.number(),
      layers: v.array(v.object(probedLayer)),
    }),
  ),
});

export const LookedLayerSchema = v.object({
  ...probedLayer,
  cell: CellSchema,
  /** The Inputs whose steps it reads, through whatever lies between. */
  reads: v.array(v.string()),
  /** (T out, T in); comes later than the rest, where it is not too much to be computed. */
  connectivity: v.exactOptional(StepsSchema),
});
export type LookedLayer = v.InferOutput<typeof LookedLayerSchema>;

/** All that the recurrent layers hold for one sample, at one moment. */
export const LookedSchema = v.object({
  type: v.literal("looked"),
  /** Id of the run, where one is looked into. */
  run: v.exactOptional(v.string()),
  /** The epoch after which it was so; absent where nobody knows. */
  epoch: v.exactOptional(v.number()),
  /** Counted from 0, of so many. */
  sample: v.number(),
  samples: v.number(),
  /** Epochs whose weights the run has kept, ascending. */
  kept: v.array(v.number()),
  /** What was damaged, missing or passed over for these weights; absent where nothing was. */
  notes: v.exactOptional(v.array(MessageSchema)),
  layers: v.array(LookedLayerSchema),
  /** What Attention layers weigh. */
  attention: v.array(AttentionSchema),
  /** Whose last states, or whose answer, another layer takes: core/probes/layerLinks.ts */
  handOvers: v.array(
    v.object({ from: v.string(), to: v.string(), states: v.pipe(v.array(v.picklist(["h", "c", "y"])), v.readonly()) }),
  ),
  /** What the network answers for this one sample; absent where that cannot be asked while it trains. */
  predictions: v.exactOptional(PredictionsSchema),
  /** Where something was done to it: how it is without, or why it could not be done (and then all of the rest is without). */
  whatIf: v.exactOptional(
    v.object({
      problem: v.exactOptional(MessageSchema),
      untouched: v.exactOptional(
        v.object({ layers: v.array(UntouchedLayerSchema), predictions: v.exactOptional(PredictionsSchema) }),
      ),
    }),
  ),
  /** Whether connectivity is to come, is there, or would take too long. */
  connectivity: v.picklist(["coming", "there", "tooLarge", "none"]),
});
export type Looked = v.InferOutput<typeof LookedSchema>;

/** The first word of the process's command line where a pipe is open for its signs of life, which are no messages: a byte a second. */
export const HEARTBEAT = "--heartbeat";
/** The number of that pipe among the process's streams. */
export const HEARTBEAT_PIPE = 4;

export const TrainingFactSchema = v.variant("type", [
  StartedSchema,
  EpochsEndedSchema,
  PredictedSchema,
  ProbedSchema,
  InspectedSchema,
  LookedSchema,
  PausedSchema,
  ProceededSchema,
  LearningRateSetSchema,
  WarnedSchema,
  FinishedSchema,
  RefusedSchema,
  SettingUpSchema,
  EnginesReportedSchema,
]);
/** The facts of one run, in this order; the last two are about engines. */
export type TrainingFact = v.InferOutput<typeof TrainingFactSchema>;
