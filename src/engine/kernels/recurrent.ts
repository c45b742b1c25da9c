/**
 * What the three recurrent cells share: their record, and how a pass walks through time.
 *
 * The input projection is in `gates` before a cell starts. The step before the first one is a zero step that lies just
 * before the output (forward in time) or just behind it (backward in time), so that the output of all steps, shifted by
 * one, is the second operand of the recurrent weights' gradient. Pad columns of every buffer stay zero, or finite in `gates`.
 */
import { activate, derivative } from "./activation";
import { Frame } from "./frame";
import { one, sigmoid, tanh } from "./simd";

@unmanaged export class Recurrent {
  steps: i32;
  units: i32;
  /** `units` rounded up to 16: columns of a state and of one gate. */
  width: i32;
  /** +1 from the first step to the last, −1 from the last to the first. */
  direction: i32;
  activation: i32;
  recurrentActivation: i32;
  /** 1: tanh and sigmoid, which have their own fast path. */
  plain: i32;
  /** The activation's value at 0 is not 0. */
  clearPads: i32;
  /** 1: a GRU whose reset gate acts behind the recurrent product. */
  resetAfter: i32;
  /** [steps][padded][gates · width]: first the input projection, then gates, then their gradients. */
  gates: usize;
  /** GRU only: the recurrent product of all gates (reset after), or r ⊙ h of the step before (reset before). */
  inner: usize;
  /** LSTM only: the cell state, with its zero step, and its activation. */
  cells: usize;
  activatedCells: usize;
  /** The output of all steps. */
  h: usize;
  /** Where the last output goes as well; 0: nowhere. */
  hLast: usize;
  recurrent: usize;
  recurrentRows: i32;
  /** GRU with reset after: one row; else 0. */
  recurrentBias: usize;
  recurrentTransposed: usize;
  /** Gradient that reaches the output of all steps, and of the last step alone; 0: none. */
  dOutput: usize;
  dLast: usize;
  /** One step each: the gradient on its way back. */
  dh: usize;
  dc: usize;
  /** [steps][padded][width]: where the whole gradient of each output is kept for a probe; 0: nowhere. */
  dhSteps: usize;
}

/** Plain is i8 for tanh and sigmoid, i32 for activations chosen by their code. */
@inline export function applyGate<Plain>(code: i32, x: v128): v128 {
  if (sizeof<Plain>() == 1) return sigmoid(x);
  else return activate(code, x);
}

@inline export function applyState<Plain>(code: i32, x: v128): v128 {
  if (sizeof<Plain>() == 1) return tanh(x);
  else return activate(code, x);
}

@inline export function gateDerivative<Plain>(code: i32, y: v128): v128 {
  if (sizeof<Plain>() == 1) return f32x4.mul(y, f32x4.sub(one(), y));
  else return derivative(code, y);
}

@inline export function stateDerivative<Plain>(code: i32, y: v128): v128 {
  if (sizeof<Plain>() == 1) return f32x4.sub(one(), f32x4.mul(y, y));
  else return derivative(code, y);
}

/** Bytes of one step of a state. */
@inline export function stateBytes(p: Recurrent, frame: Frame): usize {
  return <usize>(frame.padded * p.width) << 2;
}

/** Where step number `s` of a walk lies, s counted in the direction of the layer; works for steps of any size. */
@inline export function stepAddress(p: Recurrent, base: usize, stepBytes: usize, s: i32): usize {
  return base + <usize>(p.direction > 0 ? s : p.steps - 1 - s) * stepBytes;
}

/** From a step to the one before it, in the direction of the layer. */
@inline export function previous(p: Recurrent, address: usize, stepBytes: usize): usize {
  return p.direction > 0 ? address - stepBytes : address + stepBytes;
}

export function clearZeroStep(p: Recurrent, base: usize, stepBytes: usize): void {
  memory.fill(previous(p, stepAddress(p, base, stepBytes, 0), stepBytes), 0, stepBytes);
}

export function copyLast(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  if (p.hLast) memory.copy(p.hLast, stepAddress(p, p.h, bytes, p.steps - 1), bytes);
}

export function startBackward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  if (p.dLast) memory.copy(p.dh, p.dLast, bytes);
  else memory.fill(p.dh, 0, bytes);
  if (p.dc) memory.fill(p.dc, 0, bytes);
}

/** The gradient that the layers above send to the output of one step; `zeros` stands in for none, with stride 0. */
@inline export function outputGradient(p: Recurrent, bytes: usize, s: i32): usize {
  return p.dOutput ? stepAddress(p, p.dOutput, bytes, s) : 0;
}

/** For a probe: what reaches the output of step `s` from the layers above and from the steps behind it. Called before the cell. */
export function keepGradient(p: Recurrent, frame: Frame, s: i32): void {
  const bytes = stateBytes(p, frame);
  const dOut = outputGradient(p, bytes, s);
  const kept = stepAddress(p, p.dhSteps, bytes, s);
  for (let u: usize = 0; u < bytes; u += 16) {
    const d = v128.load(p.dh + u);
    v128.store(kept + u, dOut ? f32x4.add(d, v128.load(dOut + u)) : d);
  }
}
