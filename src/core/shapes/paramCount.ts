/**
 * Parameter counts, one closed form a layer.
 *
 * The editor shows these numbers while the user types, so nothing is allocated here. They must equal the size of the
 * weights that the engine plans: test/agreement/paramCount.test.ts checks every layer.
 */
import type { DefinitionOf, LayerDefinition, Shape } from "../model/graph";
import { isRecurrentKind, type RecurrentKind } from "../model/layerTable";
import { outputUnits } from "../model/ports";
import { axesOf } from "./axes";

/** Gates of a cell: how many blocks of H columns its kernels have. */
export const gateCount: Readonly<Record<RecurrentKind, number>> = { SimpleRNN: 1, GRU: 3, LSTM: 4, Jordan: 1 };

/** What a number of a formula counts. */
export type FormulaWord =
  | "copies"
  | "gates"
  | "units"
  | "outputs"
  | "features"
  | "steps"
  | "biases"
  | "ids"
  | "gamma"
  | "beta"
  | "scale"
  | "weight";

export interface FormulaTerm {
  readonly count: number;
  readonly word: FormulaWord;
}

/** The product of the factors, times the sum of the rows where there are any. */
export interface FormulaProduct {
  readonly factors: readonly FormulaTerm[];
  readonly rows: readonly FormulaTerm[];
}

/** A layer's closed form: the sum of its products, one for most layers. */
export interface ParamFormula {
  readonly products: readonly FormulaProduct[];
  readonly total: number;
}

/**
 * The formula of a layer that has weights; undefined for a layer without any.
 *
 * Each gate owns an input kernel (F×H), for recurrent layers a recurrent kernel (H×H), and a bias (H); the cells differ
 * only in how many gates they have. A Keras GRU with `reset_after` has a second bias for each gate; a Jordan layer's recurrent
 * kernel has a row for each output (O×H), and behind it stands a second map (H×O).
 */
export function paramFormula(
  definition: LayerDefinition,
  inner: LayerDefinition | undefined,
  input: Shape,
): ParamFormula | undefined {
  const features = input.at(-1) ?? 0;
  if (definition.kind === "TimeDistributed") {
    return inner && paramFormula(inner, undefined, [input[0] ?? null, ...input.slice(2)]);
  }
  if (definition.kind === "Bidirectional") {
    const one = inner && paramFormula(inner, undefined, input);
    if (!one) return undefined;
    const { backward_layer: other } = definition.arguments;
    if (other) return formula(...one.products, ...(paramFormula(other, undefined, input)?.products ?? []));
    const both = one.products.map(({ factors, rows }) => product([term(2, "copies"), ...factors], rows));
    return formula(...both);
  }
  if (definition.kind === "Dense") {
    const { units, use_bias } = definition.arguments;
    return formula(product([term(units, "units")], [term(features, "features"), ...biasTerms(use_bias)]));
  }
  if (definition.kind === "Embedding") {
    const { input_dim, output_dim } = definition.arguments;
    return formula(product([term(input_dim, "ids"), term(output_dim, "features")], []));
  }
  if (definition.kind === "Attention") {
    const { use_scale, score_mode } = definition.arguments;
    const rows = [...(use_scale ? [term(1, "scale")] : []), ...(score_mode === "concat" ? [term(1, "weight")] : [])];
    return rows.length > 0 ? formula({ factors: [], rows }) : undefined;
  }
  if (definition.kind === "LayerNormalization") {
    const { axis, center, scale } = definition.arguments;
    const rows = [...(scale ? [term(1, "gamma")] : []), ...(center ? [term(1, "beta")] : [])];
    const sizes = axesOf(axis, input.length).map((i) => term(input[i] ?? 0, wordAt(i, input.length)));
    return rows.length > 0 ? formula(product(sizes, rows)) : undefined;
  }
  if (isRecurrentKind(definition.kind)) return recurrentFormula(definition as DefinitionOf<RecurrentKind>, features);
  return undefined;
}

function recurrentFormula(cell: DefinitionOf<RecurrentKind>, features: number): ParamFormula {
  const { units, use_bias } = cell.arguments;
  const own = [term(features, "features")];
  if (cell.kind === "Jordan") {
    const outputs = term(outputUnits(cell), "outputs");
    return formula(
      product([term(units, "units")], [...own, outputs, ...biasTerms(use_bias)]),
      product([outputs], [term(units, "units"), ...biasTerms(use_bias)]),
    );
  }
  const gates = gateCount[cell.kind];
  const biases = cell.kind === "GRU" && cell.arguments.reset_after ? 2 : 1;
  return formula(
    product(
      [...(gates > 1 ? [term(gates, "gates")] : []), term(units, "units")],
      [...own, term(units, "units"), ...biasTerms(use_bias, biases)],
    ),
  );
}

/** What the size along an axis counts. */
const wordAt = (axis: number, rank: number): FormulaWord => (axis === rank - 1 ? "features" : "steps");

const term = (count: number, word: FormulaWord): FormulaTerm => ({ count, word });

const biasTerms = (used: boolean, count = 1): FormulaTerm[] => (used ? [term(count, "biases")] : []);

const product = (factors: readonly FormulaTerm[], rows: readonly FormulaTerm[]): FormulaProduct => ({ factors, rows });

function formula(...products: readonly FormulaProduct[]): ParamFormula {
  const total = products.reduce((all, { factors, rows }) => {
    const sum = rows.reduce((rest, { count }) => rest + count, 0);
    return all + factors.reduce((one, { count }) => one * count, rows.length > 0 ? sum : 1);
  }, 0);
  return { products, total };
}

/** Numbers that a layer owns, trainable or not; 0 for a layer without weights. */
export function countParams(definition: LayerDefinition, inner: LayerDefinition | undefined, input: Shape): number {
  return paramFormula(definition, inner, input)?.total ?? 0;
}
