/**
 * The simple recurrent layer (Elman 1990), h = act(x̂ + h₋₁ U), forward and backward in time.
 *
 * test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { clearPads } from "./activation";
import { Frame } from "./frame";
import { multiply, PANEL_ROW } from "./matrix";
import {
  applyState, clearZeroStep, copyLast, keepGradient, outputGradient, previous, Recurrent, startBackward, stateBytes,
  stateDerivative, stepAddress,
} from "./recurrent";

function cellForward<Plain>(p: Recurrent, gates: usize, h: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  for (let r = 0; r < rows; r++, gates += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 16) v128.store(h + u, applyState<Plain>(p.activation, v128.load(gates + u)));
    if (sizeof<Plain>() != 1 && p.clearPads) clearPads(h, p.units, p.width);
  }
}

/** The gates buffer gets the gradient of the sum inside the activation. */
function cellBackward<Plain>(p: Recurrent, gates: usize, h: usize, dOut: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh;
  for (let r = 0; r < rows; r++, gates += hb, h += hb, dh += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      v128.store(gates + u, f32x4.mul(d, stateDerivative<Plain>(p.activation, v128.load(h + u))));
    }
    if (dOut) dOut += hb;
  }
}

export function simpleRnnForward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  clearZeroStep(p, p.h, bytes);
  for (let s = 0; s < p.steps; s++) {
    const gates = stepAddress(p, p.gates, bytes, s);
    const h = stepAddress(p, p.h, bytes, s);
    if (s > 0) {
      multiply(
        previous(p, h, bytes), hb, 4, p.recurrent, <usize>p.recurrentRows << 6, gates, hb, PANEL_ROW, gates, hb, PANEL_ROW,
        rows, p.width, p.units,
      );
    }
    if (p.plain) cellForward<i8>(p, gates, h, rows);
    else cellForward<i32>(p, gates, h, rows);
  }
  copyLast(p, frame);
}

export function simpleRnnBackward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const gates = stepAddress(p, p.gates, bytes, s);
    const h = stepAddress(p, p.h, bytes, s);
    const dOut = outputGradient(p, bytes, s);
    if (p.dhSteps) keepGradient(p, frame, s);
    if (p.plain) cellBackward<i8>(p, gates, h, dOut, rows);
    else cellBackward<i32>(p, gates, h, dOut, rows);
    if (s > 0) {
      multiply(
        gates, hb, 4, p.recurrentTransposed, hb << 4, frame.zeros, 0, 0, p.dh, hb, PANEL_ROW, rows, p.width, p.width,
      );
    }
  }
}
