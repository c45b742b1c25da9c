/**
 * A Jordan layer in one direction: h = act(x W + y₋₁ U + b), y = out(h V + c), what returns being the layer's own output.
 *
 * Two records make it: one for h, whose `output` is the other, for y. test/engine/jordan.test.ts.
 */
import { Operation } from "../codes";
import type { Emission, Network, PlacedRecord } from "../network";
import { type PlanTensor, type PlanWeight, createTensor } from "../tensors";
import type { PlanActivation } from "../planActivation";
import { blockRows, roundUp } from "../weightBlock";
import { emitActivation } from "./activate";
import type { Walk, WalkTensors } from "./cell";
import { emitFactors } from "./dropout";
import { emitGradientsOfStates, emitStates, forgetful, placeRecurrent, watchedWalk } from "./recurrent";
import { emitInputGradients, emitMeeting, stateBefore } from "./recurrentGradients";

/** States are h and y; `initial` and the last states stand in this order. */
export interface JordanCell extends Walk {
  readonly units: number;
  readonly outputUnits: number;
  readonly activation: PlanActivation;
  readonly outputActivation: PlanActivation;
  readonly kernel: PlanWeight;
  readonly recurrentKernel: PlanWeight;
  readonly bias: PlanWeight | undefined;
  readonly outputKernel: PlanWeight;
  readonly outputBias: PlanWeight | undefined;
}

interface JordanRecords {
  readonly hidden: PlacedRecord<"Recurrent">;
  readonly output: PlacedRecord<"Recurrent">;
}

export function addJordan(network: Network, x: PlanTensor, cell: JordanCell): WalkTensors {
  const { direction, initial, units, outputUnits } = cell;
  const needsGradient =
    cell.kernel.trainable || network.probed === true || [x, ...initial].some((tensor) => tensor.needsGradient);
  const shapeOf = (features: number): readonly number[] => [...x.shape.slice(0, -1), features];
  const hidden = createTensor(shapeOf(units), { needsGradient, zeroStep: direction });
  const sequence = createTensor(shapeOf(outputUnits), { needsGradient, zeroStep: direction, mask: x.mask });
  const h = cell.returnState ? createTensor([units], { needsGradient }) : undefined;
  const y = cell.returnState || !cell.returnSequences ? createTensor([outputUnits], { needsGradient }) : undefined;
  network.operations.push({
    reads: [x, ...initial, ...(cell.mask ? [cell.mask] : [])],
    writes: sequence,
    alsoWrites: [h, y].filter((tensor) => tensor !== undefined),
    emit: (e) => {
      const records = emitForward(e, x, { hidden, sequence, h, y }, cell);
      return () => emitBackward(e, x, { hidden, sequence, h, y }, cell, records);
    },
  });
  return { sequence, lastOutput: y, states: h && y ? [h, y] : [] };
}

interface JordanTensors {
  readonly hidden: PlanTensor;
  readonly sequence: PlanTensor;
  readonly h: PlanTensor | undefined;
  readonly y: PlanTensor | undefined;
}

function emitForward(
  e: Emission,
  x: PlanTensor,
  { hidden, sequence, h, y }: JordanTensors,
  cell: JordanCell,
): JordanRecords {
  const { kernel, recurrentKernel, bias, outputKernel, outputBias, units, outputUnits } = cell;
  const width = roundUp(units, 16);
  const outputWidth = roundUp(outputUnits, 16);
  const all = x.steps * e.rows;
  const sums = e.buffer(all * width);
  const projection = e.record("Product", {
    steps: x.steps,
    x: e.value(x),
    xLd: x.ld,
    features: x.features,
    weights: e.weight(kernel),
    weightRows: blockRows(kernel.block),
    bias: bias ? e.weight(bias) : 0,
    y: sums,
    yLd: width,
    width,
  });
  e.forward(Operation.product, projection);
  const common = { steps: x.steps, direction: cell.direction, gateCount: 1, mask: cell.mask ? e.value(cell.mask) : 0 };
  const ofHidden = emitStates(e, cell, { units: cell.units, at: 0, name: "h", last: h });
  const ofOutput = emitStates(e, cell, { units: outputUnits, at: 1, name: "y", last: y });
  const output = placeRecurrent(e, {
    ...common,
    units: outputUnits,
    width: outputWidth,
    activation: emitActivation(e, cell.outputActivation),
    gates: e.buffer(all * outputWidth),
    h: e.value(sequence),
    h0: ofOutput.initial,
    hLast: ofOutput.last,
    hKept: ofOutput.kept,
    recurrent: e.weight(outputKernel),
    recurrentRows: blockRows(outputKernel.block),
    recurrentBias: outputBias ? e.weight(outputBias) : 0,
    ...emitFactors(e, cell.dropout, { steps: x.steps, units: outputUnits, copies: 1 }),
  });
  const record = placeRecurrent(e, {
    ...common,
    units,
    width,
    activation: emitActivation(e, cell.activation),
    gates: sums,
    h: e.value(hidden),
    h0: ofHidden.initial,
    hLast: ofHidden.last,
    hKept: ofHidden.kept,
    recurrent: e.weight(recurrentKernel),
    recurrentRows: blockRows(recurrentKernel.block),
    output: output.address,
  });
  e.forward(Operation.jordanForward, record);
  e.watch({
    ...watchedWalk({ ...cell, kind: "Jordan" }, x),
    record: record.values,
    output: output.values,
    again: (network, { x: input, ...from }) => addJordan(network, input, { ...cell, ...forgetful, ...from }).states,
  });
  return { hidden: record, output };
}

function emitBackward(
  e: Emission,
  x: PlanTensor,
  { sequence, h, y }: JordanTensors,
  cell: JordanCell,
  { hidden, output }: JordanRecords,
): void {
  const [h0, y0] = cell.initial;
  hidden.values.recurrentTransposed = e.transposed(cell.recurrentKernel);
  output.values.recurrentTransposed = e.transposed(cell.outputKernel);
  output.values.dOutput = e.gradient(sequence);
  emitGradientsOfStates(e, { ...cell, initial: h0 ? [h0] : [] }, [h], hidden);
  emitGradientsOfStates(e, { ...cell, initial: y0 ? [y0] : [] }, [y], output);
  e.backward(Operation.jordanBackward, hidden);
  if (cell.kernel.trainable) emitWeightGradients(e, x, cell, { hidden, output });
  emitInputGradients(e, [x], cell.kernel, { dy: hidden.values.gates, dyLd: hidden.values.width });
}

function emitWeightGradients(e: Emission, x: PlanTensor, cell: JordanCell, { hidden, output }: JordanRecords): void {
  const { bias, outputBias, kernel, recurrentKernel, outputKernel } = cell;
  const inner = hidden.values;
  const outer = output.values;
  const ofHidden = { steps: x.steps, dy: inner.gates, dyLd: inner.width, at: 0, width: inner.width };
  const ofOutput = { steps: x.steps, dy: outer.gates, dyLd: outer.width, at: 0, width: outer.width };
  const dBias = bias ? e.weightGradient(bias) : 0;
  const fromInput = { ...ofHidden, x: e.value(x), xLd: x.ld, weight: kernel, dBias };
  emitMeeting(e, fromInput, outer.factors ? {} : stateBefore(e, outer, recurrentKernel));
  if (outer.factors) {
    emitMeeting(e, { ...ofHidden, x: outer.dropped, xLd: outer.width, weight: recurrentKernel, dBias: 0 });
  }
  const dOutputBias = outputBias ? e.weightGradient(outputBias) : 0;
  emitMeeting(e, { ...ofOutput, x: inner.h, xLd: inner.width, weight: outputKernel, dBias: dOutputBias });
}
