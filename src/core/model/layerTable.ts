/**
 * The one table of layers and their arguments, with Keras 3 names and defaults.
 *
 * Checks, completion, hover, snippets' tests and the typed model all read it. To add a layer: an entry here, a shape
 * rule and a parameter count (core/shapes), a kernel pair and its lowering (engine), and a golden case.
 * Defaults are those of Keras 3 (https://keras.io/api/layers/); test/golden holds the layers to it.
 */
import {
  activation,
  boolean,
  cellActivation,
  choice,
  constraint,
  initializer,
  integer,
  number,
  regularizer,
  shape,
  type ValuesOf,
} from "./argumentTypes";

const kernelArguments = {
  kernel_initializer: initializer("glorot_uniform"),
  bias_initializer: initializer("zeros"),
  kernel_regularizer: regularizer(),
  bias_regularizer: regularizer(),
  activity_regularizer: regularizer(false),
  kernel_constraint: constraint(),
  bias_constraint: constraint(),
} as const;

const recurrentArguments = {
  units: integer({ min: 1, required: true }),
  activation: cellActivation({ default: "tanh" }),
  use_bias: boolean(true),
  recurrent_initializer: initializer("orthogonal"),
  recurrent_regularizer: regularizer(),
  recurrent_constraint: constraint(),
  ...kernelArguments,
  dropout: number({ min: 0, max: 1, openMax: true, default: 0, built: false }),
  recurrent_dropout: number({ min: 0, max: 1, openMax: true, default: 0, built: false }),
  return_sequences: boolean(false),
  return_state: boolean(false, { built: false }),
  go_backwards: boolean(false, { built: false }),
  stateful: boolean(false, { built: false }),
} as const;

export const mergeModes = ["concat", "sum", "mul", "ave", "none"] as const;
export type MergeMode = (typeof mergeModes)[number];

/** `main`: the argument of the short form `Kind: value`. `wraps`: the entry holds one inner layer. */
export const layerTable = {
  Input: {
    main: "shape",
    arguments: { shape: shape(), dtype: choice(["float32", "int32"], { default: "float32" }) },
  },
  SimpleRNN: { main: "units", arguments: recurrentArguments },
  LSTM: {
    main: "units",
    arguments: {
      ...recurrentArguments,
      recurrent_activation: cellActivation({ default: "sigmoid" }),
      unit_forget_bias: boolean(true),
    },
  },
  GRU: {
    main: "units",
    arguments: {
      ...recurrentArguments,
      recurrent_activation: cellActivation({ default: "sigmoid" }),
      reset_after: boolean(true),
    },
  },
  Bidirectional: {
    main: "layer",
    wraps: ["SimpleRNN", "LSTM", "GRU"],
    arguments: { merge_mode: choice(mergeModes, { default: "concat" }) },
  },
  TimeDistributed: { main: "layer", wraps: ["Dense", "Activation", "Dropout"], arguments: {} },
  Dense: {
    main: "units",
    arguments: {
      units: integer({ min: 1, required: true }),
      activation: activation({ default: "linear" }),
      use_bias: boolean(true),
      ...kernelArguments,
    },
  },
  Activation: { main: "activation", arguments: { activation: activation({ required: true }) } },
  Dropout: {
    main: "rate",
    arguments: { rate: number({ min: 0, max: 1, openMax: true, required: true }) },
  },
} as const;

/** Layers of the language that this version cannot run yet: reported as such, never as unknown. */
export const plannedLayers = [
  "Jordan",
  "Embedding",
  "SpatialDropout1D",
  "RepeatVector",
  "Reshape",
  "Masking",
  "LayerNormalization",
  "Flatten",
  "GlobalAveragePooling1D",
  "GlobalMaxPooling1D",
  "Concatenate",
  "Add",
  "Multiply",
  "Average",
  "Subtract",
  "Attention",
] as const;

/** Arguments that every layer takes beside its own; `initial_state` belongs to recurrent layers and is not built yet. */
export const commonLayerKeys = ["name", "from", "trainable"] as const;

/** Other spellings that are understood: the course writes `InputLayer`. */
export const layerAliases: Readonly<Record<string, LayerKind>> = { InputLayer: "Input" };

export type LayerTable = typeof layerTable;
export type LayerKind = keyof LayerTable;
export type RecurrentKind = "SimpleRNN" | "LSTM" | "GRU";
export type LayerArguments<Kind extends LayerKind> = ValuesOf<LayerTable[Kind]["arguments"]>;

export function isRecurrentKind(kind: LayerKind): kind is RecurrentKind {
  return kind === "SimpleRNN" || kind === "LSTM" || kind === "GRU";
}
