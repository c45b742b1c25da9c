/**
 * Which layers tf.layers has, by their names there, and their settings. Keras's defaults are written out: those of tf.layers differ.
 *
 * What it lacks, or would compute otherwise, is refused with the layer and the word at fault. test/tensorflow/layersModel.test.ts.
 */
import { message, type Message } from "../../core/messages/message";
import type { DefinitionOf, KerasObject, Layer, LayerDefinition } from "../../core/model/graph";
import type { RecurrentKind } from "../../core/model/layerTable";

export interface DescribedLayer {
  /** The function of `tf.layers` that makes it. */
  readonly maker: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What a wrapper wraps. */
  readonly inner?: DescribedLayer;
}

/** tf.layers has no such thing. */
export class NotInTfLayers extends Error {
  constructor(readonly reason: Message) {
    super(reason.id);
    this.name = "NotInTfLayers";
  }
}

/** Its activations that are Keras's, without arguments. Its hardSigmoid is an older one. */
const activations: Readonly<Record<string, string>> = {
  linear: "linear",
  sigmoid: "sigmoid",
  tanh: "tanh",
  relu: "relu",
  relu6: "relu6",
  elu: "elu",
  selu: "selu",
  softplus: "softplus",
  softsign: "softsign",
  softmax: "softmax",
  log_softmax: "logSoftmax",
  silu: "swish",
  mish: "mish",
};

/** Arguments whose other values are not saved; dropouts of training have no part in a saved model. */
const unspoken: Readonly<Record<string, unknown>> = {
  return_state: false,
  keepdims: false,
  data_format: "channels_last",
  backward_layer: null,
};

/** Throws `NotInTfLayers`. */
export function describeLayer(layer: Layer): DescribedLayer {
  if ((layer.initialState ?? []).length > 0) refuse(layer.name, "initial_state");
  return describe(layer, layer.inner, layer.name);
}

function describe(definition: LayerDefinition, inner: LayerDefinition | undefined, name: string): DescribedLayer {
  for (const [argument, value] of Object.entries(definition.arguments)) {
    if (argument in unspoken && value !== unspoken[argument]) refuse(name, argument);
  }
  const of = (maker: string, settings: object = {}): DescribedLayer => ({ maker, settings: { ...settings, name } });
  switch (definition.kind) {
    case "SimpleRNN":
    case "LSTM":
    case "GRU":
      return of(recurrentMakers[definition.kind], recurrent(definition, name));
    case "Bidirectional":
    case "TimeDistributed": {
      const described = describe(inner as LayerDefinition, undefined, `${name}_inner`);
      if (definition.kind === "TimeDistributed") return { ...of("timeDistributed"), inner: described };
      const { merge_mode: mode } = definition.arguments;
      if (mode === "none") refuse(name, "merge_mode: none");
      return { ...of("bidirectional", { mergeMode: mode }), inner: described };
    }
    case "Dense": {
      const { units, use_bias: useBias, activation } = definition.arguments;
      return of("dense", { units, useBias, activation: activationOf(activation, name) });
    }
    case "Embedding": {
      const { input_dim: inputDim, output_dim: outputDim, mask_zero: maskZero } = definition.arguments;
      return of("embedding", { inputDim, outputDim, maskZero });
    }
    case "LayerNormalization": {
      const { axis, epsilon, center, scale } = definition.arguments;
      return of("layerNormalization", { axis, epsilon, center, scale });
    }
    case "Masking":
      return of("masking", { maskValue: definition.arguments.mask_value });
    case "Activation":
      return of("activation", { activation: activationOf(definition.arguments.activation, name) });
    case "Dropout":
      return of("dropout", { rate: definition.arguments.rate });
    case "SpatialDropout1D":
      return of("spatialDropout1d", { rate: definition.arguments.rate });
    case "RepeatVector":
      return of("repeatVector", { n: definition.arguments.n });
    case "Flatten":
      return of("flatten");
    case "Reshape":
      return of("reshape", { targetShape: definition.arguments.target_shape });
    case "GlobalAveragePooling1D":
      return of("globalAveragePooling1d");
    case "GlobalMaxPooling1D":
      return of("globalMaxPooling1d");
    case "Concatenate":
      return of("concatenate", { axis: definition.arguments.axis });
    case "Add":
      return of("add");
    case "Multiply":
      return of("multiply");
    case "Average":
      return of("average");
    case "Input":
    case "Jordan":
    case "Attention":
    case "Subtract":
      return refuse(name, definition.kind);
  }
}

const recurrentMakers = { SimpleRNN: "simpleRNN", LSTM: "lstm", GRU: "gru" } as const;

function recurrent(definition: DefinitionOf<Exclude<RecurrentKind, "Jordan">>, name: string): object {
  const { units, activation, use_bias: useBias, return_sequences: returnSequences, go_backwards: goBackwards } = definition.arguments; // prettier-ignore
  const common = { units, useBias, returnSequences, goBackwards, activation: activationOf(activation, name) };
  if (definition.kind === "SimpleRNN") return common;
  if (definition.kind === "GRU" && definition.arguments.reset_after) refuse(name, "reset_after");
  return { ...common, recurrentActivation: activationOf(definition.arguments.recurrent_activation, name) };
}

function activationOf({ name, arguments: given }: KerasObject, layer: string): string {
  const known = activations[name];
  const own = Object.entries(given).find(([key, value]) => !(name === "elu" && key === "alpha" && value === 1) && value !== defaultOf(name, key)); // prettier-ignore
  return known !== undefined && own === undefined
    ? known
    : refuse(layer, own === undefined ? name : `${name}: ${own[0]}`);
}

const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  relu: { negative_slope: 0, max_value: null, threshold: 0 },
  softmax: { axis: -1 },
  log_softmax: { axis: -1 },
};

const defaultOf = (activation: string, argument: string): unknown => defaults[activation]?.[argument];

function refuse(layer: string, argument: string): never {
  throw new NotInTfLayers(message("tfjs-not-expressible", { layer, argument }));
}
