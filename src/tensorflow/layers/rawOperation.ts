/**
 * Operations of TensorFlow that TensorFlow.js has no function for, or wraps into others: run by name, outside of its tape, so a
 * gradient is written by hand beside each (`tf.customGrad`). test/tensorflow/recurrent.test.ts, golden.test.ts.
 */
import type { Tensor, Tf } from "../tfjs";

/** As tfjs-node's backend has it; its own operations are made of nothing else. */
interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}
interface Binding {
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_FLOAT: number;
  readonly TF_INT64: number;
  createTensor(shape: number[], type: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): unknown[];
}
interface NodeBackend {
  readonly binding: Binding;
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  createOutputTensor(made: unknown): Tensor;
}

const backendOf = (tf: Tf): NodeBackend => tf.backend() as NodeBackend;

export const ofFloats = (tf: Tf): Attribute => {
  const { binding } = backendOf(tf);
  return { name: "T", type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
};

export const flag = (tf: Tf, name: string, value: boolean): Attribute => {
  return { name, type: backendOf(tf).binding.TF_ATTR_BOOL, value };
};

export const float = (tf: Tf, name: string, value: number): Attribute => {
  return { name, type: backendOf(tf).binding.TF_ATTR_FLOAT, value };
};

/**
 * `length`: a first input that is a number of 64 bits, which TensorFlow.js has no type for; it is made and let go of here. Throws what
 * TensorFlow says of inputs that do not fit.
 */
export function runOperation(
  tf: Tf,
  name: string,
  attributes: Attribute[],
  inputs: readonly Tensor[],
  { outputs, length }: { readonly outputs: number; readonly length?: number },
): Tensor[] {
  const backend = backendOf(tf);
  const { binding } = backend;
  const first = length === undefined ? [] : [binding.createTensor([], binding.TF_INT64, Int32Array.of(length, 0))];
  try {
    const made = binding.executeOp(name, attributes, [...first, ...backend.getInputTensorIds(inputs)], outputs);
    return made.map((one) => backend.createOutputTensor(one));
  } finally {
    first.forEach((id) => binding.deleteTensor(id));
  }
}
