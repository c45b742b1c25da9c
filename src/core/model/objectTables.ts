/**
 * The objects a file may name: activations, initializers, regularizers, constraints, optimizers, losses and metrics,
 * with Keras 3 names and defaults.
 */

import {
  type Argument,
  boolean,
  choice,
  differentNumbers,
  integer,
  learningRate,
  number,
  optionalInteger,
  optionalNumbers,
} from "./argumentTypes";

/** What an argument of a Keras object can be: a word is one of a few, a list is of numbers. */
export type ObjectValue = number | boolean | string | readonly number[];

/** `main`: what a number alone means where there are several arguments: `{max_norm: 3}`. */
export interface ObjectEntry {
  readonly arguments: Readonly<Record<string, Argument<unknown>>>;
  readonly main?: string;
}

const any = (fallback: number, first = fallback) => number({ default: fallback, first });
const share = (fallback: number, first = fallback) => number({ min: 0, max: 1, default: fallback, first });
/** Rates, deviations and other sizes are not negative. */
const size = (fallback: number, first = fallback) => number({ min: 0, default: fallback, first });
const positive = (fallback: number) => number({ min: 1e-6, default: fallback });
const optionalSize = (first: number) => number({ min: 0, default: null, first });

const plain = { arguments: {} } as const;

export const activations = {
  linear: plain,
  relu: { arguments: { negative_slope: any(0, 0.1), max_value: optionalSize(6), threshold: any(0, 0.5) } },
  sigmoid: plain,
  tanh: plain,
  softmax: plain,
  hard_sigmoid: plain,
  softplus: plain,
  softsign: plain,
  elu: { arguments: { alpha: any(1) } },
  selu: plain,
  exponential: plain,
  leaky_relu: { arguments: { negative_slope: any(0.2) } },
  relu6: plain,
  hard_tanh: plain,
  silu: plain,
  gelu: { arguments: { approximate: boolean(false) } },
  mish: plain,
  hard_silu: plain,
  celu: { arguments: { alpha: positive(1) } },
  log_sigmoid: plain,
  log_softmax: plain,
  tanh_shrink: plain,
  soft_shrink: { arguments: { threshold: any(0.5) } },
  hard_shrink: { arguments: { threshold: any(0.5) } },
  squareplus: { arguments: { b: positive(4) } },
  sparse_plus: plain,
  sparse_sigmoid: plain,
  sparsemax: plain,
  threshold: {
    arguments: {
      threshold: number({ required: true, first: 1 }),
      default_value: number({ required: true, first: 0 }),
    },
  },
} as const satisfies Record<string, ObjectEntry>;

export const activationAliases: Readonly<Record<string, ActivationName>> = { swish: "silu", hard_swish: "hard_silu" };

export const initializers = {
  glorot_uniform: plain,
  glorot_normal: plain,
  he_uniform: plain,
  he_normal: plain,
  lecun_uniform: plain,
  lecun_normal: plain,
  orthogonal: { arguments: { gain: any(1) } },
  zeros: plain,
  ones: plain,
  constant: { arguments: { value: any(0, 0.1) } },
  random_uniform: { arguments: { minval: any(-0.05), maxval: any(0.05) } },
  random_normal: { arguments: { mean: any(0), stddev: size(0.05) } },
  truncated_normal: { arguments: { mean: any(0), stddev: size(0.05) } },
  variance_scaling: {
    arguments: {
      scale: size(1),
      mode: choice(["fan_in", "fan_out", "fan_avg"], { default: "fan_in" }),
      distribution: choice(["truncated_normal", "untruncated_normal", "uniform", "normal"], {
        default: "truncated_normal",
      }),
    },
  },
  identity: { arguments: { gain: any(1) } },
} as const satisfies Record<string, ObjectEntry>;

export const regularizers = {
  l1: { arguments: { l1: size(0.01) } },
  l2: { arguments: { l2: size(0.01) } },
  l1_l2: { arguments: { l1: size(0, 0.01), l2: size(0, 0.01) } },
} as const satisfies Record<string, ObjectEntry>;
const axis = integer({ min: -9, max: 9, default: 0 });
export const constraints = {
  max_norm: { arguments: { max_value: size(2), axis }, main: "max_value" },
  non_neg: plain,
  unit_norm: { arguments: { axis } },
} as const satisfies Record<string, ObjectEntry>;

/** What every optimizer takes besides; Keras wants at most one kind of clipping. */
const anyOptimizer = {
  weight_decay: optionalSize(0.004),
  clipnorm: optionalSize(1),
  clipvalue: optionalSize(0.5),
  global_clipnorm: optionalSize(1),
} as const;
export const clippings = ["clipnorm", "clipvalue", "global_clipnorm"] as const;
const adam = {
  learning_rate: learningRate(0.001),
  beta_1: share(0.9),
  beta_2: share(0.999),
  epsilon: size(1e-7),
} as const;
const amsgrad = boolean(false);

export const optimizers = {
  sgd: {
    arguments: {
      learning_rate: learningRate(0.01),
      momentum: share(0, 0.9),
      nesterov: boolean(false),
      ...anyOptimizer,
    },
  },
  rmsprop: {
    arguments: {
      learning_rate: learningRate(0.001),
      rho: share(0.9),
      momentum: share(0, 0.9),
      epsilon: size(1e-7),
      centered: boolean(false),
      ...anyOptimizer,
    },
  },
  adam: { arguments: { ...adam, amsgrad, ...anyOptimizer } },
  adamw: { arguments: { ...adam, amsgrad, ...anyOptimizer, weight_decay: size(0.004) } },
  nadam: { arguments: { ...adam, ...anyOptimizer } },
  adamax: { arguments: { ...adam, ...anyOptimizer } },
  adagrad: {
    arguments: {
      learning_rate: learningRate(0.001),
      initial_accumulator_value: size(0.1),
      epsilon: size(1e-7),
      ...anyOptimizer,
    },
  },
  adadelta: {
    arguments: { learning_rate: learningRate(0.001), rho: share(0.95), epsilon: size(1e-7), ...anyOptimizer },
  },
} as const satisfies Record<string, ObjectEntry>;

/** `from_logits`: the output stands before the softmax or sigmoid that the loss then takes in. */
const crossEntropy = { arguments: { from_logits: boolean(false) } } as const;

export const losses = {
  mean_squared_error: plain,
  mean_absolute_error: plain,
  binary_crossentropy: crossEntropy,
  categorical_crossentropy: crossEntropy,
  sparse_categorical_crossentropy: crossEntropy,
  huber: { arguments: { delta: size(1) } },
  log_cosh: plain,
  cosine_similarity: plain,
  poisson: plain,
  kl_divergence: plain,
  quantile: {
    arguments: { quantiles: differentNumbers({ min: 0.0001, max: 0.9999, default: [0.5], first: [0.1, 0.5, 0.9] }) },
  },
} as const satisfies Record<string, ObjectEntry>;

export const lossAliases: Readonly<Record<string, LossName>> = {
  mse: "mean_squared_error",
  mae: "mean_absolute_error",
};

export const metricAliases: Readonly<Record<string, MetricName>> = {
  acc: "accuracy",
  mean_squared_error: "mse",
  mean_absolute_error: "mae",
};

/** Without `thresholds` 0.5, or all of the `top_k` largest; several are a column each (readMetrics.ts). */
const confusion = {
  rises: true,
  arguments: {
    thresholds: optionalNumbers({ min: 0, max: 1, first: [0.3, 0.7] }),
    top_k: optionalInteger(1, 3),
    class_id: optionalInteger(0, 1),
  },
} as const;

/** `rises`: more is better, as Keras's `auto` takes it. */
interface MetricEntry extends ObjectEntry {
  readonly rises: boolean;
}

export const metrics = {
  accuracy: { rises: true, ...plain },
  mse: { rises: false, ...plain },
  mae: { rises: false, ...plain },
  root_mean_squared_error: { rises: false, ...plain },
  cosine_similarity: { rises: true, ...plain },
  binary_accuracy: { rises: true, arguments: { threshold: number({ min: 0, max: 1, default: 0.5 }) } },
  categorical_accuracy: { rises: true, ...plain },
  sparse_categorical_accuracy: { rises: true, ...plain },
  top_k_categorical_accuracy: { rises: true, arguments: { k: integer({ min: 1, default: 5 }) } },
  sparse_top_k_categorical_accuracy: { rises: true, arguments: { k: integer({ min: 1, default: 5 }) } },
  precision: confusion,
  recall: confusion,
  auc: {
    rises: true,
    arguments: {
      num_thresholds: integer({ min: 2, max: 10_000, default: 200 }),
      curve: choice(["ROC", "PR"], { default: "ROC" }),
      summation_method: choice(["interpolation", "minoring", "majoring"], { default: "interpolation" }),
    },
  },
} as const satisfies Record<string, MetricEntry>;

export type ActivationName = keyof typeof activations;
export type InitializerName = keyof typeof initializers;
export type RegularizerName = keyof typeof regularizers;
export type ConstraintName = keyof typeof constraints;
export type OptimizerName = keyof typeof optimizers;
export type LossName = keyof typeof losses;
export type MetricName = keyof typeof metrics;

/** What Keras takes where the file is silent; undefined for what it must say. */
export const defaultsOf = ({ arguments: all }: ObjectEntry): Readonly<Record<string, ObjectValue | null>> =>
  Object.fromEntries(Object.entries(all).map(([key, { default: fallback }]) => [key, fallback as ObjectValue | null]));
