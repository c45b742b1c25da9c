/**
 * Four numbers at a time: multiply-add, exponential, logarithm, tanh and sigmoid.
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
 * e^x, with x held to [-87, 88] (polynomial of the Cephes library's expf).
 * Adding 12582912 + 127 rounds x / ln 2 to an integer n and leaves n + 127, the exponent of 2^n, in the low bits.
 * pmin and pmax instead of min and max: measured 1.4 times faster in the LSTM cell; x stands first so that NaN passes.
 */
@inline export function exp(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, v128.load32_splat(EXP, 4)), v128.load32_splat(EXP));
  const magic = v128.load32_splat(EXP, 8);
  const biased = madd(x, v128.load32_splat(EXP, 12), magic);
  const n = f32x4.sub(biased, magic);
  const r = madd(n, v128.load32_splat(EXP, 16), madd(n, v128.load32_splat(EXP, 20), x));
  let p = madd(v128.load32_splat(EXP, 24), r, v128.load32_splat(EXP, 28));
  p = madd(p, r, v128.load32_splat(EXP, 32));
  p = madd(p, r, v128.load32_splat(EXP, 36));
  p = madd(p, r, v128.load32_splat(EXP, 40));
  p = madd(p, r, v128.load32_splat(EXP, 44));
  p = madd(p, f32x4.mul(r, r), f32x4.add(r, v128.load32_splat(EXP, 48)));
  return f32x4.mul(p, i32x4.shl(biased, 23));
}

@inline export function one(): v128 {
  return v128.load32_splat(EXP, 48);
}

@inline export function sigmoid(x: v128): v128 {
  return f32x4.div(one(), f32x4.add(one(), exp(f32x4.neg(x))));
}

@inline export function tanh(x: v128): v128 {
  return f32x4.sub(one(), f32x4.div(v128.load32_splat(EXP, 52), f32x4.add(one(), exp(f32x4.add(x, x)))));
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

/** The four lanes added, in the order (0 + 1) + (2 + 3). */
@inline export function sumLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
