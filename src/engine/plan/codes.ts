/**
 * Numbers that the plan writes and the kernels read.
 *
 * This one file is compiled twice, by TypeScript into the plan and by AssemblyScript into the kernels, so the two sides
 * cannot disagree. Only plain enums belong here.
 */

/** What one entry of a tape does. */
export enum Operation {
  end,
  gather,
  product,
  weightGradients,
  inputGradient,
  activateForward,
  activateBackward,
  dropoutForward,
  dropoutBackward,
  dropoutFactors,
  lstmForward,
  lstmBackward,
  gruForward,
  gruBackward,
  simpleRnnForward,
  simpleRnnBackward,
  jordanForward,
  jordanBackward,
  startedSteps,
  mergeForward,
  mergeBackward,
  lookUp,
  lookUpGradients,
  normalizeForward,
  normalizeBackward,
  regroupForward,
  regroupBackward,
  rearrangeForward,
  rearrangeBackward,
  reverseSteps,
  scoresForward,
  scoresBackward,
  mixForward,
  mixBackward,
  maskSteps,
  maskIds,
  maskUnion,
  keepForward,
  keepBackward,
  maskedMeanForward,
  maskedMeanBackward,
  countSteps,
  sumSteps,
  spreadSteps,
  maxForward,
  maxBackward,
  loss,
  metric,
  penalty,
  /** Adds up what the shards have computed; ends the tape where something is not finite. */
  reduce,
  clip,
  update,
  constrain,
  activity,
  transpose,
}

/** Behind `sparsemax` the derivative follows from the input, before it from the output. softmax, log_softmax and sparsemax work on rows. */
export enum ActivationCode {
  linear,
  relu,
  sigmoid,
  tanh,
  softmax,
  hard_sigmoid,
  softplus,
  softsign,
  elu,
  selu,
  exponential,
  leaky_relu,
  relu6,
  hard_tanh,
  log_sigmoid,
  soft_shrink,
  hard_shrink,
  squareplus,
  sparse_plus,
  sparse_sigmoid,
  log_softmax,
  sparsemax,
  silu,
  gelu,
  mish,
  hard_silu,
  tanh_shrink,
  /** From here on with arguments: a slope below zero, */
  leaky,
  /** relu with all of its arguments, */
  bent_relu,
  /** elu and celu with another alpha, */
  scaled_elu,
  gelu_tanh,
  /** squareplus with another b, */
  wide_squareplus,
  soft_shrink_by,
  hard_shrink_by,
  threshold,
}

/**
 * The first, up to binary cross-entropy, work on single numbers, the others on rows. `…Logits` take the numbers before the last
 * softmax or sigmoid.
 */
export enum LossCode {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  logCosh,
  poisson,
  quantile,
  binaryCrossentropy,
  binaryCrossentropyLogits,
  categoricalCrossentropy,
  categoricalCrossentropyLogits,
  sparseCategoricalCrossentropy,
  sparseCategoricalCrossentropyLogits,
  klDivergence,
  cosineSimilarity,
}

/** Accuracy is one of three, as in Keras: of single numbers, of one-hot rows, of class numbers. */
export enum MetricCode {
  binaryAccuracy,
  squaredError,
  absoluteError,
  precision,
  recall,
  auc,
  categoricalAccuracy,
  sparseAccuracy,
  topCategoricalAccuracy,
  sparseTopAccuracy,
  cosineSimilarity,
}

export enum MergeCode {
  concat,
  /** A weighted sum. */
  linear,
  multiply,
}

export enum ConstraintCode {
  maxNorm,
  nonNegative,
  unitNorm,
}

export enum OptimizerCode {
  sgd,
  rmsprop,
  adam,
  nadam,
  adamax,
  adagrad,
  adadelta,
}

/** How gradients are held back before an update. */
export enum ClipCode {
  /** The norm of all numbers of the record, divided once for each of them. */
  norm,
  /** The norm of all weights together, as one factor. */
  globalNorm,
  value,
}
