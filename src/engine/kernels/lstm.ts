/**
 * The LSTM: gates i f c o, forward and backward in time.
 *
 * c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ act(c) (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), as in
 * Keras. test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { activateRow, differentiateRow } from "./activation";
import { Frame } from "./frame";
import { clearMasked, holdGradients, holdStates, releaseGradients } from "./heldStates";
import { PANEL_ROW } from "./matrix";
import {
  activateGates, differentiateGates, dropState, finishBackward, finishForward, hasPast, keepGradient, leadsBack, outputGradient, previous,
  Recurrent, recurrentGradient, recurrentProduct, rowBytes, startBackward, startForward, stateBytes, stepAddress,
} from "./recurrent";
import { madd, one, sigmoid, tanh } from "./simd";

/**
 * Sigmoid and tanh: activates gates in place; writes the next cell state, its activation and the output of one step.
 * Eight units a turn, written as two neighbours with constant offsets: V8 merges to 256 bits only what looks like this.
 */
function plainForward(p: Recurrent, gates: usize, cPrev: usize, c: usize, a: usize, h: usize, rows: i32): void {
  const hb = rowBytes(p);
  const end = <usize>((p.units + 7) & ~7) << 2;
  for (let r = 0; r < rows; r++, gates += 4 * hb, cPrev += hb, c += hb, a += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 32) {
      const pi = gates + u, pf = pi + hb, pg = pf + hb, po = pg + hb, pp = cPrev + u, pc = c + u, pa = a + u, ph = h + u;
      const i0 = sigmoid(v128.load(pi)), i1 = sigmoid(v128.load(pi, 16));
      const f0 = sigmoid(v128.load(pf)), f1 = sigmoid(v128.load(pf, 16));
      const g0 = tanh(v128.load(pg)), g1 = tanh(v128.load(pg, 16));
      const o0 = sigmoid(v128.load(po)), o1 = sigmoid(v128.load(po, 16));
      const c0 = madd(f0, v128.load(pp), f32x4.mul(i0, g0)), c1 = madd(f1, v128.load(pp, 16), f32x4.mul(i1, g1));
      const a0 = tanh(c0), a1 = tanh(c1);
      v128.store(pi, i0); v128.store(pi, i1, 16);
      v128.store(pf, f0); v128.store(pf, f1, 16);
      v128.store(pg, g0); v128.store(pg, g1, 16);
      v128.store(po, o0); v128.store(po, o1, 16);
      v128.store(pc, c0); v128.store(pc, c1, 16);
      v128.store(pa, a0); v128.store(pa, a1, 16);
      v128.store(ph, f32x4.mul(o0, a0)); v128.store(ph, f32x4.mul(o1, a1), 16);
    }
  }
}

/** Replaces activated gates by their gradients, in place, and moves dc one step back. */
function plainBackward(p: Recurrent, gates: usize, cPrev: usize, a: usize, dOut: usize, rows: i32): void {
  const hb = rowBytes(p);
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh, dc = p.dc;
  for (let r = 0; r < rows; r++, gates += 4 * hb, cPrev += hb, a += hb, dh += hb, dc += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const q = gates + u;
      const i = v128.load(q), f = v128.load(q + hb), g = v128.load(q + 2 * hb), o = v128.load(q + 3 * hb);
      const t = v128.load(a + u);
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      const dcell = madd(f32x4.mul(d, o), tanhSlope(t), v128.load(dc + u));
      v128.store(q, f32x4.mul(f32x4.mul(dcell, g), sigmoidSlope(i)));
      v128.store(q + hb, f32x4.mul(f32x4.mul(dcell, v128.load(cPrev + u)), sigmoidSlope(f)));
      v128.store(q + 2 * hb, f32x4.mul(f32x4.mul(dcell, i), tanhSlope(g)));
      v128.store(q + 3 * hb, f32x4.mul(f32x4.mul(d, t), sigmoidSlope(o)));
      v128.store(dc + u, f32x4.mul(dcell, f));
    }
    // The pads of the gates hold act(0) up to here; the products read them.
    if (end < hb) for (let k: usize = 0; k < 4; k++) memory.fill(gates + k * hb + end, 0, hb - end);
    if (dOut) dOut += hb;
  }
}

/** The slopes of the activations whose value is y. */
@inline function sigmoidSlope(y: v128): v128 {
  return f32x4.mul(y, f32x4.sub(one(), y));
}

@inline function tanhSlope(y: v128): v128 {
  return f32x4.sub(one(), f32x4.mul(y, y));
}

/** Any activations: the gates first, then the cell row by row. */
function anyForward(p: Recurrent, frame: Frame, gates: usize, cPrev: usize, c: usize, a: usize, h: usize): void {
  const hb = rowBytes(p);
  activateGates(p, frame, gates, 0, 2, p.recurrentActivation);
  activateGates(p, frame, gates, 2, 1, p.activation);
  activateGates(p, frame, gates, 3, 1, p.recurrentActivation);
  for (let r = frame.padded; r > 0; r--, gates += 4 * hb, cPrev += hb, c += hb, a += hb, h += hb) {
    for (let u: usize = 0; u < hb; u += 16) {
      const q = gates + u;
      const taken = f32x4.mul(v128.load(q), v128.load(q + 2 * hb));
      v128.store(c + u, madd(v128.load(q + hb), v128.load(cPrev + u), taken));
    }
    activateRow(p.activation, c, a, p.units);
    for (let u: usize = 0; u < hb; u += 16) v128.store(h + u, f32x4.mul(v128.load(gates + 3 * hb + u), v128.load(a + u)));
  }
}

function anyBackward(p: Recurrent, frame: Frame, gates: usize, cPrev: usize, c: usize, a: usize, dOut: usize): void {
  const hb = rowBytes(p);
  let dh = p.dh, dc = p.dc, to = p.dActivated, q = gates;
  for (let r = frame.padded; r > 0; r--, q += 4 * hb, to += 4 * hb, cPrev += hb, c += hb, a += hb, dh += hb, dc += hb) {
    for (let u: usize = 0; u < hb; u += 16) {
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      v128.store(to + 3 * hb + u, f32x4.mul(d, v128.load(a + u)));
      v128.store(dh + u, f32x4.mul(d, v128.load(q + 3 * hb + u)));
    }
    differentiateRow(p.activation, c, a, dh, dc, p.units, true);
    for (let u: usize = 0; u < hb; u += 16) {
      const d = v128.load(dc + u);
      v128.store(to + u, f32x4.mul(d, v128.load(q + 2 * hb + u)));
      v128.store(to + hb + u, f32x4.mul(d, v128.load(cPrev + u)));
      v128.store(to + 2 * hb + u, f32x4.mul(d, v128.load(q + u)));
      v128.store(dc + u, f32x4.mul(d, v128.load(q + hb + u)));
    }
    if (dOut) dOut += hb;
  }
  differentiateGates(p, frame, gates, 0, 2, p.recurrentActivation);
  differentiateGates(p, frame, gates, 2, 1, p.activation);
  differentiateGates(p, frame, gates, 3, 1, p.recurrentActivation);
}

export function lstmForward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  const row = 4 * rowBytes(p);
  startForward(p, frame);
  for (let s = 0; s < p.steps; s++) {
    const gates = stepAddress(p, p.gates, bytes << 2, s);
    const h = stepAddress(p, p.h, bytes, s);
    const c = stepAddress(p, p.cells, bytes, s);
    const a = stepAddress(p, p.activatedCells, bytes, s);
    dropState(p, frame, s);
    if (hasPast(p, s)) recurrentProduct(p, frame, s, gates, row, PANEL_ROW, gates, 0, 4);
    if (p.plain) plainForward(p, gates, previous(p, c, bytes), c, a, h, frame.padded);
    else anyForward(p, frame, gates, previous(p, c, bytes), c, a, h);
    holdStates(p, frame, s);
  }
  finishForward(p, frame);
}

export function lstmBackward(p: Recurrent, frame: Frame): void {
  const bytes = stateBytes(p, frame);
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const gates = stepAddress(p, p.gates, bytes << 2, s);
    const c = stepAddress(p, p.cells, bytes, s);
    const a = stepAddress(p, p.activatedCells, bytes, s);
    const dOut = outputGradient(p, bytes, s);
    keepGradient(p, frame, s);
    holdGradients(p, frame, s, dOut);
    if (p.plain) plainBackward(p, gates, previous(p, c, bytes), a, dOut, frame.padded);
    else anyBackward(p, frame, gates, previous(p, c, bytes), c, a, dOut);
    clearMasked(p, frame, s, gates);
    if (leadsBack(p, s)) recurrentGradient(p, frame, gates, 0, 4, false);
    releaseGradients(p, frame, s);
  }
  finishBackward(p, frame);
}
