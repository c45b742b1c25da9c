/**
 * The LSTM: gates i f c o, forward and backward in time.
 *
 * c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ act(c) (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), as in
 * Keras. test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { clearPads } from "./activation";
import { Frame } from "./frame";
import { multiply, PANEL_ROW } from "./matrix";
import {
  applyGate, applyState, clearZeroStep, copyLast, gateDerivative, keepGradient, outputGradient, previous, Recurrent,
  startBackward, stateBytes, stateDerivative, stepAddress,
} from "./recurrent";
import { madd } from "./simd";

/**
 * Activates gates in place; writes the next cell state, its activation and the output of one step.
 * Eight units a turn, written as two neighbours with constant offsets: V8 merges to 256 bits only what looks like this.
 */
function cellForward<Plain>(p: Recurrent, gates: usize, cPrev: usize, c: usize, a: usize, h: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 7) & ~7) << 2;
  const gate = p.recurrentActivation, state = p.activation;
  for (let r = 0; r < rows; r++, gates += 4 * hb, cPrev += hb, c += hb, a += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 32) {
      const pi = gates + u, pf = pi + hb, pg = pf + hb, po = pg + hb, pp = cPrev + u, pc = c + u, pa = a + u, ph = h + u;
      const i0 = applyGate<Plain>(gate, v128.load(pi)), i1 = applyGate<Plain>(gate, v128.load(pi, 16));
      const f0 = applyGate<Plain>(gate, v128.load(pf)), f1 = applyGate<Plain>(gate, v128.load(pf, 16));
      const g0 = applyState<Plain>(state, v128.load(pg)), g1 = applyState<Plain>(state, v128.load(pg, 16));
      const o0 = applyGate<Plain>(gate, v128.load(po)), o1 = applyGate<Plain>(gate, v128.load(po, 16));
      const c0 = madd(f0, v128.load(pp), f32x4.mul(i0, g0)), c1 = madd(f1, v128.load(pp, 16), f32x4.mul(i1, g1));
      const a0 = applyState<Plain>(state, c0), a1 = applyState<Plain>(state, c1);
      v128.store(pi, i0); v128.store(pi, i1, 16);
      v128.store(pf, f0); v128.store(pf, f1, 16);
      v128.store(pg, g0); v128.store(pg, g1, 16);
      v128.store(po, o0); v128.store(po, o1, 16);
      v128.store(pc, c0); v128.store(pc, c1, 16);
      v128.store(pa, a0); v128.store(pa, a1, 16);
      v128.store(ph, f32x4.mul(o0, a0)); v128.store(ph, f32x4.mul(o1, a1), 16);
    }
    if (sizeof<Plain>() != 1 && p.clearPads) {
      clearPads(c, p.units, p.width);
      clearPads(a, p.units, p.width);
      clearPads(h, p.units, p.width);
    }
  }
}

/** Replaces activated gates by their gradients, in place, and moves dc one step back. */
function cellBackward<Plain>(p: Recurrent, gates: usize, cPrev: usize, a: usize, dOut: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  const gate = p.recurrentActivation, state = p.activation;
  let dh = p.dh, dc = p.dc;
  for (let r = 0; r < rows; r++, gates += 4 * hb, cPrev += hb, a += hb, dh += hb, dc += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const q = gates + u;
      const i = v128.load(q), f = v128.load(q + hb), g = v128.load(q + 2 * hb), o = v128.load(q + 3 * hb);
      const t = v128.load(a + u);
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      const dcell = madd(f32x4.mul(d, o), stateDerivative<Plain>(state, t), v128.load(dc + u));
      v128.store(q, f32x4.mul(f32x4.mul(dcell, g), gateDerivative<Plain>(gate, i)));
      v128.store(q + hb, f32x4.mul(f32x4.mul(dcell, v128.load(cPrev + u)), gateDerivative<Plain>(gate, f)));
      v128.store(q + 2 * hb, f32x4.mul(f32x4.mul(dcell, i), stateDerivative<Plain>(state, g)));
      v128.store(q + 3 * hb, f32x4.mul(f32x4.mul(d, t), gateDerivative<Plain>(gate, o)));
      v128.store(dc + u, f32x4.mul(dcell, f));
    }
    // The pads of the gates hold act(0) up to here; the products read them.
    if (end < hb) for (let k: usize = 0; k < 4; k++) memory.fill(gates + k * hb + end, 0, hb - end);
    if (dOut) dOut += hb;
  }
}

export function lstmForward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  clearZeroStep(p, p.h, bytes);
  clearZeroStep(p, p.cells, bytes);
  for (let s = 0; s < p.steps; s++) {
    const gates = stepAddress(p, p.gates, bytes << 2, s);
    const h = stepAddress(p, p.h, bytes, s);
    const c = stepAddress(p, p.cells, bytes, s);
    const a = stepAddress(p, p.activatedCells, bytes, s);
    if (s > 0) {
      multiply(
        previous(p, h, bytes), hb, 4, p.recurrent, <usize>p.recurrentRows << 6, gates, hb << 2, PANEL_ROW,
        gates, hb << 2, PANEL_ROW, rows, p.width << 2, p.units,
      );
    }
    if (p.plain) cellForward<i8>(p, gates, previous(p, c, bytes), c, a, h, rows);
    else cellForward<i32>(p, gates, previous(p, c, bytes), c, a, h, rows);
  }
  copyLast(p, frame);
}

export function lstmBackward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const gates = stepAddress(p, p.gates, bytes << 2, s);
    const c = previous(p, stepAddress(p, p.cells, bytes, s), bytes);
    const a = stepAddress(p, p.activatedCells, bytes, s);
    const dOut = outputGradient(p, bytes, s);
    if (p.dhSteps) keepGradient(p, frame, s);
    if (p.plain) cellBackward<i8>(p, gates, c, a, dOut, rows);
    else cellBackward<i32>(p, gates, c, a, dOut, rows);
    if (s > 0) {
      multiply(
        gates, hb << 2, 4, p.recurrentTransposed, hb << 6, frame.zeros, 0, 0, p.dh, hb, PANEL_ROW,
        rows, p.width, p.width << 2,
      );
    }
  }
}
