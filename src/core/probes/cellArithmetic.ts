/**
 * A cell explained: how one unit came to its gates and its state at one step, in the numbers of this network.
 *
 * Every sum is given by its parts (input, state before, bias), each part by what it is made of, so that the largest can be named. The
 * sums are added up in double precision from the engine's own float32 numbers; the gates are what the engine computed.
 * test/core/probes/cellArithmetic.test.ts compares both with the float64 reference.
 */
import type { Tensor } from "../data/dataset";
import { gateNames, type GateName, type LayerProbe } from "./layerProbe";

/** A layer's weights by Keras's names: `kernel` (F, gates · H), `recurrent_kernel` (H, gates · H), `bias`; of Jordan also `output_kernel`, `output_bias`. */
export type CellWeights = Readonly<Record<string, Tensor>>;

export interface CellFormula {
  readonly weights: CellWeights;
  /** Of a GRU. */
  readonly resetAfter?: boolean;
}

/** One product in a sum: feature or unit `index` had `value`, and counts `weight` times that. */
export interface Contribution {
  readonly from: "input" | "state";
  readonly index: number;
  readonly value: number;
  readonly weight: number;
  readonly product: number;
}

/** σ(input + state + bias) = value. */
export interface GateSum {
  /** A gate, or the state itself where the cell has none; of Jordan also its output. */
  readonly name: GateName | "state" | "y";
  readonly input: number;
  readonly state: number;
  readonly bias: number;
  /**
   * Of the candidate of a GRU: its part from the state as it stands in the sum. With `reset_after` that is r · (U h + b), where b is
   * `stateBias`; else U (r · h).
   */
  readonly reset?: { readonly after: boolean; readonly gate: number; readonly stateBias: number };
  readonly sum: number;
  /** After activation. */
  readonly value: number;
  /** All products, the largest first. */
  readonly contributions: readonly Contribution[];
}

export interface ExplainedCell {
  readonly unit: number;
  readonly step: number;
  /** The step whose state this one begins with; −1: the one that the layer begins with. */
  readonly before: number;
  /** A mask leaves the step out: nothing is computed, states stay. */
  readonly isLeftOut: boolean;
  readonly sums: readonly GateSum[];
  /** Of this unit, before the step and behind it. */
  readonly states: Readonly<Record<string, { readonly before: number; readonly after: number }>>;
}

/** Explains unit `unit` at step `step` (both counted from 0). Throws RangeError where there is no such cell. */
export function explainCell(layer: LayerProbe, formula: CellFormula, unit: number, step: number): ExplainedCell {
  const { weights, resetAfter: after = false } = formula;
  const { kind, states, direction, counted } = layer;
  const [steps = 0, units = 0] = states.h.shape;
  if (!(unit >= 0 && unit < units && step >= 0 && step < steps))
    throw new RangeError(`no unit ${unit} at step ${step}`);
  const first = direction > 0 ? 0 : steps - 1;
  const before = step === first ? -1 : step - direction;
  const cell = { layer, weights, after, unit, step, before };
  const names = Object.keys(states) as (keyof typeof states)[];
  return {
    ...{ unit, step, before },
    isLeftOut: counted?.[step] === 0,
    sums: kind === "Jordan" ? explainJordan(cell) : explainGates(cell),
    states: Object.fromEntries(
      names.flatMap((name) => {
        const [, width = 0] = states[name]?.shape ?? [];
        if (unit >= width) return [];
        return [
          [name, { before: stateAt(cell, name)[unit] ?? 0, after: rowOf(states[name], step)[unit] ?? 0 }] as const,
        ];
      }),
    ),
  };
}

interface Cell {
  readonly layer: LayerProbe;
  readonly weights: CellWeights;
  readonly after: boolean;
  readonly unit: number;
  readonly step: number;
  readonly before: number;
}

const nothing = new Float32Array();

function rowOf(tensor: Tensor | undefined, step: number): Float32Array {
  const width = tensor?.shape[1] ?? 0;
  return tensor?.values.subarray(step * width, (step + 1) * width) ?? nothing;
}

/** A state before the step. */
function stateAt({ layer, before }: Cell, name: "h" | "c" | "y"): Float32Array {
  return before < 0 ? rowOf(layer.initial[name], 0) : rowOf(layer.states[name], before);
}

function explainGates(cell: Cell): readonly GateSum[] {
  const { layer, unit, step } = cell;
  const gates: readonly GateName[] = gateNames[layer.kind];
  const units = layer.states.h.shape[1] ?? 0;
  if (gates.length === 0) {
    return [
      sumOf(cell, {
        name: "state",
        column: unit,
        past: stateAt(cell, "h"),
        value: rowOf(layer.states.h, step)[unit] ?? 0,
      }),
    ];
  }
  return gates.map((name, at) => {
    const value = rowOf(layer.gates[name], step)[unit] ?? 0;
    const given = { name, column: at * units + unit, past: stateAt(cell, "h"), value };
    return layer.kind === "GRU" && name === "h" ? sumOfCandidate(cell, given) : sumOf(cell, given);
  });
}

/** The output of a Jordan layer comes back; its hidden units have no memory of their own. */
function explainJordan(cell: Cell): readonly GateSum[] {
  const { layer, weights, unit, step } = cell;
  const h = rowOf(layer.states.h, step);
  const hidden = sumOf(cell, { name: "state", column: unit, past: stateAt(cell, "y"), value: h[unit] ?? 0 });
  if (unit >= (layer.states.y?.shape[1] ?? 0)) return [hidden];
  const contributions = productsOf("state", h, weights["output_kernel"], unit);
  const state = total(contributions);
  const bias = weights["output_bias"]?.values[unit] ?? 0;
  const value = rowOf(layer.states.y, step)[unit] ?? 0;
  return [hidden, { name: "y", input: 0, state, bias, sum: state + bias, value, contributions: sorted(contributions) }];
}

interface Given {
  readonly name: GateSum["name"];
  readonly column: number;
  readonly past: Float32Array;
  readonly value: number;
}

function sumOf({ layer, weights, step }: Cell, { name, column, past, value }: Given): GateSum {
  const fromInput = productsOf("input", rowOf(layer.input, step), weights["kernel"], column);
  const fromState = productsOf("state", past, weights["recurrent_kernel"], column);
  const [input, state] = [total(fromInput), total(fromState)];
  const bias = biasOf(weights, 0, column) + biasOf(weights, 1, column);
  return {
    name,
    input,
    state,
    bias,
    sum: input + state + bias,
    value,
    contributions: sorted([...fromInput, ...fromState]),
  };
}

/** The reset gate says how much of the state the candidate of a GRU may see. */
function sumOfCandidate(cell: Cell, { name, column, past, value }: Given): GateSum {
  const { layer, weights, after, unit, step } = cell;
  const r = rowOf(layer.gates.r, step);
  const gate = r[unit] ?? 0;
  const seen = after ? past : Float32Array.from(past, (one, i) => one * (r[i] ?? 0));
  const fromInput = productsOf("input", rowOf(layer.input, step), weights["kernel"], column);
  const raw = productsOf("state", seen, weights["recurrent_kernel"], column);
  const stateBias = after ? biasOf(weights, 1, column) : 0;
  const fromState = after ? raw.map((one) => ({ ...one, product: one.product * gate })) : raw;
  const input = total(fromInput);
  const state = total(fromState) + stateBias * (after ? gate : 0);
  const bias = biasOf(weights, 0, column);
  return {
    ...{ name, input, state, bias, value, sum: input + state + bias, reset: { after, gate, stateBias } },
    contributions: sorted([...fromInput, ...fromState]),
  };
}

/** A bias of two rows belongs to the input (0) and to the state (1): `reset_after` of a GRU. */
function biasOf({ bias }: CellWeights, row: number, column: number): number {
  if (!bias) return 0;
  const width = bias.shape.at(-1) ?? 0;
  return row < bias.values.length / width ? (bias.values[row * width + column] ?? 0) : 0;
}

function productsOf(
  from: Contribution["from"],
  values: Float32Array,
  kernel: Tensor | undefined,
  column: number,
): Contribution[] {
  const width = kernel?.shape[1] ?? 0;
  return Array.from(values, (value, index) => {
    const weight = kernel?.values[index * width + column] ?? 0;
    return { from, index, value, weight, product: value * weight };
  });
}

const total = (all: readonly Contribution[]): number => all.reduce((sum, { product }) => sum + product, 0);

const sorted = (all: readonly Contribution[]): Contribution[] =>
  all.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product));
