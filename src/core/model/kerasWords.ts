/**
 * Words of Keras that people paste and that Unroll does not have: arguments with the reason why they are not needed or what stands in their
 * place, and names of objects that are nobody's misspelling. test/core/kerasWords.test.ts.
 */
import type { MessageId } from "../messages/message";

type Reason = Extract<MessageId, `keras-argument.${string}`>;

const needless = "keras-argument.needless";
const absent = "keras-argument.absent";
const precision = "keras-argument.precision";
const input = "keras-argument.input";
const silent = "keras-argument.silent";

/** Arguments of layers, initializers, losses, optimizers, `compile` and `fit`. */
export const kerasArguments: Readonly<Record<string, Reason>> = {
  ...{ unroll: needless, implementation: needless, use_cudnn: needless, jit_compile: needless, run_eagerly: needless },
  ...{ steps_per_execution: needless, workers: needless, use_multiprocessing: needless, max_queue_size: needless },
  ...{ dtype: precision, autocast: precision, dtype_policy: precision, auto_scale_loss: precision },
  ...{ loss_scale_factor: precision, verbose: silent, name: silent },
  ...{ use_ema: absent, ema_momentum: absent, ema_overwrite_frequency: absent, gradient_accumulation_steps: absent },
  ...{ lora_rank: absent, weighted_metrics: absent },
  ...{ zero_output_for_mask: absent, steps_per_epoch: absent, initial_epoch: absent, validation_freq: absent },
  ...{ label_smoothing: absent, ignore_class: absent, reduction: absent },
  ...{ input_dim: input, input_length: input, input_size: input, in_features: input, timesteps: input },
  ...{ batch_first: needless, device: needless, num_layers: "keras-argument.stack" },
  ...{ bidirectional: "keras-argument.bidirectional", decay: "keras-argument.decay" },
  seed: "keras-argument.seed",
  callbacks: "keras-argument.callbacks",
  validation_data: "keras-argument.validation",
};

/** Names of losses, metrics and optimizers of Keras, spelled rightly. */
export const kerasNames: ReadonlySet<string> = new Set([
  ...["mape", "mean_absolute_percentage_error", "msle", "mean_squared_logarithmic_error"],
  ...["hinge", "squared_hinge", "categorical_hinge", "binary_focal_crossentropy", "categorical_focal_crossentropy"],
  ...["ctc", "dice", "tversky", "circle", "r2_score", "f1_score", "fbeta_score", "mean_iou"],
  ...["ftrl", "lion", "lamb", "muon", "adafactor", "glu", "orthogonal_regularizer", "min_max_norm"],
]);

/** Layers of Keras that this language does not have: none of them is a misspelling. */
export const kerasLayers: ReadonlySet<string> = new Set([
  ...[
    "Conv1D",
    "Conv2D",
    "Conv3D",
    "Conv1DTranspose",
    "SeparableConv1D",
    "DepthwiseConv1D",
    "ConvLSTM1D",
    "ConvLSTM2D",
  ],
  ...["MaxPooling1D", "MaxPooling2D", "MaxPool1D", "AveragePooling1D", "BatchNormalization", "GroupNormalization"],
  ...["UnitNormalization", "RMSNormalization", "MultiHeadAttention", "GroupQueryAttention", "Permute", "Lambda"],
  ...["GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "ZeroPadding1D", "Cropping1D"],
  ...["UpSampling1D", "Maximum", "Minimum", "Dot", "PReLU", "StackedRNNCells", "Normalization", "TextVectorization"],
  ...["StringLookup", "IntegerLookup", "Rescaling", "EinsumDense", "Identity", "SpatialDropout2D", "Discretization"],
]);

/** Why an argument is not here; undefined for a word that is none of Keras's. */
export function kerasReason(word: string): Reason | undefined {
  return Object.hasOwn(kerasArguments, word) ? kerasArguments[word] : undefined;
}
