/**
 * Four numbers at a time: multiply-add, exponentials, logarithms, tanh and sigmoid.
 *
 * The fast build fuses multiply and add; the exact build rounds twice and gives the same bits on every machine.
 * NaN goes in and comes out, so that a run that diverges is noticed. test/engine/simd.test.ts states the errors.
 */

@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(c, f32x4.mul(a, b));
}

/** Constants of exp, read by broadcast loads: measured 1.6 times faster in the LSTM cell than v128 constants. */
const EXP = memory.data<f32>(
  [
    88, -87, 12582912 + 127, 1.44269504, 2.1219444e-4, -0.693359375, 1.987569150e-4, 1.3981999507e-3, 8.3334519073e-3,
    4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 2,
  ],
  16,
);

/**
 * n + 127 in the low bits, where n is x / ln 2 rounded to an integer: the exponent of 2^n.
 * Adding 12582912 + 127 rounds, and leaves the bits of the integer at the end of the number.
 */
@inline function exponentOf(x: v128): v128 {
  return madd(x, v128.load32_splat(EXP, 12), v128.load32_splat(EXP, 8));
}

/** r = x − n ln 2, within ± ½ ln 2. */
@inline function restOf(x: v128, exponent: v128): v128 {
  const n = f32x4.sub(exponent, v128.load32_splat(EXP, 8));
  return madd(n, v128.load32_splat(EXP, 16), madd(n, v128.load32_splat(EXP, 20), x));
}

/** (e^r − 1 − r) / r² (polynomial of the Cephes library's expf). */
@inline function curveOf(r: v128): v128 {
  let p = madd(v128.load32_splat(EXP, 24), r, v128.load32_splat(EXP, 28));
  p = madd(p, r, v128.load32_splat(EXP, 32));
  p = madd(p, r, v128.load32_splat(EXP, 36));
  p = madd(p, r, v128.load32_splat(EXP, 40));
  return madd(p, r, v128.load32_splat(EXP, 44));
}

/**
 * x held to [−87, 88].
 * pmin and pmax instead of min and max: measured 1.4 times faster in the LSTM cell; x stands first so that NaN passes.
 */
@inline function held(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, v128.load32_splat(EXP, 4)), v128.load32_splat(EXP));
}

/** e^x, with x held to [−87, 88]: for cells and for rows, where neither 0 nor infinity makes a difference. */
@inline export function exp(x: v128): v128 {
  x = held(x);
  const exponent = exponentOf(x), r = restOf(x, exponent);
  const p = madd(curveOf(r), f32x4.mul(r, r), f32x4.add(r, one()));
  return f32x4.mul(p, i32x4.shl(exponent, 23));
}

/** e^x as far as float32 goes: infinity above, and below the smallest numbers 0. 2^n is multiplied in two halves. */
export function wholeExp(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89));
  const exponent = exponentOf(x), r = restOf(x, exponent);
  const p = madd(curveOf(r), f32x4.mul(r, r), f32x4.add(r, one()));
  const n = i32x4.sub(i32x4.shr_s(i32x4.shl(exponent, 16), 16), i32x4.splat(127));
  const half = i32x4.shr_s(n, 1), other = i32x4.sub(n, half);
  const power = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(p, power), i32x4.shl(i32x4.add(other, i32x4.splat(127)), 23));
}

/** e^x − 1, with x held to [−87, 88]: 2^n (e^r − 1) + (2^n − 1), which keeps small numbers, as n is 0 there. */
@inline export function expm1(x: v128): v128 {
  x = held(x);
  const exponent = exponentOf(x), r = restOf(x, exponent);
  const power = i32x4.shl(exponent, 23);
  return madd(madd(curveOf(r), f32x4.mul(r, r), r), power, f32x4.sub(power, one()));
}

@inline export function one(): v128 {
  return v128.load32_splat(EXP, 48);
}

@inline export function sigmoid(x: v128): v128 {
  return f32x4.div(one(), f32x4.add(one(), exp(f32x4.neg(x))));
}

/** E / (E + 2) with E = e^2x − 1. */
@inline export function tanh(x: v128): v128 {
  const e = expm1(f32x4.add(x, x));
  return f32x4.div(e, f32x4.add(e, v128.load32_splat(EXP, 52)));
}

@inline function constant(x: f32): v128 {
  return f32x4.splat(x);
}

/** ln x for normal x > 0 (polynomial of the Cephes library's logf). Gives a finite number for anything else. */
export function log(x: v128): v128 {
  const e = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const m = i32x4.sub(x, i32x4.shl(e, 23));
  const f = f32x4.sub(m, one());
  const n = f32x4.convert_i32x4_s(e);
  let p = madd(constant(7.0376836292e-2), f, constant(-1.151461031e-1));
  p = madd(p, f, constant(1.167699874e-1));
  p = madd(p, f, constant(-1.2420140846e-1));
  p = madd(p, f, constant(1.4249322787e-1));
  p = madd(p, f, constant(-1.6668057665e-1));
  p = madd(p, f, constant(2.0000714765e-1));
  p = madd(p, f, constant(-2.4999993993e-1));
  p = madd(p, f, constant(3.3333331174e-1));
  const square = f32x4.mul(f, f);
  p = f32x4.mul(f32x4.mul(p, f), square);
  p = madd(n, constant(-2.1219444e-4), p);
  p = madd(square, constant(-0.5), p);
  return madd(n, constant(0.693359375), f32x4.add(f, p));
}

/** ln(1 + u) for u in [0, 1]: what 1 + u has lost of u is added back. */
export function log1p(u: v128): v128 {
  const w = f32x4.add(one(), u);
  return f32x4.add(log(w), f32x4.div(f32x4.sub(u, f32x4.sub(w, one())), w));
}

/** The four lanes added, in the order (0 + 1) + (2 + 3). */
@inline export function sumLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
