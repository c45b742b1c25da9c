/**
 * The part of TensorFlow.js that this engine calls, as types.
 *
 * The package itself is found and loaded at run time, where there is one; its hundred megabytes are no dependency of this project, not
 * even for the compiler. test/tensorflow/computations.test.ts compares these names with the package's.
 */

type Shape = readonly number[];
type DataType = "float32" | "int32" | "bool";
/** A number is spread over the other side's shape. */
export type Operand = Tensor | number;

export interface Tensor {
  readonly shape: number[];
  readonly size: number;
  /** Waits for the numbers and copies them. */
  dataSync(): Float32Array;
  dispose(): void;
}

export interface Variable extends Tensor {
  /** Takes over the numbers and lets its own go. */
  assign(value: Tensor): void;
}

type One = (x: Tensor) => Tensor;
type Two = (a: Operand, b: Operand) => Tensor;
type Folding = (x: Tensor, axis?: number | number[], keepDims?: boolean) => Tensor;

/** What a function with a gradient of its own hands out: its value, and the gradient of each input. */
export interface WithGradient {
  readonly value: Tensor;
  readonly gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor | Tensor[];
}

type OfOne =
  | "abs"
  | "erf"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "neg"
  | "relu"
  | "sigmoid"
  | "sign"
  | "softplus"
  | "sqrt"
  | "square"
  | "tanh"
  | "zerosLike";
type OfTwo = "add" | "div" | "equal" | "greater" | "maximum" | "minimum" | "mul" | "notEqual" | "sub";

export interface Tf extends Readonly<Record<OfOne, One>>, Readonly<Record<OfTwo, Two>> {
  max: Folding;
  mean: Folding;
  sum: Folding;
  softmax(x: Tensor, axis: number): Tensor;
  logSoftmax(x: Tensor, axis: number): Tensor;
  cumsum(x: Tensor, axis: number): Tensor;
  topk(x: Tensor, k: number, sorted: boolean): { readonly values: Tensor; readonly indices: Tensor };
  clipByValue(x: Tensor, low: number, high: number): Tensor;
  where(condition: Tensor, a: Tensor, b: Tensor): Tensor;
  cast(x: Tensor, type: DataType): Tensor;
  oneHot(labels: Tensor, classes: number): Tensor;
  gather(x: Tensor, rows: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;

  concat(parts: Tensor[], axis?: number): Tensor;
  stack(parts: Tensor[]): Tensor;
  split(x: Tensor, parts: number | number[], axis?: number): Tensor[];
  unstack(x: Tensor): Tensor[];
  slice(x: Tensor, first: number, count: number): Tensor;
  reshape(x: Tensor, shape: Shape): Tensor;
  transpose(x: Tensor, order: Shape): Tensor;
  reverse(x: Tensor, axis: number): Tensor;
  tile(x: Tensor, times: Shape): Tensor;
  expandDims(x: Tensor, axis: number): Tensor;
  squeeze(x: Tensor, axes: Shape): Tensor;

  scalar(value: number): Tensor;
  tensor(values: Float32Array, shape: Shape): Tensor;
  tensor1d(values: Float32Array | Int32Array, type?: DataType): Tensor;
  zeros(shape: Shape): Tensor;
  fill(shape: Shape, value: number): Tensor;
  range(first: number, end: number): Tensor;
  variable(first: Tensor, trainable?: boolean): Variable;

  grad(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor;
  /** `f` gets its inputs and, last, what keeps tensors for the way back. */
  customGrad(f: (...inputs: never[]) => WithGradient): (...inputs: Tensor[]) => Tensor;
  /** Lets go of every tensor that `work` makes but the one that it gives. */
  tidy<Result extends Tensor | void>(work: () => Result): Result;
  keep(x: Tensor): Tensor;
  dispose(tensors: Tensor[]): void;

  memory(): { readonly numTensors: number; readonly numBytes: number };
  env(): { set(flag: string, value: boolean): void };
  backend(): unknown;
}

/** Keeps tensors for the way back. */
export type Save = (tensors: Tensor[]) => void;
