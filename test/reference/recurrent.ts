/**
 * Recurrent layers of Keras 3 on one sample, step by step, as plain formulas: cells, masks, states and dropouts.
 */
import type { DefinitionOf } from "../../src/core/model/graph";
import { type RecurrentKind, stateNames } from "../../src/core/model/layerTable";
import { outputUnits } from "../../src/core/model/ports";
import { activateRow } from "./activations";
import { affine, zeros, type Matrix, type Row, type Steps, type WeightsOf } from "./layers";
import type { StepMask } from "./masks";
import { add, multiply, scalar, scale, subtract, type Scalar } from "./scalar";

/** What a cell holds after a step; gates are after activation, by Keras's letters. */
export interface CellStep {
  readonly h: Row;
  readonly c: Row;
  /** Of a Jordan layer. */
  readonly y?: Row;
  readonly gates: Readonly<Record<string, Row>>;
}

/** `xs` and what `past` gives: the inputs and the state before, as each gate sees them. */
type Cell = (xs: readonly Row[], past: (gate: number) => Row, before: CellStep) => CellStep;

type Gated = Exclude<RecurrentKind, "Jordan">;
export const gateCounts: Readonly<Record<RecurrentKind, number>> = { SimpleRNN: 1, LSTM: 4, GRU: 3, Jordan: 1 };

const zip = (a: Row, b: Row, combine: (a: Scalar, b: Scalar) => Scalar): Row =>
  a.map((one, i) => combine(one, b[i] as Scalar));
const gateOf = (matrix: Matrix, k: number, units: number): Matrix =>
  matrix.map((row) => row.slice(k * units, (k + 1) * units));

function makeJordan({ arguments: given }: DefinitionOf<"Jordan">, weights: WeightsOf, hold: Hold): Cell {
  const [kernel, recurrent, outer] = ["kernel", "recurrent_kernel", "output_kernel"].map(weights) as Matrix[];
  return ([x], past) => {
    const sums = zip(
      affine(x as Row, kernel as Matrix, weights("bias")?.[0]),
      affine(past(0), recurrent as Matrix, undefined),
      add,
    );
    const h = hold("unit", activateRow(given.activation, sums));
    const y = activateRow(given.output_activation, affine(h, outer as Matrix, weights("output_bias")?.[0]));
    return { h, c: [], y, gates: {} };
  };
}

/** A number in place of what was computed: of a gate, or of h where `gate` is "unit". */
export type Clamp = (layer: string, gate: string, unit: number) => number | undefined;
type Hold = (gate: string, row: Row) => Row;

function makeCell(definition: DefinitionOf<RecurrentKind>, weights: WeightsOf, hold: Hold): Cell {
  if (definition.kind === "Jordan") return makeJordan(definition, weights, hold);
  const { kind, arguments: given } = definition as DefinitionOf<Gated>;
  const { units } = given;
  const kernel = weights("kernel") as Matrix;
  const recurrent = weights("recurrent_kernel") as Matrix;
  const bias = weights("bias");
  const state = (row: Row): Row => activateRow(given.activation, row);
  const gate = (row: Row): Row =>
    activateRow("recurrent_activation" in given ? given.recurrent_activation : { name: "linear", arguments: {} }, row);
  const biasOf = (row: number, k: number): Row | undefined => bias?.[row]?.slice(k * units, (k + 1) * units);
  const inputOf = (xs: readonly Row[], k: number): Row =>
    affine((xs[k] ?? xs[0]) as Row, gateOf(kernel, k, units), biasOf(0, k));
  const returned = (h: Row, k: number): Row => affine(h, gateOf(recurrent, k, units), biasOf(1, k));
  if (kind === "SimpleRNN") {
    return (xs, past) => ({
      h: hold("unit", state(zip(inputOf(xs, 0), returned(past(0), 0), add))),
      c: [],
      gates: {},
    });
  }
  const sum = (xs: readonly Row[], past: (gate: number) => Row, k: number): Row =>
    zip(inputOf(xs, k), returned(past(k), k), add);
  if (kind === "LSTM") {
    return (xs, past, before) => {
      const i = hold("i", gate(sum(xs, past, 0)));
      const f = hold("f", gate(sum(xs, past, 1)));
      const candidate = hold("c", state(sum(xs, past, 2)));
      const o = hold("o", gate(sum(xs, past, 3)));
      const c = zip(zip(f, before.c, multiply), zip(i, candidate, multiply), add);
      return { h: hold("unit", zip(o, state(c), multiply)), c, gates: { i, f, c: candidate, o } };
    };
  }
  const resetAfter = "reset_after" in given && given.reset_after;
  return (xs, past, before) => {
    const z = hold("z", gate(sum(xs, past, 0)));
    const r = hold("r", gate(sum(xs, past, 1)));
    const rest = resetAfter ? zip(r, returned(past(2), 2), multiply) : returned(zip(r, past(2), multiply), 2);
    const candidate = hold("h", state(zip(inputOf(xs, 2), rest, add)));
    const kept = zip(z, before.h, multiply);
    const h = zip(
      kept,
      zip(z, candidate, (zu, new_) => multiply(subtract(scalar(1), zu), new_)),
      add,
    );
    return { h: hold("unit", h), c: [], gates: { z, r, h: candidate } };
  };
}

export interface Walk {
  /** The steps of the output stand last one first. */
  readonly isReversed: boolean;
  /** In the cell's order; absent: zeros. */
  readonly initial: readonly Row[] | undefined;
  readonly mask: StepMask | undefined;
  /** Masked steps of a sequence are shown as zeros, as in the halves of a Bidirectional. */
  readonly zeroMasked: boolean;
  /** What a gate's copy of the state is multiplied with. */
  readonly factor: ((gate: number, feature: number) => number) | undefined;
  readonly clamp?: ((gate: string, unit: number) => number | undefined) | undefined;
  /** Told every step, in the time order of the input. */
  readonly watch: (steps: readonly CellStep[]) => void;
}

export interface WalkEnd {
  readonly output: Steps;
  /** In the cell's order. */
  readonly states: readonly Row[];
}

/** What a masked step hands on: the numbers of the step before, as numbers of its own. */
function held({ h, c, y }: CellStep): CellStep {
  const copy = (row: Row): Row => row.map((one) => scale(one, 1));
  return { h: copy(h), c: copy(c), gates: {}, ...(y ? { y: copy(y) } : {}) };
}

/** `inputs`: one for all gates, or one for each. Turned around, the outputs of all steps come back last one first, whatever way they were read. */
export function recurrent(
  definition: DefinitionOf<RecurrentKind>,
  inputs: readonly Steps[],
  weights: WeightsOf,
  { isReversed, initial, mask, zeroMasked, factor, clamp, watch }: Walk,
): WalkEnd {
  const hold: Hold = (gate, row) =>
    row.map((one, unit) => {
      const value = clamp?.(gate, unit);
      return value === undefined ? one : scalar(value);
    });
  const cell = makeCell(definition, weights, hold);
  const { units, go_backwards, return_sequences } = definition.arguments;
  const names = stateNames[definition.kind];
  const first = (name: string): Row =>
    initial?.[(names as readonly string[]).indexOf(name)] ?? zeros(name === "y" ? outputUnits(definition) : units);
  const shown = ({ h, y }: CellStep): Row => y ?? h;
  let now: CellStep = {
    h: first("h"),
    c: first("c"),
    gates: {},
    ...(names.includes("y" as never) ? { y: first("y") } : {}),
  };
  let output = zeros(outputUnits(definition));
  let hasBegun = false;
  const outputs: Row[] = [];
  const walk: CellStep[] = [];
  const order = inputs[0]?.map((_, t) => t) ?? [];
  for (const t of go_backwards ? order.toReversed() : order) {
    const before = now;
    const past = (gate: number): Row => shown(before).map((one, j) => (factor ? scale(one, factor(gate, j)) : one));
    const counts = mask?.[t] !== false;
    if (counts) {
      now = cell(
        inputs.map((x) => x[t] as Row),
        past,
        before,
      );
      output = shown(now);
      hasBegun = true;
    } else {
      now = held(now);
      if (hasBegun || initial === undefined) output = shown(now);
    }
    walk.push(now);
    outputs.push(counts || !zeroMasked ? output : zeros(output.length));
  }
  watch(go_backwards ? walk.toReversed() : walk);
  const states = names.map((name) => now[name as "h"]);
  if (!return_sequences) return { output: [output], states };
  return { output: isReversed === go_backwards ? outputs : outputs.toReversed(), states };
}
