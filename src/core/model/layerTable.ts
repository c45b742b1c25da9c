/**
 * The one table of layers and their arguments, with Keras 3 names and defaults.
 *
 * Checks, completion, hover, examples, links and the typed model all read it. To add a layer: an entry here, a shape
 * rule and a parameter count (core/shapes), a kernel pair and its lowering (engine), and a golden case.
 * Arguments stand in the order in which they are offered and listed everywhere: what is used most comes first.
 * Defaults are those of Keras 3 (https://keras.io/api/layers/); test/golden holds the layers to it.
 */
import {
  activation,
  type Argument,
  axes,
  boolean,
  choice,
  constraint,
  initializer,
  integer,
  number,
  optionalInteger,
  optionalLayer,
  regularizer,
  shape,
  targetShape,
  type ValuesOf,
  vectorConstraint,
  vectorInitializer,
} from "./argumentTypes";

const kernelArguments = {
  kernel_initializer: initializer("glorot_uniform"),
  bias_initializer: vectorInitializer("zeros"),
  kernel_regularizer: regularizer(),
  bias_regularizer: regularizer(),
  activity_regularizer: regularizer(),
  kernel_constraint: constraint(),
  bias_constraint: vectorConstraint(),
} as const;

/** Of a recurrent layer: what comes first, in the middle and last; between them stands what only some cells have. */
const cellOutput = {
  units: integer({ min: 1, required: true, first: 32 }),
  return_sequences: boolean(false),
  return_state: boolean(false),
  activation: activation({ default: "tanh" }),
} as const;
const cellGates = { recurrent_activation: activation({ default: "sigmoid" }) } as const;
const cellRun = {
  dropout: number({ min: 0, max: 1, openMax: true, default: 0, first: 0.2 }),
  recurrent_dropout: number({ min: 0, max: 1, openMax: true, default: 0, first: 0.2 }),
  go_backwards: boolean(false),
  stateful: boolean(false),
  use_bias: boolean(true),
} as const;
const cellWeights = {
  recurrent_initializer: initializer("orthogonal"),
  recurrent_regularizer: regularizer(),
  recurrent_constraint: constraint(),
  ...kernelArguments,
} as const;

/** Where the features stand: in the last dimension, as in all of the language, or in the first behind the batch. */
const dataFormat = choice(["channels_last", "channels_first"], { default: "channels_last" });

const pooling = {
  arguments: { data_format: dataFormat, keepdims: boolean(false) },
} as const;

export const mergeModes = ["concat", "sum", "mul", "ave", "none"] as const;
export type MergeMode = (typeof mergeModes)[number];

/** The recurrent layers, which a Bidirectional may hold. */
const cellTable = {
  SimpleRNN: {
    example: "SimpleRNN: 32",
    page: "recurrent_layers/simple_rnn",
    main: "units",
    arguments: { ...cellOutput, ...cellRun, ...cellWeights },
  },
  LSTM: {
    example: "LSTM: 32",
    page: "recurrent_layers/lstm",
    main: "units",
    arguments: { ...cellOutput, ...cellGates, ...cellRun, unit_forget_bias: boolean(true), ...cellWeights },
  },
  GRU: {
    example: "GRU: 32",
    page: "recurrent_layers/gru",
    main: "units",
    arguments: { ...cellOutput, ...cellGates, ...cellRun, reset_after: boolean(true), ...cellWeights },
  },
  Jordan: {
    example: "Jordan: 32",
    main: "units",
    arguments: {
      ...cellOutput,
      output_units: optionalInteger(1, 1),
      output_activation: activation({ default: "linear" }),
      ...cellRun,
      ...cellWeights,
    },
  },
} as const;

const cellKinds = ["SimpleRNN", "LSTM", "GRU", "Jordan"] as const;
export type RecurrentKind = (typeof cellKinds)[number];

/** A recurrent layer and its checked arguments. */
export type CellDefinition = {
  readonly [Kind in RecurrentKind]: {
    readonly kind: Kind;
    readonly arguments: ValuesOf<(typeof cellTable)[Kind]["arguments"]>;
  };
}[RecurrentKind];

/**
 * `example`: the shortest way to write it. `page`: Keras's documentation, below https://keras.io/api/layers/, where it has the layer.
 * `main`: the argument of the short form `Kind: value`, or those of `Kind: [value, value]`. `wraps`: the entry holds one inner layer.
 * `inputs`: how many layers `from` names, where it is not one.
 */
export const layerTable = {
  Input: {
    example: "Input: [3, 5]",
    page: "core_layers/input",
    main: "shape",
    arguments: { shape: shape(), dtype: choice(["float32", "int32"], { default: "float32" }) },
  },
  ...cellTable,
  Bidirectional: {
    example: "Bidirectional: {LSTM: 16}",
    page: "recurrent_layers/bidirectional",
    main: "layer",
    wraps: cellKinds,
    arguments: {
      merge_mode: choice(mergeModes, { default: "concat" }),
      backward_layer: optionalLayer<CellDefinition>(cellKinds, "{GRU: {units: 16, go_backwards: true}}"),
    },
  },
  TimeDistributed: {
    example: "TimeDistributed: {Dense: 5}",
    page: "recurrent_layers/time_distributed",
    main: "layer",
    wraps: ["Dense", "Activation", "Dropout", "LayerNormalization"],
    arguments: {},
  },
  Dense: {
    example: "Dense: 5",
    page: "core_layers/dense",
    main: "units",
    arguments: {
      units: integer({ min: 1, required: true, first: 5 }),
      activation: activation({ default: "linear" }),
      use_bias: boolean(true),
      ...kernelArguments,
    },
  },
  Embedding: {
    example: "Embedding: [1000, 16]",
    page: "core_layers/embedding",
    main: ["input_dim", "output_dim"],
    arguments: {
      input_dim: integer({ min: 1, required: true, first: 1000 }),
      output_dim: integer({ min: 1, required: true, first: 16 }),
      mask_zero: boolean(false),
      embeddings_initializer: initializer("random_uniform"),
      embeddings_regularizer: regularizer(),
      embeddings_constraint: constraint(),
    },
  },
  LayerNormalization: {
    example: "LayerNormalization",
    page: "normalization_layers/layer_normalization",
    arguments: {
      axis: axes(-1),
      epsilon: number({ min: 0, default: 1e-3 }),
      center: boolean(true),
      scale: boolean(true),
      beta_initializer: vectorInitializer("zeros"),
      gamma_initializer: vectorInitializer("ones"),
      beta_regularizer: regularizer(),
      gamma_regularizer: regularizer(),
      beta_constraint: vectorConstraint(),
      gamma_constraint: vectorConstraint(),
    },
  },
  Activation: {
    example: "Activation: softmax",
    page: "core_layers/activation",
    main: "activation",
    arguments: { activation: activation({ required: true }) },
  },
  Dropout: {
    example: "Dropout: 0.2",
    page: "regularization_layers/dropout",
    main: "rate",
    arguments: { rate: number({ min: 0, max: 1, openMax: true, required: true, first: 0.2 }) },
  },
  SpatialDropout1D: {
    example: "SpatialDropout1D: 0.2",
    page: "regularization_layers/spatial_dropout1d",
    main: "rate",
    arguments: { rate: number({ min: 0, max: 1, openMax: true, required: true, first: 0.2 }) },
  },
  Masking: {
    example: "Masking: 0",
    page: "core_layers/masking",
    main: "mask_value",
    arguments: { mask_value: number({ default: 0 }) },
  },
  RepeatVector: {
    example: "RepeatVector: 4",
    page: "reshaping_layers/repeat_vector",
    main: "n",
    arguments: { n: integer({ min: 1, required: true, first: 4 }) },
  },
  Flatten: { example: "Flatten", page: "reshaping_layers/flatten", arguments: { data_format: dataFormat } },
  Reshape: {
    example: "Reshape: [4, -1]",
    page: "reshaping_layers/reshape",
    main: "target_shape",
    arguments: { target_shape: targetShape() },
  },
  GlobalAveragePooling1D: {
    example: "GlobalAveragePooling1D",
    page: "pooling_layers/global_average_pooling1d",
    ...pooling,
  },
  GlobalMaxPooling1D: { example: "GlobalMaxPooling1D", page: "pooling_layers/global_max_pooling1d", ...pooling },
  Attention: {
    example: "Attention: {from: [a, b]}",
    page: "attention_layers/attention",
    inputs: { least: 2, most: 3 },
    arguments: {
      use_scale: boolean(false),
      score_mode: choice(["dot", "concat"], { default: "dot" }),
      dropout: number({ min: 0, max: 1, openMax: true, default: 0, first: 0.2 }),
      // An argument of the call in Keras.
      use_causal_mask: boolean(false),
    },
  },
  Concatenate: {
    example: "Concatenate: {from: [a, b]}",
    page: "merging_layers/concatenate",
    inputs: { least: 2, most: Infinity },
    arguments: { axis: integer({ min: -9, max: 9, default: -1 }) },
  },
  Add: {
    example: "Add: {from: [a, b]}",
    page: "merging_layers/add",
    inputs: { least: 2, most: Infinity },
    arguments: {},
  },
  Multiply: {
    example: "Multiply: {from: [a, b]}",
    page: "merging_layers/multiply",
    inputs: { least: 2, most: Infinity },
    arguments: {},
  },
  Average: {
    example: "Average: {from: [a, b]}",
    page: "merging_layers/average",
    inputs: { least: 2, most: Infinity },
    arguments: {},
  },
  Subtract: {
    example: "Subtract: {from: [a, b]}",
    page: "merging_layers/subtract",
    inputs: { least: 2, most: 2 },
    arguments: {},
  },
} as const;

/** Arguments that every layer takes beside its own. */
export const commonLayerKeys = ["name", "from", "trainable"] as const;

/** What a layer takes besides `commonLayerKeys`: names of tensors that it starts from. */
export const referenceKeys = (kind: LayerKind): readonly string[] =>
  isRecurrentKind(kind) || kind === "Bidirectional" ? ["initial_state"] : [];

/** Other spellings that are understood: the course writes `InputLayer`. */
export const layerAliases: Readonly<Record<string, LayerKind>> = { InputLayer: "Input" };

export type LayerTable = typeof layerTable;
export type LayerKind = keyof LayerTable;
export type LayerArguments<Kind extends LayerKind> = ValuesOf<LayerTable[Kind]["arguments"]>;

/** What a cell hands from step to step, in Keras's order: the order of `initial_state`. */
export const stateNames = {
  SimpleRNN: ["h"],
  LSTM: ["h", "c"],
  GRU: ["h"],
  Jordan: ["h", "y"],
} as const satisfies Record<RecurrentKind, readonly string[]>;

export type StateName = (typeof stateNames)[RecurrentKind][number];

export function isRecurrentKind(kind: LayerKind): kind is RecurrentKind {
  return Object.hasOwn(stateNames, kind);
}

/** An entry of the table, as those read it who do not know the kind. */
export interface TableEntry {
  readonly example: string;
  readonly page?: string;
  readonly main?: string | readonly string[];
  readonly wraps?: readonly string[];
  readonly inputs?: { readonly least: number; readonly most: number };
  readonly arguments: Readonly<Record<string, Argument<unknown>>>;
}

export const tableEntry = (kind: LayerKind): TableEntry => layerTable[kind];

/** The kind behind a word of the file, aliases included. */
export function kindOf(word: string): LayerKind | undefined {
  if (Object.hasOwn(layerTable, word)) return word as LayerKind;
  return Object.hasOwn(layerAliases, word) ? layerAliases[word] : undefined;
}
/** What a layer takes beside the arguments of its kind. */
export const ownKeys = (kind: LayerKind): readonly string[] => [...commonLayerKeys, ...referenceKeys(kind)];

/** All that a layer takes, as it is listed: first what it joins, last what its weights begin with and are held to. */
export function listedKeys(kind: LayerKind): readonly string[] {
  const { arguments: known } = tableEntry(kind);
  const isOfWeights = (key: string): boolean =>
    ["initializer", "regularizer", "constraint"].includes(known[key]?.type.is ?? "");
  const own = Object.keys(known);
  const needed = tableEntry(kind).inputs ? ["from"] : [];
  const shared = ownKeys(kind).filter((key) => !needed.includes(key));
  return [...needed, ...own.filter((key) => !isOfWeights(key)), ...shared, ...own.filter(isOfWeights)];
}
