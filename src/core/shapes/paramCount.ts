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

/** The pieces of a layer's closed form, for the sentence that explains it. */
export interface ParamFormula {
  readonly kind: LayerDefinition["kind"];
  /** Size of the last dimension of the input. */
  readonly features: number;
  readonly units: number;
  readonly gates: number;
  /** Biases for each gate and unit: 0, 1, or 2 for a GRU with reset_after. */
  readonly biases: number;
  readonly recurrent: boolean;
  /** 2 for a Bidirectional layer: it owns two of everything. */
  readonly copies: number;
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
    const copies = definition.kind === "Bidirectional" ? 2 : 1;
    return { ...one, kind: definition.kind, copies, total: copies * one.total };
  }
  if (definition.kind === "Dense") {
    const { units, use_bias } = definition.arguments;
    return formula({ kind: "Dense", features, units, gates: 1, biases: use_bias ? 1 : 0, recurrent: false });
  }
  if (isRecurrentKind(definition.kind)) {
    const cell = definition as DefinitionOf<RecurrentKind>;
    const { units, use_bias } = cell.arguments;
    const biasesIfUsed = cell.kind === "GRU" && cell.arguments.reset_after ? 2 : 1;
    return formula({
      kind: cell.kind,
      features,
      units,
      gates: gateCount[cell.kind],
      biases: use_bias ? biasesIfUsed : 0,
      recurrent: true,
    });
  }
  return undefined;
}

function formula(parts: Omit<ParamFormula, "copies" | "total">): ParamFormula {
  const rows = parts.features + (parts.recurrent ? parts.units : 0) + parts.biases;
  return { ...parts, copies: 1, total: parts.gates * parts.units * rows };
}

/** Numbers that a layer owns, trainable or not; 0 for a layer without weights. */
export function countParams(definition: LayerDefinition, inner: LayerDefinition | undefined, features: number): number {
  return paramFormula(definition, inner, features)?.total ?? 0;
}
