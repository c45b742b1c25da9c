/**
 * The most that this machine can do: chains of multiply-adds that wait for nothing but themselves. Eight chains fill two units of four
 * cycles' latency; sixteen are for where V8 makes one 256-bit operation of two neighbours.
 */
@inline function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(c, f32x4.mul(a, b));
}

const AT: usize = 4096;

export function peak8(turns: i32): void {
  let a0 = v128.load(AT), a1 = v128.load(AT, 16), a2 = v128.load(AT, 32), a3 = v128.load(AT, 48);
  let a4 = v128.load(AT, 64), a5 = v128.load(AT, 80), a6 = v128.load(AT, 96), a7 = v128.load(AT, 112);
  const b = v128.load(AT, 512), c = v128.load(AT, 528);
  for (let i = 0; i < turns; i++) {
    a0 = madd(a0, b, c); a1 = madd(a1, b, c); a2 = madd(a2, b, c); a3 = madd(a3, b, c);
    a4 = madd(a4, b, c); a5 = madd(a5, b, c); a6 = madd(a6, b, c); a7 = madd(a7, b, c);
  }
  v128.store(AT, a0); v128.store(AT, a1, 16); v128.store(AT, a2, 32); v128.store(AT, a3, 48);
  v128.store(AT, a4, 64); v128.store(AT, a5, 80); v128.store(AT, a6, 96); v128.store(AT, a7, 112);
}

export function peak16(turns: i32): void {
  let a0 = v128.load(AT), a1 = v128.load(AT, 16), a2 = v128.load(AT, 32), a3 = v128.load(AT, 48);
  let a4 = v128.load(AT, 64), a5 = v128.load(AT, 80), a6 = v128.load(AT, 96), a7 = v128.load(AT, 112);
  let a8 = v128.load(AT, 128), a9 = v128.load(AT, 144), aa = v128.load(AT, 160), ab = v128.load(AT, 176);
  let ac = v128.load(AT, 192), ad = v128.load(AT, 208), ae = v128.load(AT, 224), af = v128.load(AT, 240);
  const b0 = v128.load(AT, 512), b1 = v128.load(AT, 528), s = v128.load32_splat(AT, 544);
  for (let i = 0; i < turns; i++) {
    a0 = madd(a0, s, b0); a1 = madd(a1, s, b1); a2 = madd(a2, s, b0); a3 = madd(a3, s, b1);
    a4 = madd(a4, s, b0); a5 = madd(a5, s, b1); a6 = madd(a6, s, b0); a7 = madd(a7, s, b1);
    a8 = madd(a8, s, b0); a9 = madd(a9, s, b1); aa = madd(aa, s, b0); ab = madd(ab, s, b1);
    ac = madd(ac, s, b0); ad = madd(ad, s, b1); ae = madd(ae, s, b0); af = madd(af, s, b1);
  }
  v128.store(AT, a0); v128.store(AT, a1, 16); v128.store(AT, a2, 32); v128.store(AT, a3, 48);
  v128.store(AT, a4, 64); v128.store(AT, a5, 80); v128.store(AT, a6, 96); v128.store(AT, a7, 112);
  v128.store(AT, a8, 128); v128.store(AT, a9, 144); v128.store(AT, aa, 160); v128.store(AT, ab, 176);
  v128.store(AT, ac, 192); v128.store(AT, ad, 208); v128.store(AT, ae, 224); v128.store(AT, af, 240);
}
