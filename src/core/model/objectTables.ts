/**
 * The objects a file may name: activations, initializers, regularizers, constraints, optimizers, losses and metrics,
 * with Keras 3 names and defaults. `built: false` is in the language but cannot be run by this version yet.
 */

interface Named {
  readonly built: boolean;
  /** Numbers the object takes, with Keras's defaults; `null` means absent. */
  readonly arguments: Readonly<Record<string, number | boolean | null>>;
}

const plain = { built: true, arguments: {} } as const;
const later = { built: false, arguments: {} } as const;

export const activations = {
  linear: plain,
  relu: plain,
  sigmoid: plain,
  tanh: plain,
  softmax: plain,
  hard_sigmoid: plain,
  softplus: plain,
  softsign: plain,
  elu: plain,
  selu: plain,
  exponential: plain,
  leaky_relu: plain,
  relu6: plain,
  hard_tanh: plain,
  silu: later,
  gelu: later,
  mish: later,
  hard_silu: later,
  celu: later,
  log_sigmoid: later,
  log_softmax: later,
  tanh_shrink: later,
  soft_shrink: later,
  hard_shrink: later,
  squareplus: later,
  sparse_plus: later,
  sparse_sigmoid: later,
  sparsemax: later,
  threshold: later,
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
  orthogonal: { built: true, arguments: { gain: 1 } },
  zeros: plain,
  ones: plain,
  constant: { built: true, arguments: { value: 0 } },
  random_uniform: { built: true, arguments: { minval: -0.05, maxval: 0.05 } },
  random_normal: { built: true, arguments: { mean: 0, stddev: 0.05 } },
  truncated_normal: { built: true, arguments: { mean: 0, stddev: 0.05 } },
  variance_scaling: later,
  identity: later,
} as const satisfies Record<string, Named>;

export const regularizers = { l1: later, l2: later, l1_l2: later } as const satisfies Record<string, Named>;
export const constraints = { max_norm: later, non_neg: later, unit_norm: later } as const satisfies Record<
  string,
  Named
>;

export const optimizers = {
  sgd: { built: true, arguments: { learning_rate: 0.01, momentum: 0, nesterov: false } },
  rmsprop: {
    built: true,
    arguments: { learning_rate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  },
  adam: {
    built: true,
    arguments: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false },
  },
  adamw: later,
  nadam: later,
  adamax: later,
  adagrad: later,
  adadelta: later,
} as const satisfies Record<string, Named>;

/** Clipping belongs to every optimizer and is not built yet. */
export const plannedOptimizerArguments = ["clipnorm", "clipvalue", "global_clipnorm", "weight_decay"] as const;

export const losses = {
  mean_squared_error: plain,
  mean_absolute_error: plain,
  binary_crossentropy: plain,
  categorical_crossentropy: plain,
  sparse_categorical_crossentropy: plain,
  huber: later,
  log_cosh: later,
  poisson: later,
  kl_divergence: later,
  quantile: later,
} as const satisfies Record<string, Named>;

export const lossAliases: Readonly<Record<string, LossName>> = {
  mse: "mean_squared_error",
  mae: "mean_absolute_error",
};

export const metrics = {
  accuracy: later,
  mse: later,
  mae: later,
  root_mean_squared_error: later,
  top_k_categorical_accuracy: later,
  precision: later,
  recall: later,
  auc: later,
} as const satisfies Record<string, Named>;

export type ActivationName = keyof typeof activations;
export type InitializerName = keyof typeof initializers;
export type RegularizerName = keyof typeof regularizers;
export type ConstraintName = keyof typeof constraints;
export type OptimizerName = keyof typeof optimizers;
export type LossName = keyof typeof losses;
export type MetricName = keyof typeof metrics;
