/**
 * One step of a GRU: gates z r h, h = z ⊙ h₋₁ + (1 − z) ⊙ ĥ, where ĥ = act(x̂ + r ⊙ (h₋₁ U + b)) (reset after, Keras's
 * default) or act(x̂ + (r ⊙ h₋₁) U) (reset before; Cho et al. 2014).
 *
 * `Plain` is i8 for sigmoid and tanh, which are applied on the way. For i32 the gates are activated before, and gradients of
 * activated gates go to `dActivated`, to be taken through the activations behind. test/engine/recurrent.test.ts.
 */
import { Frame } from "./frame";
import { activateGates, differentiateGates, Recurrent, rowBytes } from "./recurrent";
import { madd, one, sigmoid, tanh } from "./simd";

@inline function gate<Plain>(x: v128): v128 {
  if (sizeof<Plain>() == 1) return sigmoid(x);
  else return x;
}

@inline function candidateOf<Plain>(x: v128): v128 {
  if (sizeof<Plain>() == 1) return tanh(x);
  else return x;
}

/** d times the slope of the sigmoid whose value is y. */
@inline function throughGate<Plain>(d: v128, y: v128): v128 {
  if (sizeof<Plain>() == 1) return f32x4.mul(d, f32x4.mul(y, f32x4.sub(one(), y)));
  else return d;
}

@inline function throughCandidate<Plain>(d: v128, y: v128): v128 {
  if (sizeof<Plain>() == 1) return f32x4.mul(d, f32x4.sub(one(), f32x4.mul(y, y)));
  else return d;
}

@inline function used(p: Recurrent): usize {
  return <usize>((p.units + 3) & ~3) << 2;
}

/**
 * Reset after, sigmoid and tanh: `inner` holds h₋₁ U + b of all gates; its last third is kept for the backward pass.
 * Eight units a turn, written as two neighbours with constant offsets: V8 merges to 256 bits only what looks like this.
 */
export function plainAfterForward(p: Recurrent, gates: usize, inner: usize, hPrev: usize, h: usize, rows: i32): void {
  const hb = rowBytes(p);
  const end = <usize>((p.units + 7) & ~7) << 2;
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += 3 * hb, hPrev += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 32) {
      const pz = gates + u, pr = pz + hb, px = pr + hb, mz = inner + u, mr = mz + hb, mx = mr + hb;
      const pp = hPrev + u, ph = h + u;
      const z0 = sigmoid(f32x4.add(v128.load(pz), v128.load(mz)));
      const z1 = sigmoid(f32x4.add(v128.load(pz, 16), v128.load(mz, 16)));
      const r0 = sigmoid(f32x4.add(v128.load(pr), v128.load(mr)));
      const r1 = sigmoid(f32x4.add(v128.load(pr, 16), v128.load(mr, 16)));
      const x0 = tanh(madd(r0, v128.load(mx), v128.load(px)));
      const x1 = tanh(madd(r1, v128.load(mx, 16), v128.load(px, 16)));
      v128.store(pz, z0); v128.store(pz, z1, 16);
      v128.store(pr, r0); v128.store(pr, r1, 16);
      v128.store(px, x0); v128.store(px, x1, 16);
      v128.store(ph, madd(z0, f32x4.sub(v128.load(pp), x0), x0));
      v128.store(ph, madd(z1, f32x4.sub(v128.load(pp, 16), x1), x1), 16);
    }
  }
}

/**
 * Gates become their gradients; `inner` becomes the gradients of the recurrent product; dh the part that bypasses it.
 * `HasOutput` is i8 where the layers above send a gradient at every step.
 */
@inline function afterGradients<HasOutput>(
  p: Recurrent, gates: usize, inner: usize, hPrev: usize, dOut: usize, rows: i32,
): void {
  const hb = rowBytes(p);
  const end = <usize>((p.units + 7) & ~7) << 2;
  let dh = p.dh;
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += 3 * hb, hPrev += hb, dh += hb) {
    for (let u: usize = 0; u < end; u += 32) {
      const pz = gates + u, pr = pz + hb, px = pr + hb, mz = inner + u, mr = mz + hb, mx = mr + hb;
      const pp = hPrev + u, pd = dh + u;
      const z0 = v128.load(pz), z1 = v128.load(pz, 16), r0 = v128.load(pr), r1 = v128.load(pr, 16);
      const x0 = v128.load(px), x1 = v128.load(px, 16);
      let d0 = v128.load(pd), d1 = v128.load(pd, 16);
      if (sizeof<HasOutput>() == 1) {
        d0 = f32x4.add(d0, v128.load(dOut + u));
        d1 = f32x4.add(d1, v128.load(dOut + u, 16));
      }
      const dz0 = throughGate<i8>(f32x4.mul(d0, f32x4.sub(v128.load(pp), x0)), z0);
      const dz1 = throughGate<i8>(f32x4.mul(d1, f32x4.sub(v128.load(pp, 16), x1)), z1);
      const dx0 = throughCandidate<i8>(f32x4.mul(d0, f32x4.sub(one(), z0)), x0);
      const dx1 = throughCandidate<i8>(f32x4.mul(d1, f32x4.sub(one(), z1)), x1);
      const dr0 = throughGate<i8>(f32x4.mul(dx0, v128.load(mx)), r0);
      const dr1 = throughGate<i8>(f32x4.mul(dx1, v128.load(mx, 16)), r1);
      v128.store(pz, dz0); v128.store(pz, dz1, 16);
      v128.store(mz, dz0); v128.store(mz, dz1, 16);
      v128.store(pr, dr0); v128.store(pr, dr1, 16);
      v128.store(mr, dr0); v128.store(mr, dr1, 16);
      v128.store(px, dx0); v128.store(px, dx1, 16);
      v128.store(mx, f32x4.mul(dx0, r0)); v128.store(mx, f32x4.mul(dx1, r1), 16);
      v128.store(pd, f32x4.mul(d0, z0)); v128.store(pd, f32x4.mul(d1, z1), 16);
    }
    if (end < hb) for (let k: usize = 0; k < 3; k++) memory.fill(gates + k * hb + end, 0, hb - end);
    if (sizeof<HasOutput>() == 1) dOut += hb;
  }
}

export function plainAfterBackward(p: Recurrent, gates: usize, inner: usize, hPrev: usize, dOut: usize, rows: i32): void {
  if (dOut) afterGradients<i8>(p, gates, inner, hPrev, dOut, rows);
  else afterGradients<i32>(p, gates, inner, hPrev, 0, rows);
}

/** Reset after, any activations. */
export function anyAfterForward(p: Recurrent, frame: Frame, gates: usize, inner: usize, hPrev: usize, h: usize): void {
  const hb = rowBytes(p);
  let q = gates, m = inner;
  for (let r = frame.padded; r > 0; r--, q += 3 * hb, m += 3 * hb) {
    for (let u: usize = 0; u < 2 * hb; u += 16) v128.store(q + u, f32x4.add(v128.load(q + u), v128.load(m + u)));
  }
  activateGates(p, frame, gates, 0, 2, p.recurrentActivation);
  q = gates + hb;
  m = inner + 2 * hb;
  for (let r = frame.padded; r > 0; r--, q += 3 * hb, m += 3 * hb) {
    for (let u: usize = 0; u < hb; u += 16) {
      v128.store(q + hb + u, madd(v128.load(q + u), v128.load(m + u), v128.load(q + hb + u)));
    }
  }
  activateGates(p, frame, gates, 2, 1, p.activation);
  mixForward<i32>(p, gates, hPrev, h, frame.padded);
}

export function anyAfterBackward(p: Recurrent, frame: Frame, gates: usize, inner: usize, hPrev: usize, dOut: usize): void {
  const hb = rowBytes(p);
  mixBackward<i32>(p, gates, hPrev, dOut, frame.padded);
  differentiateGates(p, frame, gates, 0, 1, p.recurrentActivation);
  differentiateGates(p, frame, gates, 2, 1, p.activation);
  let q = gates, m = inner, to = p.dActivated;
  for (let r = frame.padded; r > 0; r--, q += 3 * hb, m += 3 * hb, to += 3 * hb) {
    for (let u: usize = 0; u < hb; u += 16) {
      const dx = v128.load(q + 2 * hb + u), reset = v128.load(q + hb + u);
      v128.store(to + hb + u, f32x4.mul(dx, v128.load(m + 2 * hb + u)));
      v128.store(m + 2 * hb + u, f32x4.mul(dx, reset));
    }
  }
  differentiateGates(p, frame, gates, 1, 1, p.recurrentActivation);
  q = gates;
  m = inner;
  for (let r = frame.padded; r > 0; r--, q += 3 * hb, m += 3 * hb) memory.copy(m, q, 2 * hb);
}

/** Reset before, first half: z and r in place, and r ⊙ `state` for the candidate's product. */
export function resetForward<Plain>(p: Recurrent, gates: usize, inner: usize, state: usize, stateRow: usize, rows: i32): void {
  const hb = rowBytes(p), end = used(p);
  for (let r = 0; r < rows; r++, gates += 3 * hb, inner += hb, state += stateRow) {
    for (let u: usize = 0; u < end; u += 16) {
      const reset = gate<Plain>(v128.load(gates + hb + u));
      v128.store(gates + u, gate<Plain>(v128.load(gates + u)));
      v128.store(gates + hb + u, reset);
      v128.store(inner + u, f32x4.mul(reset, v128.load(state + u)));
    }
  }
}

/** Second half: the candidate and the output. */
export function mixForward<Plain>(p: Recurrent, gates: usize, hPrev: usize, h: usize, rows: i32): void {
  const hb = rowBytes(p), end = used(p);
  for (let r = 0; r < rows; r++, gates += 3 * hb, hPrev += hb, h += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const candidate = candidateOf<Plain>(v128.load(gates + 2 * hb + u));
      v128.store(gates + 2 * hb + u, candidate);
      v128.store(h + u, madd(v128.load(gates + u), f32x4.sub(v128.load(hPrev + u), candidate), candidate));
    }
  }
}

/** Gradients of z and of the candidate; dh keeps the part that bypasses the gates. */
export function mixBackward<Plain>(p: Recurrent, gates: usize, hPrev: usize, dOut: usize, rows: i32): void {
  const hb = rowBytes(p), end = used(p);
  let dh = p.dh, to = sizeof<Plain>() == 1 ? gates : p.dActivated;
  for (let r = 0; r < rows; r++, gates += 3 * hb, to += 3 * hb, hPrev += hb, dh += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const q = gates + u;
      const z = v128.load(q), candidate = v128.load(q + 2 * hb);
      let d = v128.load(dh + u);
      if (dOut) d = f32x4.add(d, v128.load(dOut + u));
      v128.store(to + u, throughGate<Plain>(f32x4.mul(d, f32x4.sub(v128.load(hPrev + u), candidate)), z));
      v128.store(to + 2 * hb + u, throughCandidate<Plain>(f32x4.mul(d, f32x4.sub(one(), z)), candidate));
      v128.store(dh + u, f32x4.mul(d, z));
    }
    if (end < hb) {
      memory.fill(gates + end, 0, hb - end);
      memory.fill(gates + 2 * hb + end, 0, hb - end);
    }
    if (dOut) dOut += hb;
  }
}

/**
 * From the gradient `d` of r ⊙ state to that of r; `d` becomes the gradient of the state that was multiplied.
 * `state` has rows of its own where it is a dropped-out copy.
 */
export function resetBackward<Plain>(p: Recurrent, gates: usize, state: usize, stateRow: usize, d: usize, rows: i32): void {
  const hb = rowBytes(p), end = used(p);
  let to = sizeof<Plain>() == 1 ? gates : p.dActivated;
  for (let r = 0; r < rows; r++, gates += 3 * hb, to += 3 * hb, state += stateRow, d += hb) {
    for (let u: usize = 0; u < end; u += 16) {
      const reset = v128.load(gates + hb + u), product = v128.load(d + u);
      v128.store(to + hb + u, throughGate<Plain>(f32x4.mul(product, v128.load(state + u)), reset));
      v128.store(d + u, f32x4.mul(product, reset));
    }
    if (end < hb) memory.fill(gates + hb + end, 0, hb - end);
  }
}
