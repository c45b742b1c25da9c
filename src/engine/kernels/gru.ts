/**
 * The GRU: gates z r h, forward and backward in time, with the reset gate behind the recurrent product (Keras's default)
 * or before it (Cho et al. 2014).
 *
 * h = z ⊙ h₋₁ + (1 − z) ⊙ ĥ, where ĥ = act(x̂ + r ⊙ (h₋₁ U + b)) or act(x̂ + (r ⊙ h₋₁) U).
 * test/engine/recurrent.test.ts compares with the float64 reference.
 */
import { clearPads } from "./activation";
import { Frame } from "./frame";
import { multiply, PANEL_ROW } from "./matrix";
import {
  applyGate, applyState, clearZeroStep, copyLast, gateDerivative, keepGradient, outputGradient, previous, Recurrent,
  startBackward, stateBytes, stateDerivative, stepAddress,
} from "./recurrent";
import { madd, one } from "./simd";

/** Reset after: `inner` holds h₋₁ U + b of all gates; its last third is kept for the backward pass. */
function afterForward<Plain>(p: Recurrent, gates: usize, inner: usize, hPrev: usize, h: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += 3 * hb, hPrev += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const q = gates + u, m = inner + u;
      const z = applyGate<Plain>(p.recurrentActivation, f32x4.add(v128.load(q), v128.load(m)));
      const reset = applyGate<Plain>(p.recurrentActivation, f32x4.add(v128.load(q + hb), v128.load(m + hb)));
      const x = madd(reset, v128.load(m + 2 * hb), v128.load(q + 2 * hb));
      const candidate = applyState<Plain>(p.activation, x);
      v128.store(q, z);
      v128.store(q + hb, reset);
      v128.store(q + 2 * hb, candidate);
      v128.store(h + u, madd(z, f32x4.sub(v128.load(hPrev + u), candidate), candidate));
    }
    if (sizeof<Plain>() != 1 && p.clearPads) clearPads(h, p.units, p.width);
  }
}

/** Gates become their gradients; `inner` becomes the gradients of the recurrent product; dh the part that bypasses it. */
function afterBackward<Plain>(p: Recurrent, gates: usize, inner: usize, hPrev: usize, dOut: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh;
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += 3 * hb, hPrev += hb, dh += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const q = gates + u, m = inner + u;
      const z = v128.load(q), reset = v128.load(q + hb), candidate = v128.load(q + 2 * hb);
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      const dz = f32x4.mul(
        f32x4.mul(d, f32x4.sub(v128.load(hPrev + u), candidate)), gateDerivative<Plain>(p.recurrentActivation, z),
      );
      const dx = f32x4.mul(f32x4.mul(d, f32x4.sub(one(), z)), stateDerivative<Plain>(p.activation, candidate));
      const dr = f32x4.mul(
        f32x4.mul(dx, v128.load(m + 2 * hb)), gateDerivative<Plain>(p.recurrentActivation, reset),
      );
      v128.store(q, dz); v128.store(q + hb, dr); v128.store(q + 2 * hb, dx);
      v128.store(m, dz); v128.store(m + hb, dr); v128.store(m + 2 * hb, f32x4.mul(dx, reset));
      v128.store(dh + u, f32x4.mul(d, z));
    }
    if (end < hb) for (let k: usize = 0; k < 3; k++) memory.fill(gates + k * hb + end, 0, hb - end);
    if (dOut) dOut += hb;
  }
}

/** Reset before, first half: z and r in place, and r ⊙ h₋₁ for the candidate's product. */
function resetForward<Plain>(p: Recurrent, gates: usize, inner: usize, hPrev: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += hb, hPrev += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const reset = applyGate<Plain>(p.recurrentActivation, v128.load(gates + hb + u));
      v128.store(gates + u, applyGate<Plain>(p.recurrentActivation, v128.load(gates + u)));
      v128.store(gates + hb + u, reset);
      v128.store(inner + u, f32x4.mul(reset, v128.load(hPrev + u)));
    }
  }
}

/** Second half: the candidate and the output. */
function mixForward<Plain>(p: Recurrent, gates: usize, hPrev: usize, h: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  for (let r = 0; r < rows; r++, gates += 3 * hb, hPrev += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const candidate = applyState<Plain>(p.activation, v128.load(gates + 2 * hb + u));
      v128.store(gates + 2 * hb + u, candidate);
      v128.store(h + u, madd(v128.load(gates + u), f32x4.sub(v128.load(hPrev + u), candidate), candidate));
    }
    if (sizeof<Plain>() != 1 && p.clearPads) clearPads(h, p.units, p.width);
  }
}

/** Gradients of z and of the candidate; dh keeps the part that bypasses the gates. */
function mixBackward<Plain>(p: Recurrent, gates: usize, hPrev: usize, dOut: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh;
  for (let r = 0; r < rows; r++, gates += 3 * hb, hPrev += hb, dh += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const z = v128.load(gates + u), candidate = v128.load(gates + 2 * hb + u);
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      const dz = f32x4.mul(d, f32x4.sub(v128.load(hPrev + u), candidate));
      const dx = f32x4.mul(d, f32x4.sub(one(), z));
      v128.store(gates + u, f32x4.mul(dz, gateDerivative<Plain>(p.recurrentActivation, z)));
      v128.store(gates + 2 * hb + u, f32x4.mul(dx, stateDerivative<Plain>(p.activation, candidate)));
      v128.store(dh + u, f32x4.mul(d, z));
    }
    if (end < hb) {
      memory.fill(gates + end, 0, hb - end);
      memory.fill(gates + 2 * hb + end, 0, hb - end);
    }
    if (dOut) dOut += hb;
  }
}

/** From the gradient of r ⊙ h₋₁ (in dc) to that of r, and its part of dh. */
function resetBackward<Plain>(p: Recurrent, gates: usize, hPrev: usize, rows: i32): void {
  const hb = <usize>p.width << 2;
  const end = <usize>((p.units + 3) & ~3) << 2;
  let dh = p.dh, drh = p.dc;
  for (let r = 0; r < rows; r++, gates += 3 * hb, hPrev += hb, dh += hb, drh += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const reset = v128.load(gates + hb + u), d = v128.load(drh + u);
      const dr = f32x4.mul(f32x4.mul(d, v128.load(hPrev + u)), gateDerivative<Plain>(p.recurrentActivation, reset));
      v128.store(gates + hb + u, dr);
      v128.store(dh + u, madd(d, reset, v128.load(dh + u)));
    }
    if (end < hb) memory.fill(gates + hb + end, 0, hb - end);
  }
}

export function gruForward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  const panel = <usize>p.recurrentRows << 6;
  clearZeroStep(p, p.h, bytes);
  for (let s = 0; s < p.steps; s++) {
    const gates = stepAddress(p, p.gates, 3 * bytes, s);
    const h = stepAddress(p, p.h, bytes, s);
    const hPrev = previous(p, h, bytes);
    if (p.resetAfter) {
      const inner = stepAddress(p, p.inner, 3 * bytes, s);
      const init = p.recurrentBias ? p.recurrentBias : frame.zeros;
      multiply(
        hPrev, hb, 4, p.recurrent, panel, init, 0, p.recurrentBias ? PANEL_ROW : 0, inner, 3 * hb, PANEL_ROW,
        rows, 3 * p.width, s > 0 ? p.units : 0,
      );
      if (p.plain) afterForward<i8>(p, gates, inner, hPrev, h, rows);
      else afterForward<i32>(p, gates, inner, hPrev, h, rows);
      continue;
    }
    const inner = stepAddress(p, p.inner, bytes, s);
    if (s > 0) {
      multiply(
        hPrev, hb, 4, p.recurrent, panel, gates, 3 * hb, PANEL_ROW, gates, 3 * hb, PANEL_ROW,
        rows, 2 * p.width, p.units,
      );
    }
    if (p.plain) resetForward<i8>(p, gates, inner, hPrev, rows);
    else resetForward<i32>(p, gates, inner, hPrev, rows);
    if (s > 0) {
      const candidates = gates + 2 * hb;
      multiply(
        inner, hb, 4, p.recurrent + <usize>(p.width >> 3) * panel, panel, candidates, 3 * hb, PANEL_ROW,
        candidates, 3 * hb, PANEL_ROW, rows, p.width, p.units,
      );
    }
    if (p.plain) mixForward<i8>(p, gates, hPrev, h, rows);
    else mixForward<i32>(p, gates, hPrev, h, rows);
  }
  copyLast(p, frame);
}

export function gruBackward(p: Recurrent, frame: Frame): void {
  const rows = frame.padded;
  const bytes = stateBytes(p, frame);
  const hb = <usize>p.width << 2;
  const panel = 3 * hb << 4;
  startBackward(p, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const gates = stepAddress(p, p.gates, 3 * bytes, s);
    const hPrev = previous(p, stepAddress(p, p.h, bytes, s), bytes);
    const dOut = outputGradient(p, bytes, s);
    if (p.dhSteps) keepGradient(p, frame, s);
    if (p.resetAfter) {
      const inner = stepAddress(p, p.inner, 3 * bytes, s);
      if (p.plain) afterBackward<i8>(p, gates, inner, hPrev, dOut, rows);
      else afterBackward<i32>(p, gates, inner, hPrev, dOut, rows);
      if (s > 0) {
        multiply(
          inner, 3 * hb, 4, p.recurrentTransposed, panel, p.dh, hb, PANEL_ROW, p.dh, hb, PANEL_ROW,
          rows, p.width, 3 * p.width,
        );
      }
      continue;
    }
    if (p.plain) mixBackward<i8>(p, gates, hPrev, dOut, rows);
    else mixBackward<i32>(p, gates, hPrev, dOut, rows);
    multiply(
      gates + 2 * hb, 3 * hb, 4, p.recurrentTransposed + 2 * (hb << 4), panel, frame.zeros, 0, 0, p.dc, hb, PANEL_ROW,
      rows, p.width, p.width,
    );
    if (p.plain) resetBackward<i8>(p, gates, hPrev, rows);
    else resetBackward<i32>(p, gates, hPrev, rows);
    if (s > 0) {
      multiply(
        gates, 3 * hb, 4, p.recurrentTransposed, panel, p.dh, hb, PANEL_ROW, p.dh, hb, PANEL_ROW,
        rows, p.width, 2 * p.width,
      );
    }
  }
}
