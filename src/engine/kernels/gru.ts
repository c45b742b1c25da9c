/**
 * The GRU through time, forward and backward, with the reset gate behind the recurrent product (Keras's default) or before it.
 *
 * What one step does: gruCell.ts. test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { Frame } from "./frame";
import {
  anyAfterBackward, anyAfterForward, mixBackward, mixForward, plainAfterBackward, plainAfterForward, resetBackward,
  resetForward,
} from "./gruCell";
import { clearMasked, holdGradients, holdStates, releaseGradients } from "./heldStates";
import { multiply, PANEL_ROW } from "./matrix";
import {
  activateGates, addDropped, addState, differentiateGates, dropState, droppedStep, drops, finishBackward, finishForward,
  hasPast, keepGradient, leadsBack, outputGradient, previous, Recurrent, recurrentGradient, recurrentProduct, rowBytes, startBackward,
  startForward, stateBytes, stepAddress,
} from "./recurrent";

/** Columns of one gate in the recurrent weights, in bytes. */
@inline function gatePanels(p: Recurrent): usize {
  return <usize>(p.width >> 4) * (<usize>p.recurrentRows << 6);
}

function afterForward(p: Recurrent, frame: Frame, s: i32): void {
  const bytes = stateBytes(p, frame), row = 3 * rowBytes(p);
  const gates = stepAddress(p, p.gates, 3 * bytes, s), inner = stepAddress(p, p.inner, 3 * bytes, s);
  const h = stepAddress(p, p.h, bytes, s), hPrev = previous(p, h, bytes);
  const bias = p.recurrentBias;
  recurrentProduct(p, frame, s, bias ? bias : frame.zeros, 0, bias ? PANEL_ROW : 0, inner, 0, 3);
  if (p.plain) plainAfterForward(p, gates, inner, hPrev, h, frame.padded);
  else anyAfterForward(p, frame, gates, inner, hPrev, h);
}

function beforeForward(p: Recurrent, frame: Frame, s: i32): void {
  const rows = frame.padded, bytes = stateBytes(p, frame), hb = rowBytes(p);
  const gates = stepAddress(p, p.gates, 3 * bytes, s), inner = stepAddress(p, p.inner, bytes, s);
  const h = stepAddress(p, p.h, bytes, s), hPrev = previous(p, h, bytes);
  const dropping = drops(p, frame);
  const state = dropping ? droppedStep(p, frame, s) + 2 * hb : hPrev;
  const stateRow = dropping ? 3 * hb : hb;
  if (hasPast(p, s)) recurrentProduct(p, frame, s, gates, 3 * hb, PANEL_ROW, gates, 0, 2);
  if (p.plain) resetForward<i8>(p, gates, inner, state, stateRow, rows);
  else {
    activateGates(p, frame, gates, 0, 2, p.recurrentActivation);
    resetForward<i32>(p, gates, inner, state, stateRow, rows);
  }
  if (hasPast(p, s)) {
    const candidates = gates + 2 * hb;
    multiply(
      inner, hb, 4, p.recurrent + 2 * gatePanels(p), <usize>p.recurrentRows << 6, candidates, 3 * hb, PANEL_ROW,
      candidates, 3 * hb, PANEL_ROW, rows, p.width, p.units,
    );
  }
  if (p.plain) mixForward<i8>(p, gates, hPrev, h, rows);
  else {
    activateGates(p, frame, gates, 2, 1, p.activation);
    mixForward<i32>(p, gates, hPrev, h, rows);
  }
}

export function gruForward(p: Recurrent, frame: Frame): void {
  startForward(p, frame);
  for (let s = 0; s < p.steps; s++) {
    dropState(p, frame, s);
    if (p.resetAfter) afterForward(p, frame, s);
    else beforeForward(p, frame, s);
    holdStates(p, frame, s);
  }
  finishForward(p, frame);
}

function afterBackward(p: Recurrent, frame: Frame, s: i32, dOut: usize): void {
  const bytes = stateBytes(p, frame);
  const gates = stepAddress(p, p.gates, 3 * bytes, s), inner = stepAddress(p, p.inner, 3 * bytes, s);
  const hPrev = previous(p, stepAddress(p, p.h, bytes, s), bytes);
  if (p.plain) plainAfterBackward(p, gates, inner, hPrev, dOut, frame.padded);
  else anyAfterBackward(p, frame, gates, inner, hPrev, dOut);
  clearMasked(p, frame, s, gates);
  clearMasked(p, frame, s, inner);
  if (leadsBack(p, s)) recurrentGradient(p, frame, inner, 0, 3, true);
}

function beforeBackward(p: Recurrent, frame: Frame, s: i32, dOut: usize): void {
  const rows = frame.padded, bytes = stateBytes(p, frame), hb = rowBytes(p);
  const gates = stepAddress(p, p.gates, 3 * bytes, s);
  const hPrev = previous(p, stepAddress(p, p.h, bytes, s), bytes);
  const dropping = drops(p, frame);
  const state = dropping ? droppedStep(p, frame, s) + 2 * hb : hPrev;
  const stateRow = dropping ? 3 * hb : hb;
  if (p.plain) mixBackward<i8>(p, gates, hPrev, dOut, rows);
  else {
    mixBackward<i32>(p, gates, hPrev, dOut, rows);
    differentiateGates(p, frame, gates, 0, 1, p.recurrentActivation);
    differentiateGates(p, frame, gates, 2, 1, p.activation);
  }
  multiply(
    gates + 2 * hb, 3 * hb, 4, p.recurrentTransposed + 2 * (hb << 4), 3 * hb << 4, frame.zeros, 0, 0, p.dDropped, hb,
    PANEL_ROW, rows, p.width, p.width,
  );
  if (p.plain) resetBackward<i8>(p, gates, state, stateRow, p.dDropped, rows);
  else {
    resetBackward<i32>(p, gates, state, stateRow, p.dDropped, rows);
    differentiateGates(p, frame, gates, 1, 1, p.recurrentActivation);
  }
  if (dropping) addDropped(p, frame, 2, true);
  else addState(p.dh, p.dDropped, bytes);
  clearMasked(p, frame, s, gates);
  if (leadsBack(p, s)) recurrentGradient(p, frame, gates, 0, 2, true);
}

export function gruBackward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const dOut = outputGradient(p, bytes, s);
    keepGradient(p, frame, s);
    holdGradients(p, frame, s, dOut);
    if (p.resetAfter) afterBackward(p, frame, s, dOut);
    else beforeBackward(p, frame, s, dOut);
    releaseGradients(p, frame, s);
  }
  finishBackward(p, frame);
}
