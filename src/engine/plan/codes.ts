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
  lstmForward,
  lstmBackward,
  gruForward,
  gruBackward,
  simpleRnnForward,
  simpleRnnBackward,
  mergeForward,
  mergeBackward,
  lookUp,
  lookUpGradients,
  normalizeForward,
  normalizeBackward,
  regroupForward,
  regroupBackward,
  reverseSteps,
  sumSteps,
  spreadSteps,
  maxForward,
  maxBackward,
  loss,
  update,
  transpose,
}

/** Every activation here has a derivative that follows from its own output; softmax works on a row. */
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
}

/** `…Logits` take the numbers before the last softmax or sigmoid. */
export enum LossCode {
  meanSquaredError,
  meanAbsoluteError,
  binaryCrossentropy,
  binaryCrossentropyLogits,
  categoricalCrossentropy,
  categoricalCrossentropyLogits,
  sparseCategoricalCrossentropy,
  sparseCategoricalCrossentropyLogits,
}

export enum MergeCode {
  concat,
  /** A weighted sum. */
  linear,
  multiply,
}

export enum OptimizerCode {
  sgd,
  rmsprop,
  adam,
}
