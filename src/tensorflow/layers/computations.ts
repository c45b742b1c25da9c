/**
 * The one table from a kind of layer to its computation, and to the arguments that it heeds. The compiler asks for an entry for every
 * kind of the layer table; an argument that is not listed is refused by name unless it has Keras's default, so that nothing is ever
 * silently left out. test/tensorflow/computations.test.ts.
 */
import type { DefinitionOf, Layer, LayerDefinition } from "../../core/model/graph";
import { layerTable, type LayerArguments, type LayerKind } from "../../core/model/layerTable";
import { behindTime } from "../../engine/plan/lowering/wrappers";
import { PlanError } from "../../engine/plan/planError";
import type { Place, Values } from "../pass";
import { penalizeActivities } from "./activities";
import { computeAttention } from "./attention";
import { computeMasking } from "./masks";
import {
  computeActivation,
  computeDense,
  computeDropout,
  computeEmbedding,
  computeFlatten,
  computePooling,
  computeRepeatVector,
  computeReshape,
} from "./plain";
import { computeConcatenate, computeJoining } from "./joining";
import { computeLayerNormalization } from "./normalization";
import { computeBidirectional, computeRecurrent } from "./recurrent";

interface Computation<Kind extends LayerKind> {
  readonly compute: (definition: DefinitionOf<Kind>, place: Place) => Values;
  /** What it reads itself, and what makes its weights. */
  readonly heeds: readonly (keyof LayerArguments<Kind>)[];
}

const kernel = ["units", "activation", "use_bias", "kernel_initializer", "bias_initializer"] as const;
const penalties = [
  "kernel_regularizer",
  "bias_regularizer",
  "kernel_constraint",
  "bias_constraint",
  "activity_regularizer",
] as const;
const recurrent = [
  ...[...kernel, ...penalties, "recurrent_initializer", "recurrent_regularizer", "recurrent_constraint"],
  ...["dropout", "recurrent_dropout", "return_sequences", "return_state", "go_backwards", "stateful"],
] as (keyof LayerArguments<"SimpleRNN">)[];

const computations: { readonly [Kind in LayerKind]: Computation<Kind> } = {
  Input: { compute: (_, { input }) => ({ output: input }), heeds: ["shape", "dtype"] },
  SimpleRNN: { compute: computeRecurrent, heeds: recurrent },
  LSTM: { compute: computeRecurrent, heeds: [...recurrent, "recurrent_activation", "unit_forget_bias"] },
  GRU: { compute: computeRecurrent, heeds: [...recurrent, "recurrent_activation", "reset_after"] },
  Jordan: { compute: computeRecurrent, heeds: [...recurrent, "output_units", "output_activation"] },
  Bidirectional: { compute: computeBidirectional, heeds: ["merge_mode", "backward_layer"] },
  TimeDistributed: {
    compute: (_, place) => place.compute(behindTime(place.inner as LayerDefinition), { ...place, inner: undefined }),
    heeds: [],
  },
  Dense: { compute: computeDense, heeds: [...kernel, ...penalties] },
  Embedding: {
    compute: computeEmbedding,
    heeds: [
      "input_dim",
      "output_dim",
      "embeddings_initializer",
      "embeddings_regularizer",
      "embeddings_constraint",
      "mask_zero",
    ],
  },
  LayerNormalization: {
    compute: computeLayerNormalization,
    heeds: [
      ...(["axis", "epsilon", "center", "scale", "beta_initializer", "gamma_initializer"] as const),
      ...(["beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint"] as const),
    ],
  },
  Masking: { compute: computeMasking, heeds: ["mask_value"] },
  Activation: { compute: computeActivation, heeds: ["activation"] },
  Dropout: { compute: computeDropout, heeds: ["rate"] },
  SpatialDropout1D: { compute: computeDropout, heeds: ["rate"] },
  RepeatVector: { compute: computeRepeatVector, heeds: ["n"] },
  Flatten: { compute: computeFlatten, heeds: ["data_format"] },
  Reshape: {
    compute: ({ arguments: given }, place) => computeReshape(given.target_shape, place),
    heeds: ["target_shape"],
  },
  GlobalAveragePooling1D: { compute: computePooling, heeds: ["data_format", "keepdims"] },
  GlobalMaxPooling1D: { compute: computePooling, heeds: ["data_format", "keepdims"] },
  Attention: { compute: computeAttention, heeds: ["use_scale", "score_mode", "dropout", "use_causal_mask"] },
  Concatenate: { compute: computeConcatenate, heeds: ["axis"] },
  Add: { compute: (_, place) => computeJoining("sum", place), heeds: [] },
  Multiply: { compute: (_, place) => computeJoining("mul", place), heeds: [] },
  Average: { compute: (_, place) => computeJoining("ave", place), heeds: [] },
  Subtract: { compute: (_, place) => computeJoining("subtract", place), heeds: [] },
};

export function computeLayer(definition: LayerDefinition, place: Place): Values {
  const { compute } = computations[definition.kind] as Computation<LayerKind>;
  const values = compute(definition, place);
  penalizeActivities(place.pass, definition, values);
  return values;
}

/** What a layer has besides its arguments. */
const layerKeys = ["kind", "arguments", "name", "trainable", "inputs", "initialState", "inner"];

/** Refuses what this engine would leave out. Throws PlanError `engine-not-built`. */
export function checkLayer(layer: Layer): void {
  const further = Object.entries(layer).find(([key, value]) => value !== undefined && !layerKeys.includes(key));
  if (further) throw new PlanError("engine-not-built", { layer: layer.name, argument: further[0] });
  const backward = layer.kind === "Bidirectional" ? layer.arguments.backward_layer : null;
  for (const definition of [layer, layer.inner, backward]) if (definition) checkArguments(definition, layer.name);
}

function checkArguments({ kind, arguments: given }: LayerDefinition, layer: string): void {
  const heeded: readonly string[] = computations[kind].heeds;
  const known: Readonly<Record<string, { readonly default?: unknown }>> = layerTable[kind].arguments;
  for (const [argument, value] of Object.entries(given)) {
    if (heeded.includes(argument) || value === undefined || value === known[argument]?.default) continue;
    throw new PlanError("engine-not-built", { layer, argument });
  }
}
