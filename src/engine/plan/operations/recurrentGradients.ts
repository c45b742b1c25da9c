/**
 * What follows a recurrent layer's walk back: one product over all steps for each weight's gradient and for the input's.
 *
 * Gates whose left side is the same share a product; with dropout of states, or of the inputs of each gate apart, every gate
 * has its own. test/engine/recurrent.test.ts.
 */
import { Operation } from "../codes";
import type { Emission, PlacedRecord } from "../network";
import type { PlanTensor, PlanWeight } from "../tensors";
import type { RecordValues } from "../records";
import { blockRows } from "../weightBlock";
import type { Cell } from "./cell";

/** Some columns of gradients, and the numbers that met the weights to make them. */
export interface Meeting {
  readonly steps: number;
  readonly dy: number;
  readonly dyLd: number;
  /** The first of the columns, and how many. */
  readonly at: number;
  readonly width: number;
  readonly x: number;
  readonly xLd: number;
  readonly weight: PlanWeight;
  /** The address of the bias's gradient for column 0; 0: none. */
  readonly dBias: number;
}

/** dW = xᵀ·dy for these columns; `beside`: a second product with the same dy. */
export function emitMeeting(
  e: Emission,
  { steps, dy, dyLd, at, width, x, xLd, weight, dBias }: Meeting,
  beside: Partial<RecordValues<"WeightGradients">> = {},
): void {
  const weightRows = blockRows(weight.block);
  const record = e.record("WeightGradients", {
    steps,
    dy: dy + at * 4,
    dyLd,
    width,
    x,
    xLd,
    weightRows,
    dWeights: e.weightGradient(weight) + at * weightRows * 4,
    dBias: dBias && dBias + at * 4,
    h: 0,
    hLd: 0,
    recurrentRows: 0,
    dRecurrent: 0,
    shift: 0,
    initial: 0,
    ...beside,
  });
  e.backward(Operation.weightGradients, record);
}

/** The state of the step before as the second left side of a product. */
export function stateBefore(
  e: Emission,
  { h, h0, direction, width }: RecordValues<"Recurrent">,
  weight: PlanWeight,
): Partial<RecordValues<"WeightGradients">> {
  return {
    h,
    hLd: width,
    recurrentRows: blockRows(weight.block),
    dRecurrent: e.weightGradient(weight),
    shift: -direction,
    initial: h0 === 0 ? 0 : 1,
  };
}

export function emitWeightGradients(
  e: Emission,
  inputs: readonly PlanTensor[],
  { kind, kernel, recurrentKernel, bias, resetAfter }: Cell,
  { values }: PlacedRecord<"Recurrent">,
): void {
  const { width, gateCount, factors } = values;
  const all = gateCount * width;
  const common = { steps: values.steps, dy: values.gates, dyLd: all, at: 0, width: all };
  const dBias = bias ? e.weightGradient(bias) : 0;
  // A second product that needs no left side of its own: dy is packed once for both.
  const state = stateBefore(e, values, recurrentKernel);
  const joined = kind !== "GRU" && inputs.length === 1 && !factors;
  const columns = all / inputs.length;
  for (const [k, x] of inputs.entries()) {
    const meeting = { ...common, at: k * columns, width: columns, x: e.value(x), xLd: x.ld, weight: kernel, dBias };
    emitMeeting(e, meeting, joined ? state : {});
  }
  if (joined) return;
  const recurrent = { ...common, weight: recurrentKernel, dBias: 0 };
  const candidate = { ...recurrent, at: 2 * width, width, x: values.inner, xLd: width };
  const after = kind === "GRU" && resetAfter;
  const product = after ? { ...recurrent, dy: values.inner, dBias: bias ? dBias + all * 4 : 0 } : recurrent;
  const before = kind === "GRU" && !resetAfter;
  if (factors) {
    for (let k = 0; k < (before ? 2 : gateCount); k++) {
      emitMeeting(e, { ...product, at: k * width, width, x: values.dropped + k * width * 4, xLd: all });
    }
  } else emitMeeting(e, { ...product, width: before ? 2 * width : all, x: 0, xLd: 0 }, state);
  if (before) emitMeeting(e, candidate);
}

/** dx = dy·Wᵀ, of one input for all gates or of one for each. */
export function emitInputGradients(
  e: Emission,
  inputs: readonly PlanTensor[],
  kernel: PlanWeight,
  { dy, dyLd }: { readonly dy: number; readonly dyLd: number },
): void {
  const columns = dyLd / inputs.length;
  for (const [k, x] of inputs.entries()) {
    if (!x.needsGradient) continue;
    const { address, accumulate } = e.giveGradient(x);
    const gradient = e.record("InputGradient", {
      steps: x.steps,
      dy: dy + k * columns * 4,
      dyLd,
      width: columns,
      transposed: e.transposed(kernel) + k * columns * 64,
      dx: address,
      dxLd: x.ld,
      accumulate,
    });
    e.backward(Operation.inputGradient, gradient);
  }
}
