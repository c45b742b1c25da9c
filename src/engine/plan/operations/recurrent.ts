/**
 * A recurrent layer in one direction: input projection of all steps, the cell step by step, and on the way back the cell again,
 * then one product over all steps for each weight's gradient and for the input's.
 *
 * The zero step lies where the walk begins, so `h` shifted by one step is the recurrent product's left side.
 * test/engine/recurrent.test.ts.
 */
import { ActivationCode, Operation } from "../codes";
import type { Emission, PlacedRecord } from "../layout";
import { createTensor, roundUp, type Network, type PlanTensor, type PlanWeight } from "../network";
import { blockRows } from "../weightBlock";
import { movesZero } from "./activate";

export interface Cell {
  /** The layer's name, or `layer/forward` and `layer/backward` for the halves of a Bidirectional. */
  readonly name: string;
  readonly kind: "SimpleRNN" | "LSTM" | "GRU";
  readonly units: number;
  readonly activation: ActivationCode;
  readonly recurrentActivation: ActivationCode;
  /** GRU only. */
  readonly resetAfter: boolean;
  readonly direction: 1 | -1;
  readonly returnSequences: boolean;
  readonly kernel: PlanWeight;
  readonly recurrentKernel: PlanWeight;
  readonly bias: PlanWeight | undefined;
}

/** How many gates a cell has, and its operations. */
export const cells = {
  SimpleRNN: { gates: 1, forward: Operation.simpleRnnForward, backward: Operation.simpleRnnBackward },
  LSTM: { gates: 4, forward: Operation.lstmForward, backward: Operation.lstmBackward },
  GRU: { gates: 3, forward: Operation.gruForward, backward: Operation.gruBackward },
} as const;

export function addRecurrent(network: Network, x: PlanTensor, cell: Cell): PlanTensor {
  const { kernel, units, direction } = cell;
  const needsGradient = x.needsGradient || kernel.trainable || network.probed === true;
  const sequence = createTensor([...x.shape.slice(0, -1), units], { needsGradient, zeroStep: direction });
  const y = cell.returnSequences ? sequence : createTensor([units], { needsGradient });
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const record = emitForward(e, x, sequence, y, cell);
      return () => emitBackward(e, x, y, cell, record);
    },
  });
  return y;
}

/** A GRU with the reset gate before the product keeps r ⊙ h; with the gate behind it, the product of all gates. */
function innerWidth({ kind, resetAfter, units }: Cell): number {
  if (kind !== "GRU") return 0;
  return roundUp(units, 16) * (resetAfter ? 3 : 1);
}

function emitForward(
  e: Emission,
  x: PlanTensor,
  sequence: PlanTensor,
  y: PlanTensor,
  cell: Cell,
): PlacedRecord<"Recurrent"> {
  const width = roundUp(cell.units, 16);
  const { gates: gateCount, forward } = cells[cell.kind];
  const all = x.steps * e.rows;
  const step = e.rows * width;
  const gates = e.buffer(all * gateCount * width);
  const { kernel, recurrentKernel, bias } = cell;
  const projection = e.record("Product", {
    steps: x.steps,
    x: e.value(x),
    xLd: x.ld,
    features: x.features,
    weights: e.weight(kernel),
    weightRows: blockRows(kernel.block),
    bias: bias ? e.weight(bias) : 0,
    y: gates,
    width: gateCount * width,
  });
  e.forward(Operation.product, projection);

  const lstm = cell.kind === "LSTM";
  const cellsAt = lstm ? e.buffer((x.steps + 1) * step) : 0;
  const inner = innerWidth(cell);
  const plain = cell.activation === ActivationCode.tanh && cell.recurrentActivation === ActivationCode.sigmoid;
  const record = e.record("Recurrent", {
    steps: x.steps,
    units: cell.units,
    width,
    direction: cell.direction,
    activation: cell.activation,
    recurrentActivation: cell.recurrentActivation,
    plain: plain ? 1 : 0,
    clearPads: movesZero(cell.activation) ? 1 : 0,
    resetAfter: cell.resetAfter ? 1 : 0,
    gates,
    inner: inner > 0 ? e.buffer(all * inner) : 0,
    cells: lstm && cell.direction === 1 ? cellsAt + step * 4 : cellsAt,
    activatedCells: lstm ? e.buffer(x.steps * step) : 0,
    h: e.value(sequence),
    hLast: y === sequence ? 0 : e.value(y),
    recurrent: e.weight(recurrentKernel),
    recurrentRows: blockRows(recurrentKernel.block),
    recurrentBias: bias && bias.block.rows === 2 ? e.weight(bias) + 3 * width * 4 : 0,
    recurrentTransposed: 0,
    dOutput: 0,
    dLast: 0,
    dh: 0,
    dc: 0,
    dhSteps: 0,
  });
  e.forward(forward, record);
  e.watch({ cell, x, record: record.values });
  return record;
}

function emitBackward(e: Emission, x: PlanTensor, y: PlanTensor, cell: Cell, record: PlacedRecord<"Recurrent">): void {
  const { values } = record;
  const { gates: gateCount, backward } = cells[cell.kind];
  const step = e.rows * values.width;
  values.recurrentTransposed = e.transposed(cell.recurrentKernel);
  values.dOutput = cell.returnSequences ? e.gradient(y) : 0;
  values.dLast = cell.returnSequences ? 0 : e.gradient(y);
  values.dh = e.buffer(step);
  values.dc = cell.kind === "LSTM" || (cell.kind === "GRU" && !cell.resetAfter) ? e.buffer(step) : 0;
  values.dhSteps = e.probing ? e.buffer(values.steps * step) : 0;
  e.backward(backward, record);
  if (cell.kernel.trainable) emitWeightGradients(e, x, cell, record);
  if (x.needsGradient) {
    const { address, accumulate } = e.giveGradient(x);
    const gradient = e.record("InputGradient", {
      steps: x.steps,
      dy: values.gates,
      dyLd: gateCount * values.width,
      transposed: e.transposed(cell.kernel),
      dx: address,
      dxLd: x.ld,
      accumulate,
    });
    e.backward(Operation.inputGradient, gradient);
  }
}

/** Which columns of which gradient meet the state of the step before, and which meet something else. */
function emitWeightGradients(e: Emission, x: PlanTensor, cell: Cell, { values }: PlacedRecord<"Recurrent">): void {
  const { kernel, recurrentKernel, bias } = cell;
  const width = values.width;
  const all = cells[cell.kind].gates * width;
  const input = {
    steps: x.steps,
    dy: values.gates,
    dyLd: all,
    width: all,
    x: e.value(x),
    xLd: x.ld,
    weightRows: blockRows(kernel.block),
    dWeights: e.weightGradient(kernel),
    dBias: bias ? e.weightGradient(bias) : 0,
    h: 0,
    hLd: width,
    recurrentRows: blockRows(recurrentKernel.block),
    dRecurrent: e.weightGradient(recurrentKernel),
    shift: -cell.direction,
  };
  const emit = (record: typeof input): void =>
    e.backward(Operation.weightGradients, e.record("WeightGradients", record));
  if (cell.kind !== "GRU") {
    emit({ ...input, h: values.h });
    return;
  }
  emit(input);
  if (cell.resetAfter) {
    const dBias = bias ? e.weightGradient(bias) + all * 4 : 0;
    emit({ ...input, dy: values.inner, x: 0, dBias, h: values.h });
    return;
  }
  emit({ ...input, width: 2 * width, x: 0, dBias: 0, h: values.h });
  emit({
    ...input,
    dy: values.gates + 2 * width * 4,
    width,
    x: values.inner,
    xLd: width,
    weightRows: blockRows(recurrentKernel.block),
    dWeights: e.weightGradient(recurrentKernel) + 2 * width * blockRows(recurrentKernel.block) * 4,
    dBias: 0,
  });
}
