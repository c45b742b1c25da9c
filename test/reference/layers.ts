/**
 * Layers of Keras 3 on one sample, as plain formulas. A sample is a list of steps, each a list of features.
 */
import type { DefinitionOf } from "../../src/core/model/graph";
import type { RecurrentKind } from "../../src/core/model/layerTable";
import { activate, activateRow } from "./activations";
import { add, divide, dot, multiply, root, scalar, scale, subtract, sum, type Scalar } from "./scalar";

export type Row = readonly Scalar[];
export type Steps = readonly Row[];

/** A weight as a matrix; a bias is one row, or two for a GRU with `reset_after`. */
export type Matrix = readonly Row[];
export type WeightsOf = (name: string) => Matrix | undefined;

const column = (matrix: Matrix, j: number): Row => matrix.map((row) => row[j] as Scalar);
const zeros = (count: number): Row => Array.from({ length: count }, () => scalar(0));

/** x·W + b. */
function affine(x: Row, kernel: Matrix, bias: Row | undefined): Row {
  const width = (kernel[0] as Row).length;
  return Array.from({ length: width }, (_, j) => dot(x, column(kernel, j), bias?.[j] ?? scalar(0)));
}

export function dense({ arguments: given }: DefinitionOf<"Dense">, x: Steps, weights: WeightsOf): Steps {
  const kernel = weights("kernel") as Matrix;
  return x.map((row) => activateRow(given.activation, affine(row, kernel, weights("bias")?.[0])));
}

export function embedding(x: Steps, weights: WeightsOf): Steps {
  const rows = weights("embeddings") as Matrix;
  return x.flat().map(({ value }) => rows[value] as Row);
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

/** What a cell holds after a step; gates are after activation, by Keras's letters. */
export interface CellStep {
  readonly h: Row;
  readonly c: Row;
  readonly gates: Readonly<Record<string, Row>>;
}

type Cell = (x: Row, h: Row, c: Row) => CellStep;

function makeCell(definition: DefinitionOf<RecurrentKind>, weights: WeightsOf): Cell {
  const { units, activation } = definition.arguments;
  const kernel = weights("kernel") as Matrix;
  const recurrent = weights("recurrent_kernel") as Matrix;
  const bias = weights("bias");
  const gate = (sums: Row, k: number): Row => sums.slice(k * units, (k + 1) * units);
  const state = (x: Scalar): Scalar => activate(activation, x);
  const sumsOf = (x: Row, h: Row): Row => {
    const product = affine(h, recurrent, undefined);
    return affine(x, kernel, bias?.[0]).map((one, j) => add(one, product[j] as Scalar));
  };
  if (definition.kind === "SimpleRNN") return (x, h, c) => ({ h: sumsOf(x, h).map(state), c, gates: {} });
  const gateActivation = (row: Row): Row => row.map((one) => activate(definition.arguments.recurrent_activation, one));
  if (definition.kind === "LSTM") {
    return (x, h, c) => {
      const sums = sumsOf(x, h);
      const i = gateActivation(gate(sums, 0));
      const f = gateActivation(gate(sums, 1));
      const candidate = gate(sums, 2).map(state);
      const o = gateActivation(gate(sums, 3));
      const cell = c.map((old, u) =>
        add(multiply(f[u] as Scalar, old), multiply(i[u] as Scalar, candidate[u] as Scalar)),
      );
      const gates = { i, f, c: candidate, o };
      return { h: cell.map((value, u) => multiply(o[u] as Scalar, state(value))), c: cell, gates };
    };
  }
  const resetAfter = definition.arguments.reset_after;
  const mix = (z: Row, h: Row, candidate: Row): Row =>
    h.map((old, u) => {
      const zu = z[u] as Scalar;
      return add(multiply(zu, old), multiply(subtract(scalar(1), zu), candidate[u] as Scalar));
    });
  return (x, h, c) => {
    const input = affine(x, kernel, bias?.[0]);
    const product = affine(h, recurrent, bias?.[1]);
    const both = input.map((one, j) => add(one, product[j] as Scalar));
    const z = gateActivation(gate(both, 0));
    const r = gateActivation(gate(both, 1));
    const candidateColumns = recurrent.map((row) => row.slice(2 * units));
    const rest = resetAfter
      ? gate(product, 2).map((one, u) => multiply(r[u] as Scalar, one))
      : affine(
          h.map((one, u) => multiply(r[u] as Scalar, one)),
          candidateColumns,
          undefined,
        );
    const candidate = gate(input, 2).map((one, u) => state(add(one, rest[u] as Scalar)));
    return { h: mix(z, h, candidate), c, gates: { z, r, h: candidate } };
  };
}

/** Backward in time, the outputs of all steps come back in natural order, as Bidirectional gives them. */
export function recurrent(
  definition: DefinitionOf<RecurrentKind>,
  x: Steps,
  weights: WeightsOf,
  backwardInTime: boolean,
  /** Told every step, in the time order of the input. */
  watch: (steps: readonly CellStep[]) => void = () => undefined,
): Steps {
  const cell = makeCell(definition, weights);
  let state: CellStep = { h: zeros(definition.arguments.units), c: zeros(definition.arguments.units), gates: {} };
  const walk: CellStep[] = [];
  const backwards = backwardInTime !== definition.arguments.go_backwards;
  for (const row of backwards ? x.toReversed() : x) {
    state = cell(row, state.h, state.c);
    walk.push(state);
  }
  watch(backwards ? walk.toReversed() : walk);
  const outputs = walk.map(({ h }) => h);
  if (!definition.arguments.return_sequences) return [state.h];
  return backwards && !definition.arguments.go_backwards ? outputs.toReversed() : outputs;
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
