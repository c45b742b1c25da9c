/**
 * Layers of Keras 3 on one sample, as plain formulas. A sample is a list of steps, each a list of features.
 */
import type { DefinitionOf } from "../../src/core/model/graph";
import { activateRow } from "./activations";
import { add, divide, dot, multiply, root, scalar, scale, subtract, sum, type Scalar } from "./scalar";

export type Row = readonly Scalar[];
export type Steps = readonly Row[];

/** A weight as a matrix; a bias is one row, or two for a GRU with `reset_after`. */
export type Matrix = readonly Row[];
export type WeightsOf = (name: string) => Matrix | undefined;

const column = (matrix: Matrix, j: number): Row => matrix.map((row) => row[j] as Scalar);
export const zeros = (count: number): Row => Array.from({ length: count }, () => scalar(0));

/** x·W + b. */
export function affine(x: Row, kernel: Matrix, bias: Row | undefined): Row {
  const width = (kernel[0] as Row).length;
  return Array.from({ length: width }, (_, j) => dot(x, column(kernel, j), bias?.[j] ?? scalar(0)));
}

export function dense({ arguments: given }: DefinitionOf<"Dense">, x: Steps, weights: WeightsOf): Steps {
  const kernel = weights("kernel") as Matrix;
  return x.map((row) => activateRow(given.activation, affine(row, kernel, weights("bias")?.[0])));
}

export function embedding(x: Steps, weights: WeightsOf): Steps {
  const rows = weights("embeddings") as Matrix;
  return x.flat().map(({ value }) => rows[Math.trunc(value)] as Row);
}

export function layerNormalization(
  { arguments: { epsilon } }: DefinitionOf<"LayerNormalization">,
  x: Steps,
  weights: WeightsOf,
): Steps {
  const gamma = weights("gamma")?.[0];
  const beta = weights("beta")?.[0];
  return x.map((row) => {
    const mean = scale(sum(row), 1 / row.length);
    const distances = row.map((one) => subtract(one, mean));
    const variance = scale(sum(distances.map((one) => multiply(one, one))), 1 / row.length);
    const deviation = root(add(variance, scalar(epsilon)));
    return distances.map((one, j) => {
      const normal = divide(one, deviation);
      return add(multiply(gamma?.[j] ?? scalar(1), normal), beta?.[j] ?? scalar(0));
    });
  });
}

export function merge(mode: string, a: Steps, b: Steps): Steps {
  return a.map((row, t) => {
    const other = b[t] as Row;
    if (mode === "concat") return [...row, ...other];
    return row.map((one, j) => {
      const two = other[j] as Scalar;
      if (mode === "mul") return multiply(one, two);
      return mode === "ave" ? scale(add(one, two), 0.5) : add(one, two);
    });
  });
}
