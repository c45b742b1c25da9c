/**
 * The objects a file may name: activations, initializers, regularizers, constraints, optimizers, losses and metrics,
 * with Keras 3 names and defaults.
 */

/** What an argument of a Keras object can be: a word is one of a few, a list is of numbers. */
export type ObjectValue = number | boolean | string | readonly number[];

interface Named {
  /** What the object takes, with Keras's defaults; `null` means absent, and a number where it is given. */
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
  /** What a number alone means where there are several arguments: `{max_norm: 3}`. */
  readonly main?: string;
  /** Arguments without a default. */
  readonly required?: readonly string[];
  /** The words that an argument may be. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

const plain = { arguments: {} } as const;

export const activations = {
  linear: plain,
  relu: { arguments: { negative_slope: 0, max_value: null, threshold: 0 } },
  sigmoid: plain,
  tanh: plain,
  softmax: plain,
  hard_sigmoid: plain,
  softplus: plain,
  softsign: plain,
  elu: { arguments: { alpha: 1 } },
  selu: plain,
  exponential: plain,
  leaky_relu: { arguments: { negative_slope: 0.2 } },
  relu6: plain,
  hard_tanh: plain,
  silu: plain,
  gelu: { arguments: { approximate: false } },
  mish: plain,
  hard_silu: plain,
  celu: { arguments: { alpha: 1 } },
  log_sigmoid: plain,
  log_softmax: plain,
  tanh_shrink: plain,
  soft_shrink: { arguments: { threshold: 0.5 } },
  hard_shrink: { arguments: { threshold: 0.5 } },
  squareplus: { arguments: { b: 4 } },
  sparse_plus: plain,
  sparse_sigmoid: plain,
  sparsemax: plain,
  threshold: {
    arguments: { threshold: null, default_value: null },
    required: ["threshold", "default_value"],
  },
} as const satisfies Record<string, Named>;

export const activationAliases: Readonly<Record<string, ActivationName>> = { swish: "silu", hard_swish: "hard_silu" };

const varianceScaling = plain;
export const initializers = {
  glorot_uniform: varianceScaling,
  glorot_normal: varianceScaling,
  he_uniform: varianceScaling,
  he_normal: varianceScaling,
  lecun_uniform: varianceScaling,
  lecun_normal: varianceScaling,
  orthogonal: { arguments: { gain: 1 } },
  zeros: plain,
  ones: plain,
  constant: { arguments: { value: 0 } },
  random_uniform: { arguments: { minval: -0.05, maxval: 0.05 } },
  random_normal: { arguments: { mean: 0, stddev: 0.05 } },
  truncated_normal: { arguments: { mean: 0, stddev: 0.05 } },
  variance_scaling: {
    arguments: { scale: 1, mode: "fan_in", distribution: "truncated_normal" },
    words: {
      mode: ["fan_in", "fan_out", "fan_avg"],
      distribution: ["truncated_normal", "untruncated_normal", "uniform", "normal"],
    },
  },
  identity: { arguments: { gain: 1 } },
} as const satisfies Record<string, Named>;

export const regularizers = {
  l1: { arguments: { l1: 0.01 } },
  l2: { arguments: { l2: 0.01 } },
  l1_l2: { arguments: { l1: 0, l2: 0 } },
} as const satisfies Record<string, Named>;
export const constraints = {
  max_norm: { arguments: { max_value: 2, axis: 0 }, main: "max_value" },
  non_neg: plain,
  unit_norm: { arguments: { axis: 0 } },
} as const satisfies Record<string, Named>;

/** What every optimizer takes; Keras wants at most one kind of clipping. */
const anyOptimizer = { weight_decay: null, clipnorm: null, clipvalue: null, global_clipnorm: null } as const;
export const clippings = ["clipnorm", "clipvalue", "global_clipnorm"] as const;
const adam = { ...anyOptimizer, learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 } as const;

export const optimizers = {
  sgd: { arguments: { ...anyOptimizer, learning_rate: 0.01, momentum: 0, nesterov: false } },
  rmsprop: {
    arguments: { ...anyOptimizer, learning_rate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  },
  adam: { arguments: { ...adam, amsgrad: false } },
  adamw: { arguments: { ...adam, weight_decay: 0.004, amsgrad: false } },
  nadam: { arguments: adam },
  adamax: { arguments: adam },
  adagrad: {
    arguments: { ...anyOptimizer, learning_rate: 0.001, initial_accumulator_value: 0.1, epsilon: 1e-7 },
  },
  adadelta: { arguments: { ...anyOptimizer, learning_rate: 0.001, rho: 0.95, epsilon: 1e-7 } },
} as const satisfies Record<string, Named>;

export const losses = {
  mean_squared_error: plain,
  mean_absolute_error: plain,
  binary_crossentropy: plain,
  categorical_crossentropy: plain,
  sparse_categorical_crossentropy: plain,
  huber: { arguments: { delta: 1 } },
  log_cosh: plain,
  poisson: plain,
  kl_divergence: plain,
  quantile: { arguments: { quantiles: [0.5] } },
} as const satisfies Record<string, Named>;

export const lossAliases: Readonly<Record<string, LossName>> = {
  mse: "mean_squared_error",
  mae: "mean_absolute_error",
};

export const metricAliases: Readonly<Record<string, MetricName>> = {
  acc: "accuracy",
  mean_squared_error: "mse",
  mean_absolute_error: "mae",
};

/** Without `thresholds` 0.5, or all of the `top_k` largest. */
const confusion = { arguments: { thresholds: null, top_k: null, class_id: null } } as const;

export const metrics = {
  accuracy: plain,
  mse: plain,
  mae: plain,
  root_mean_squared_error: plain,
  top_k_categorical_accuracy: { arguments: { k: 5 } },
  sparse_top_k_categorical_accuracy: { arguments: { k: 5 } },
  precision: confusion,
  recall: confusion,
  auc: {
    arguments: { num_thresholds: 200, curve: "ROC", summation_method: "interpolation" },
    words: { curve: ["ROC", "PR"], summation_method: ["interpolation", "minoring", "majoring"] },
  },
} as const satisfies Record<string, Named>;

export type ActivationName = keyof typeof activations;
export type InitializerName = keyof typeof initializers;
export type RegularizerName = keyof typeof regularizers;
export type ConstraintName = keyof typeof constraints;
export type OptimizerName = keyof typeof optimizers;
export type LossName = keyof typeof losses;
export type MetricName = keyof typeof metrics;
