/**
 * What the recurrent cells share: their record, the first and the last states, the product with the state before, and how a
 * pass walks through time.
 *
 * The input projection is in `gates` before a cell starts. The step before the first one holds the initial state; it lies just
 * before the output (forward in time) or just behind it (backward in time), so that the output of all steps, shifted by
 * one, is the second operand of the recurrent weights' gradient. Pad columns of every buffer stay zero, or finite in `gates`.
 * test/engine/recurrent.test.ts.
 */
import { activateRow, differentiateRow } from "./activation";
import { Frame } from "./frame";
import { multiply, PANEL_ROW } from "./matrix";

@unmanaged export class Recurrent {
  steps: i32;
  units: i32;
  /** `units` rounded up to 16: columns of a state and of one gate. */
  width: i32;
  /** How many gates stand side by side in a row of `gates`. */
  gateCount: i32;
  /** +1 from the first step to the last, −1 from the last to the first. */
  direction: i32;
  /** Both of them an Activation. */
  activation: usize;
  recurrentActivation: usize;
  /** 1: tanh and sigmoid, which have their own fast path. */
  plain: i32;
  /** 1: a GRU whose reset gate acts behind the recurrent product. */
  resetAfter: i32;
  /** [steps][padded][gateCount · width]: first the input projection, then gates, then their gradients. */
  gates: usize;
  /** Laid out as `gates`: the sums before their activation, where its derivative needs them; else 0. */
  sums: usize;
  /** One step of `gates`: gradients of activated gates; not for the fast path. */
  dActivated: usize;
  /** GRU only: the recurrent product of all gates (reset after), or r ⊙ h of the step before (reset before). */
  inner: usize;
  /** LSTM only: the cell state, with the step before the first, and its activation. */
  cells: usize;
  activatedCells: usize;
  /** The output of all steps. */
  h: usize;
  /** Initial states, one step each; 0: zeros. */
  h0: usize;
  c0: usize;
  /** Where the last states go as well; 0: nowhere. */
  hLast: usize;
  cLast: usize;
  /** Where a stateful layer keeps them for the next batch; 0: nowhere. */
  hKept: usize;
  cKept: usize;
  recurrent: usize;
  recurrentRows: i32;
  /** GRU with reset after, and the output of a Jordan layer: one row; else 0. */
  recurrentBias: usize;
  recurrentTransposed: usize;
  /** [steps][padded][4] words, −1 where a step counts; 0: all do. */
  mask: usize;
  /** One step of each state: gradients that pass a masked step by. */
  held: usize;
  /** Recurrent dropout, else 0: one step of factors, as many copies side by side as there are gates. */
  factors: usize;
  /** [steps][padded][gateCount · width]: the state of the step before, times the factors of each gate. */
  dropped: usize;
  /** One step: the gradient of one of these copies; a GRU with reset before has it always, for r ⊙ h. */
  dDropped: usize;
  /** Jordan only: the record of what stands behind the hidden units. */
  output: usize;
  /** Gradient that reaches the output of all steps, and the last states alone; 0: none. */
  dOutput: usize;
  dLast: usize;
  dcLast: usize;
  /** One step each: the gradient on its way back. */
  dh: usize;
  dc: usize;
  /** Where the gradients of the initial states go; 0: nowhere. */
  dh0: usize;
  dc0: usize;
  accumulateH0: i32;
  accumulateC0: i32;
  /** [steps][padded][width]: where the whole gradient of each output is kept for a probe; 0: nowhere. */
  dhSteps: usize;
}

/** Bytes of one row of a state. */
@inline export function rowBytes(p: Recurrent): usize {
  return <usize>p.width << 2;
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

/** Whether the state before step `s` can be anything but zero. */
@inline export function hasPast(p: Recurrent, s: i32): bool {
  return s > 0 || p.h0 != 0;
}

/** Whether somebody wants the gradient of the state before step `s`. */
@inline export function leadsBack(p: Recurrent, s: i32): bool {
  return s > 0 || p.dh0 != 0;
}

function startState(p: Recurrent, base: usize, bytes: usize, initial: usize): void {
  const first = previous(p, stepAddress(p, base, bytes, 0), bytes);
  if (initial) memory.copy(first, initial, bytes);
  else memory.fill(first, 0, bytes);
}

/** Puts the initial states where the step before the first one lies. */
export function startForward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  startState(p, p.h, bytes, p.h0);
  if (p.cells) startState(p, p.cells, bytes, p.c0);
}

export function finishForward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  const h = stepAddress(p, p.h, bytes, p.steps - 1);
  if (p.hLast) memory.copy(p.hLast, h, bytes);
  if (p.hKept) memory.copy(p.hKept, h, bytes);
  if (!p.cells) return;
  const c = stepAddress(p, p.cells, bytes, p.steps - 1);
  if (p.cLast) memory.copy(p.cLast, c, bytes);
  if (p.cKept) memory.copy(p.cKept, c, bytes);
}

export function startBackward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  if (p.dLast) memory.copy(p.dh, p.dLast, bytes);
  else memory.fill(p.dh, 0, bytes);
  if (!p.dc) return;
  if (p.dcLast) memory.copy(p.dc, p.dcLast, bytes);
  else memory.fill(p.dc, 0, bytes);
}

/** One step of a state: to += from. */
export function addState(to: usize, from: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(from + j)));
}

function give(to: usize, from: usize, bytes: usize, accumulate: i32): void {
  if (!to) return;
  if (accumulate) addState(to, from, bytes);
  else memory.copy(to, from, bytes);
}

/** Hands what is left before the first step to the initial states. */
export function finishBackward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  give(p.dh0, p.dh, bytes, p.accumulateH0);
  give(p.dc0, p.dc, bytes, p.accumulateC0);
}

/** The gradient that the layers above send to the output of one step; 0: none. */
@inline export function outputGradient(p: Recurrent, bytes: usize, s: i32): usize {
  return p.dOutput ? stepAddress(p, p.dOutput, bytes, s) : 0;
}

/** For a probe: what reaches the output of step `s` from the layers above and from the steps behind it. Called before the cell. */
export function keepGradient(p: Recurrent, frame: Frame, s: i32): void {
  if (!p.dhSteps) return;
  const bytes = stateBytes(p, frame);
  const dOut = outputGradient(p, bytes, s);
  const kept = stepAddress(p, p.dhSteps, bytes, s);
  for (let u: usize = 0; u < bytes; u += 16) {
    const d = v128.load(p.dh + u);
    v128.store(kept + u, dOut ? f32x4.add(d, v128.load(dOut + u)) : d);
  }
}

/** Whether this run drops out parts of the state before. */
@inline export function drops(p: Recurrent, frame: Frame): bool {
  return p.factors != 0 && frame.training != 0;
}

/** The copies of the state before step `s`, one for each gate. */
@inline export function droppedStep(p: Recurrent, frame: Frame, s: i32): usize {
  return stepAddress(p, p.dropped, stateBytes(p, frame) * p.gateCount, s);
}

/** Makes the copies of the state before step `s`. */
export function dropState(p: Recurrent, frame: Frame, s: i32): void {
  if (!drops(p, frame)) return;
  const row = rowBytes(p), bytes = stateBytes(p, frame);
  let to = droppedStep(p, frame, s), factors = p.factors;
  let state = previous(p, stepAddress(p, p.h, bytes, s), bytes);
  for (let r = frame.padded; r > 0; r--, state += row) {
    for (let k = p.gateCount; k > 0; k--, to += row, factors += row) {
      for (let j: usize = 0; j < row; j += 16) v128.store(to + j, f32x4.mul(v128.load(state + j), v128.load(factors + j)));
    }
  }
}

/**
 * Gates `first` … `first + count − 1` of step `s`: to = init + h₋₁ U, with the copy of each gate where states are dropped out.
 * Rows of `to` and of a non-constant `init` are as long as those of `gates`.
 */
export function recurrentProduct(
  p: Recurrent, frame: Frame, s: i32, init: usize, initRow: usize, initPanel: usize, to: usize, first: i32, count: i32,
): void {
  const row = rowBytes(p), bytes = stateBytes(p, frame), gatesRow = row * p.gateCount;
  const panel = <usize>p.recurrentRows << 6;
  const offset = row * first;
  const weights = p.recurrent + <usize>(first * (p.width >> 4)) * panel;
  if (!drops(p, frame)) {
    const state = previous(p, stepAddress(p, p.h, bytes, s), bytes);
    multiply(
      state, row, 4, weights, panel, init + (initPanel ? offset : 0), initRow, initPanel, to + offset, gatesRow, PANEL_ROW,
      frame.padded, count * p.width, hasPast(p, s) ? p.units : 0,
    );
    return;
  }
  const copies = droppedStep(p, frame, s);
  for (let k: usize = 0; k < <usize>count; k++) {
    const at = offset + k * row;
    multiply(
      copies + at, gatesRow, 4, weights + k * <usize>(p.width >> 4) * panel, panel,
      init + (initPanel ? at : 0), initRow, initPanel, to + at, gatesRow, PANEL_ROW, frame.padded, p.width, p.units,
    );
  }
}

/** dh (+)= the gradients of gates `first` … `first + count − 1`, which lie at `from` in rows like those of `gates`, times Uᵀ. */
export function recurrentGradient(p: Recurrent, frame: Frame, from: usize, first: i32, count: i32, accumulate: bool): void {
  const row = rowBytes(p), gatesRow = row * p.gateCount;
  const panel = gatesRow << 4, at = row * first;
  const transposed = p.recurrentTransposed + (at << 4);
  if (!drops(p, frame)) {
    multiply(
      from + at, gatesRow, 4, transposed, panel, accumulate ? p.dh : frame.zeros, accumulate ? row : 0,
      accumulate ? PANEL_ROW : 0, p.dh, row, PANEL_ROW, frame.padded, p.width, count * p.width,
    );
    return;
  }
  for (let k = 0; k < count; k++) {
    const gate = <usize>k * row;
    multiply(
      from + at + gate, gatesRow, 4, transposed + (gate << 4), panel, frame.zeros, 0, 0, p.dDropped, row, PANEL_ROW,
      frame.padded, p.width, p.width,
    );
    addDropped(p, frame, first + k, accumulate || k > 0);
  }
}

/** dh (+)= the gradient of one copy of the state, times its factors. */
export function addDropped(p: Recurrent, frame: Frame, gate: i32, accumulate: bool): void {
  const row = rowBytes(p);
  let dh = p.dh, d = p.dDropped, factors = p.factors + row * gate;
  for (let r = frame.padded; r > 0; r--, dh += row, d += row, factors += row * p.gateCount) {
    for (let j: usize = 0; j < row; j += 16) {
      const part = f32x4.mul(v128.load(d + j), v128.load(factors + j));
      v128.store(dh + j, accumulate ? f32x4.add(v128.load(dh + j), part) : part);
    }
  }
}

/** Activates some gates of one step in place, and keeps their sums where they are wanted. */
export function activateGates(p: Recurrent, frame: Frame, gates: usize, first: i32, count: i32, activation: usize): void {
  const row = rowBytes(p);
  let from = gates + row * first;
  for (let r = frame.padded; r > 0; r--, from += row * p.gateCount) {
    for (let k = 0; k < count; k++) {
      const y = from + row * k;
      let x = y;
      if (p.sums) memory.copy((x = y - p.gates + p.sums), y, row);
      activateRow(activation, x, y, p.units);
    }
  }
}

/** Replaces activated gates by the gradients of their sums. */
export function differentiateGates(
  p: Recurrent, frame: Frame, gates: usize, first: i32, count: i32, activation: usize,
): void {
  const row = rowBytes(p);
  let at = row * first;
  for (let r = frame.padded; r > 0; r--, at += row * p.gateCount) {
    for (let k = 0; k < count; k++) {
      const offset = at + row * k, y = gates + offset;
      differentiateRow(activation, y - p.gates + p.sums, y, p.dActivated + offset, y, p.units, false);
    }
  }
}
