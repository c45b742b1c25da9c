/**
 * The simple recurrent layer (Elman 1990), h = act(x̂ + h₋₁ U), forward and backward in time.
 *
 * test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { activateRow, differentiateRow } from "./activation";
import { Frame } from "./frame";
import { clearMasked, holdGradients, holdStates, releaseGradients } from "./heldStates";
import { PANEL_ROW } from "./matrix";
import {
  dropState, finishBackward, finishForward, hasPast, keepGradient, leadsBack, outputGradient, Recurrent, recurrentGradient,
  recurrentProduct, rowBytes, startBackward, startForward, stateBytes, stepAddress,
} from "./recurrent";
import { one, tanh } from "./simd";

function tanhForward(p: Recurrent, gates: usize, h: usize, rows: i32): void {
  const row = rowBytes(p);
  const end = <usize>((p.units + 7) & ~7) << 2;
  for (let r = 0; r < rows; r++, gates += row, h += row) {
    for (let u: usize = 0; u < end; u += 32) {
      const from = gates + u, to = h + u;
      const y0 = tanh(v128.load(from)), y1 = tanh(v128.load(from, 16));
      v128.store(to, y0);
      v128.store(to, y1, 16);
    }
  }
}

/** The gates buffer gets the gradient of the sum inside the activation. */
function tanhBackward(p: Recurrent, gates: usize, h: usize, dOut: usize, rows: i32): void {
  const row = rowBytes(p);
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh;
  for (let r = 0; r < rows; r++, gates += row, h += row, dh += row) {
    for (let u: usize = 0; u < end; u += 16) {
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      const y = v128.load(h + u);
      v128.store(gates + u, f32x4.mul(d, f32x4.sub(one(), f32x4.mul(y, y))));
    }
    if (dOut) dOut += row;
  }
}

/** Any activation: y = act(x), row by row. */
export function layerForward(p: Recurrent, x: usize, y: usize, rows: i32): void {
  const row = rowBytes(p);
  for (let r = 0; r < rows; r++, x += row, y += row) activateRow(p.activation, x, y, p.units);
}

/** The gradient in dh, with what reaches the output, goes through the activation; it takes the place of x. */
export function layerBackward(p: Recurrent, x: usize, y: usize, dOut: usize, rows: i32): void {
  const row = rowBytes(p);
  let dh = p.dh;
  for (let r = 0; r < rows; r++, x += row, y += row, dh += row) {
    if (dOut) {
      for (let u: usize = 0; u < row; u += 16) v128.store(dh + u, f32x4.add(v128.load(dh + u), v128.load(dOut + u)));
      dOut += row;
    }
    differentiateRow(p.activation, x, y, dh, dh, p.units, false);
    memory.copy(x, dh, row);
  }
}

export function simpleRnnForward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  startForward(p, frame);
  for (let s = 0; s < p.steps; s++) {
    const gates = stepAddress(p, p.gates, bytes, s);
    const h = stepAddress(p, p.h, bytes, s);
    dropState(p, frame, s);
    if (hasPast(p, s)) recurrentProduct(p, frame, s, gates, rowBytes(p), PANEL_ROW, gates, 0, 1);
    if (p.plain) tanhForward(p, gates, h, rows);
    else layerForward(p, gates, h, rows);
    holdStates(p, frame, s);
  }
  finishForward(p, frame);
}

export function simpleRnnBackward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const gates = stepAddress(p, p.gates, bytes, s);
    const h = stepAddress(p, p.h, bytes, s);
    const dOut = outputGradient(p, bytes, s);
    keepGradient(p, frame, s);
    holdGradients(p, frame, s, dOut);
    if (p.plain) tanhBackward(p, gates, h, dOut, rows);
    else layerBackward(p, gates, h, dOut, rows);
    clearMasked(p, frame, s, gates);
    if (leadsBack(p, s)) recurrentGradient(p, frame, gates, 0, 1, false);
    releaseGradients(p, frame, s);
  }
  finishBackward(p, frame);
}
