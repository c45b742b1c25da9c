/**
 * Parameter counts, one closed form a layer.
 *
 * The editor shows these numbers while the user types, so nothing is allocated here. They must equal the size of the
 * weights that the engine plans: test/agreement/paramCount.test.ts checks every layer.
 */
import type { DefinitionOf, LayerDefinition } from "../model/graph";
import { isRecurrentKind, type RecurrentKind } from "../model/layerTable";

/** Gates of a cell: how many blocks of H columns its kernels have. */
export const gateCount: Readonly<Record<RecurrentKind, number>> = { SimpleRNN: 1, GRU: 3, LSTM: 4 };

/** What a number of a formula counts. */
export type FormulaWord = "copies" | "gates" | "units" | "features" | "biases" | "ids" | "gamma" | "beta";

export interface FormulaTerm {
  readonly count: number;
  readonly word: FormulaWord;
}

/** A layer's closed form: the product of the factors, times the sum of the rows where there are any. */
export interface ParamFormula {
  readonly factors: readonly FormulaTerm[];
  readonly rows: readonly FormulaTerm[];
  readonly total: number;
}

/**
 * The formula of a layer that has weights; undefined for a layer without any.
 *
 * Each gate owns an input kernel (F×H), for recurrent layers a recurrent kernel (H×H), and a bias (H); the cells differ
 * only in how many gates they have. A Keras GRU with `reset_after` has a second bias for each gate.
 */
export function paramFormula(
  definition: LayerDefinition,
  inner: LayerDefinition | undefined,
  features: number,
): ParamFormula | undefined {
  if (definition.kind === "Bidirectional" || definition.kind === "TimeDistributed") {
    const one = inner && paramFormula(inner, undefined, features);
    if (!one) return undefined;
    return definition.kind === "Bidirectional" ? formula([term(2, "copies"), ...one.factors], one.rows) : one;
  }
  if (definition.kind === "Dense") {
    const { units, use_bias } = definition.arguments;
    return formula([term(units, "units")], [term(features, "features"), ...(use_bias ? [term(1, "biases")] : [])]);
  }
  if (definition.kind === "Embedding") {
    const { input_dim, output_dim } = definition.arguments;
    return formula([term(input_dim, "ids"), term(output_dim, "features")], []);
  }
  if (definition.kind === "LayerNormalization") {
    const { center, scale } = definition.arguments;
    const rows = [...(scale ? [term(1, "gamma")] : []), ...(center ? [term(1, "beta")] : [])];
    return rows.length > 0 ? formula([term(features, "features")], rows) : undefined;
  }
  if (isRecurrentKind(definition.kind)) {
    const cell = definition as DefinitionOf<RecurrentKind>;
    const { units, use_bias } = cell.arguments;
    const gates = gateCount[cell.kind];
    const biases = cell.kind === "GRU" && cell.arguments.reset_after ? 2 : 1;
    return formula(
      [...(gates > 1 ? [term(gates, "gates")] : []), term(units, "units")],
      [term(features, "features"), term(units, "units"), ...(use_bias ? [term(biases, "biases")] : [])],
    );
  }
  return undefined;
}

const term = (count: number, word: FormulaWord): FormulaTerm => ({ count, word });

function formula(factors: readonly FormulaTerm[], rows: readonly FormulaTerm[]): ParamFormula {
  const sum = rows.reduce((total, { count }) => total + count, 0);
  const total = factors.reduce((product, { count }) => product * count, rows.length > 0 ? sum : 1);
  return { factors, rows, total };
}

/** Numbers that a layer owns, trainable or not; 0 for a layer without weights. */
export function countParams(definition: LayerDefinition, inner: LayerDefinition | undefined, features: number): number {
  return paramFormula(definition, inner, features)?.total ?? 0;
}
