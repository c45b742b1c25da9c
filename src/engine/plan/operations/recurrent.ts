/**
 * A recurrent layer in one direction: input projection of all steps, and the cell step by step; on the way back the cell again,
 * then the products of recurrentGradients.ts.
 *
 * The step before the first holds the initial state; it lies where the walk begins, so `h` shifted by one step is the recurrent
 * product's left side. test/engine/recurrent.test.ts.
 */
import type { RecurrentKind } from "../../../core/model/layerTable";
import { ActivationCode, Operation } from "../codes";
import type { Emission, Network, PlacedRecord } from "../network";
import { createTensor, type PlanTensor } from "../tensors";
import { needsInput } from "../planActivation";
import { cells, type Cell, type Walk, type WalkTensors } from "./cell";
import { recordFields, type RecordValues } from "../records";
import { blockRows, roundUp } from "../weightBlock";
import { emitActivation } from "./activate";
import { emitFactors } from "./dropout";
import { emitInputGradients, emitWeightGradients } from "./recurrentGradients";

/** `inputs`: one for all gates, or one for each. */
export function addRecurrent(network: Network, inputs: readonly PlanTensor[], cell: Cell): WalkTensors {
  const [x] = inputs as readonly [PlanTensor];
  const { kernel, units, direction, initial } = cell;
  const needsGradient =
    kernel.trainable || network.probed === true || [...inputs, ...initial].some((tensor) => tensor.needsGradient);
  const shape = [...x.shape.slice(0, -1), units];
  const sequence = createTensor(shape, { needsGradient, zeroStep: direction, mask: x.mask });
  const wanted = cell.returnState ? cells[cell.kind].states : cell.returnSequences ? [] : ["h"];
  const last = wanted.map(() => createTensor([units], { needsGradient }));
  network.operations.push({
    reads: [...inputs, ...initial, ...(cell.mask ? [cell.mask] : [])],
    writes: sequence,
    alsoWrites: last,
    emit: (e) => {
      const record = emitForward(e, inputs, sequence, last, cell);
      return () => emitBackward(e, inputs, sequence, last, cell, record);
    },
  });
  return { sequence, lastOutput: last[0], states: cell.returnState ? last : [] };
}

/** A record whose other fields are 0: absent. */
export function placeRecurrent(e: Emission, values: Partial<RecordValues<"Recurrent">>): PlacedRecord<"Recurrent"> {
  const fields = Object.keys(recordFields.Recurrent) as (keyof RecordValues<"Recurrent">)[];
  const all = Object.fromEntries(fields.map((field) => [field, values[field] ?? 0]));
  return e.record("Recurrent", all as RecordValues<"Recurrent">);
}

/** A GRU with the reset gate before the product keeps r ⊙ h; with the gate behind it, the product of all gates. */
function innerWidth({ kind, resetAfter, units }: Cell): number {
  if (kind !== "GRU") return 0;
  return roundUp(units, 16) * (resetAfter ? 3 : 1);
}

/** Where one state begins and where it goes behind the last step; `name` is its own, `h` or `c`. */
export function emitStates(
  e: Emission,
  { initial, kept }: Walk,
  {
    units,
    at,
    name,
    last,
  }: { readonly units: number; readonly at: number; readonly name: string; readonly last: PlanTensor | undefined },
) {
  const tensor = initial[at];
  const keptAt = kept !== undefined && tensor === undefined ? e.keep(`${kept}/${name}`, units) : 0;
  return { initial: tensor ? e.value(tensor) : keptAt, last: last ? e.value(last) : 0, kept: keptAt };
}

function emitForward(
  e: Emission,
  inputs: readonly PlanTensor[],
  sequence: PlanTensor,
  last: readonly PlanTensor[],
  cell: Cell,
): PlacedRecord<"Recurrent"> {
  const [x] = inputs as readonly [PlanTensor];
  const width = roundUp(cell.units, 16);
  const { gates: gateCount, forward } = cells[cell.kind];
  const all = x.steps * e.rows;
  const step = e.rows * width;
  const gates = e.buffer(all * gateCount * width);
  emitProjections(e, inputs, cell, { gates, width, gateCount });
  const { recurrentKernel, bias, activation, recurrentActivation } = cell;
  const lstm = cell.kind === "LSTM";
  const gated = cell.kind !== "SimpleRNN";
  const cellsAt = lstm ? e.buffer((x.steps + 1) * step) : 0;
  const inner = innerWidth(cell);
  const plain = activation.code === ActivationCode.tanh && recurrentActivation.code === ActivationCode.sigmoid;
  const keepsSums = gated && (needsInput(activation) || needsInput(recurrentActivation));
  const h = emitStates(e, cell, { units: cell.units, at: 0, name: "h", last: last[0] });
  const c = lstm ? emitStates(e, cell, { units: cell.units, at: 1, name: "c", last: last[1] }) : undefined;
  const record = placeRecurrent(e, {
    steps: x.steps,
    units: cell.units,
    width,
    gateCount,
    direction: cell.direction,
    activation: emitActivation(e, activation),
    recurrentActivation: emitActivation(e, recurrentActivation),
    plain: plain ? 1 : 0,
    resetAfter: cell.resetAfter ? 1 : 0,
    gates,
    sums: keepsSums ? e.buffer(all * gateCount * width) : 0,
    inner: inner > 0 ? e.buffer(all * inner) : 0,
    cells: lstm && cell.direction === 1 ? cellsAt + step * 4 : cellsAt,
    activatedCells: lstm ? e.buffer(x.steps * step) : 0,
    h: e.value(sequence),
    h0: h.initial,
    hLast: h.last,
    hKept: h.kept,
    c0: c?.initial ?? 0,
    cLast: c?.last ?? 0,
    cKept: c?.kept ?? 0,
    recurrent: e.weight(recurrentKernel),
    recurrentRows: blockRows(recurrentKernel.block),
    recurrentBias: bias && bias.block.rows === 2 ? e.weight(bias) + 3 * width * 4 : 0,
    mask: cell.mask ? e.value(cell.mask) : 0,
    ...emitFactors(e, cell.dropout, { steps: x.steps, units: cell.units, copies: gateCount }),
  });
  e.forward(forward, record);
  e.watch({
    ...watchedWalk(cell, x),
    record: record.values,
    again: (network, { x: input, ...from }) =>
      addRecurrent(network, [input], { ...cell, ...forgetful, ...from }).states,
  });
  return record;
}

/** A walk that keeps and drops nothing out, and whose last states are all wanted. */
export const forgetful = { kept: undefined, returnState: true, returnSequences: false, dropout: undefined } as const;

/** What every kind of cell tells a probe. */
export function watchedWalk<Kind extends RecurrentKind>(
  { name, kind, direction, returnSequences, mask, zeroMasked }: Walk & { readonly kind: Kind },
  x: PlanTensor,
) {
  return { name, kind, direction, returnSequences, mask, zeroMasked: zeroMasked && returnSequences, x };
}

interface Gates {
  readonly gates: number;
  readonly width: number;
  readonly gateCount: number;
}

/** x W + b of all steps, at once or gate by gate. */
function emitProjections(
  e: Emission,
  inputs: readonly PlanTensor[],
  { kernel, bias }: Cell,
  { gates, width, gateCount }: Gates,
): void {
  const columns = (gateCount / inputs.length) * width;
  for (const [k, x] of inputs.entries()) {
    const at = k * columns;
    const projection = e.record("Product", {
      steps: x.steps,
      x: e.value(x),
      xLd: x.ld,
      features: x.features,
      weights: e.weight(kernel) + at * blockRows(kernel.block) * 4,
      weightRows: blockRows(kernel.block),
      bias: bias ? e.weight(bias) + at * 4 : 0,
      y: gates + at * 4,
      yLd: gateCount * width,
      width: columns,
    });
    e.forward(Operation.product, projection);
  }
}

/** Fills in what a walk back needs, for the state whose gradient is `dh`. */
export function emitGradientsOfStates(
  e: Emission,
  { initial }: Walk,
  last: readonly (PlanTensor | undefined)[],
  { values }: PlacedRecord<"Recurrent">,
): void {
  const step = e.rows * values.width;
  const gradientOf = (tensor: PlanTensor | undefined): number => (tensor ? e.gradient(tensor) : 0);
  const given = (tensor: PlanTensor | undefined) =>
    tensor?.needsGradient ? e.giveGradient(tensor) : { address: 0, accumulate: 0 };
  values.dh = e.buffer(step);
  values.dhSteps = e.probing ? e.buffer(values.steps * step) : 0;
  values.dLast = gradientOf(last[0]);
  const dh0 = given(initial[0]);
  Object.assign(values, { dh0: dh0.address, accumulateH0: dh0.accumulate });
  if (values.mask) values.held = e.buffer(2 * step);
  if (values.factors) values.dDropped = e.buffer(step);
  if (!values.cells) return;
  values.dc = e.buffer(step);
  values.dcLast = gradientOf(last[1]);
  const dc0 = given(initial[1]);
  Object.assign(values, { dc0: dc0.address, accumulateC0: dc0.accumulate });
}

function emitBackward(
  e: Emission,
  inputs: readonly PlanTensor[],
  sequence: PlanTensor,
  last: readonly PlanTensor[],
  cell: Cell,
  record: PlacedRecord<"Recurrent">,
): void {
  const { values } = record;
  values.recurrentTransposed = e.transposed(cell.recurrentKernel);
  values.dOutput = e.gradient(sequence);
  emitGradientsOfStates(e, cell, last, record);
  if (!values.plain && cell.kind !== "SimpleRNN")
    values.dActivated = e.buffer(e.rows * values.gateCount * values.width);
  if (cell.kind === "GRU" && !cell.resetAfter) values.dDropped ||= e.buffer(e.rows * values.width);
  e.backward(cells[cell.kind].backward, record);
  if (cell.kernel.trainable) emitWeightGradients(e, inputs, cell, record);
  emitInputGradients(e, inputs, cell.kernel, { dy: values.gates, dyLd: values.gateCount * values.width });
}
