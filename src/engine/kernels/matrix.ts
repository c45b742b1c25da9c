/**
 * Matrix product in register tiles: C = init + A · B.
 *
 * B lies in panels of 16 columns, so a tile reads it in sequence; weights are kept in that form and never repacked for the
 * forward pass. A is addressed by two strides, so the same tile also reads a transposed A. C and `init` have a stride
 * between panels too: a row-major C has 64 bytes there, a weight gradient the size of its panel. `init` is C itself
 * (accumulate) or one row of constants with stride 0 (bias, zeros): no pass ever clears or fills C.
 *
 * M is a multiple of 4 and N of 16, so no tile has a remainder. The shape of a tile never changes the order of a sum.
 */
import { madd } from "./simd";

/** Bytes of one row of a panel. */
export const PANEL_ROW: usize = 64;

/** Copies rows of B[rows × N] into panels of `rows` rows; ldb in bytes. */
export function packPanels(b: usize, ldb: usize, panels: usize, rows: i32, N: i32): void {
  const panelBytes = <usize>rows << 6;
  for (let j = 0; j < N; j += 16, b += 64, panels += panelBytes) {
    let from = b;
    const end = panels + panelBytes;
    for (let to = panels; to < end; to += 64, from += ldb) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
    }
  }
}

/** Adds up the columns of packed rows: sums[N] += column sums. */
export function addColumnSums(panels: usize, rows: i32, N: i32, sums: usize): void {
  for (let j = 0; j < N; j += 16, sums += 64) {
    let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
    for (const end = panels + (<usize>rows << 6); panels < end; panels += 64) {
      s0 = f32x4.add(s0, v128.load(panels));
      s1 = f32x4.add(s1, v128.load(panels, 16));
      s2 = f32x4.add(s2, v128.load(panels, 32));
      s3 = f32x4.add(s3, v128.load(panels, 48));
    }
    v128.store(sums, s0);
    v128.store(sums, s1, 16);
    v128.store(sums, s2, 32);
    v128.store(sums, s3, 48);
  }
}

/** The transpose of panels: from N/16 panels of K rows to panels of N rows that hold K columns. K % 4 == 0. */
export function transposePanels(from: usize, to: usize, K: i32, N: i32): void {
  const fromPanel = <usize>K << 6;
  const toPanel = <usize>N << 6;
  for (let n = 0; n < N; n += 4) {
    let source = from + <usize>(n >> 4) * fromPanel + (<usize>(n & 15) << 2);
    for (let k = 0; k < K; k += 4, source += 256) {
      const target = to + <usize>(k >> 4) * toPanel + (<usize>n << 6) + (<usize>(k & 15) << 2);
      const r0 = v128.load(source), r1 = v128.load(source, 64), r2 = v128.load(source, 128), r3 = v128.load(source, 192);
      const a = i32x4.shuffle(r0, r1, 0, 4, 1, 5), b = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
      const c = i32x4.shuffle(r0, r1, 2, 6, 3, 7), d = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
      v128.store(target, i64x2.shuffle(a, b, 0, 2));
      v128.store(target, i64x2.shuffle(a, b, 1, 3), 64);
      v128.store(target, i64x2.shuffle(c, d, 0, 2), 128);
      v128.store(target, i64x2.shuffle(c, d, 1, 3), 192);
    }
  }
}

/** Four rows by eight columns of C: eight accumulators, two of B, one of A. Not unrolled: measured fastest. */
@inline function tile4x8(
  pa: usize, row: usize, step: usize, pb: usize, K: i32, pi: usize, ldi: usize, pc: usize, ldc: usize,
): void {
  let pa1 = pa + row, pa2 = pa1 + row, pa3 = pa2 + row;
  let c00 = v128.load(pi), c01 = v128.load(pi, 16);
  pi += ldi;
  let c10 = v128.load(pi), c11 = v128.load(pi, 16);
  pi += ldi;
  let c20 = v128.load(pi), c21 = v128.load(pi, 16);
  pi += ldi;
  let c30 = v128.load(pi), c31 = v128.load(pi, 16);
  const end = pb + (<usize>K << 6);
  while (pb < end) {
    const b0 = v128.load(pb), b1 = v128.load(pb, 16);
    let s = v128.load32_splat(pa);
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01);
    s = v128.load32_splat(pa1);
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11);
    s = v128.load32_splat(pa2);
    c20 = madd(s, b0, c20); c21 = madd(s, b1, c21);
    s = v128.load32_splat(pa3);
    c30 = madd(s, b0, c30); c31 = madd(s, b1, c31);
    pb += 64; pa += step; pa1 += step; pa2 += step; pa3 += step;
  }
  v128.store(pc, c00); v128.store(pc, c01, 16);
  pc += ldc;
  v128.store(pc, c10); v128.store(pc, c11, 16);
  pc += ldc;
  v128.store(pc, c20); v128.store(pc, c21, 16);
  pc += ldc;
  v128.store(pc, c30); v128.store(pc, c31, 16);
}

/**
 * Four rows by sixteen columns of C: more than there are 128-bit registers for, and right where V8 merges neighbours into
 * 256 bits.
 */
@inline function tile4x16(
  pa: usize, row: usize, step: usize, pb: usize, K: i32, pi: usize, ldi: usize, pc: usize, ldc: usize,
): void {
  let pa1 = pa + row, pa2 = pa1 + row, pa3 = pa2 + row;
  let c00 = v128.load(pi), c01 = v128.load(pi, 16), c02 = v128.load(pi, 32), c03 = v128.load(pi, 48);
  pi += ldi;
  let c10 = v128.load(pi), c11 = v128.load(pi, 16), c12 = v128.load(pi, 32), c13 = v128.load(pi, 48);
  pi += ldi;
  let c20 = v128.load(pi), c21 = v128.load(pi, 16), c22 = v128.load(pi, 32), c23 = v128.load(pi, 48);
  pi += ldi;
  let c30 = v128.load(pi), c31 = v128.load(pi, 16), c32 = v128.load(pi, 32), c33 = v128.load(pi, 48);
  const end = pb + (<usize>K << 6);
  while (pb < end) {
    const b0 = v128.load(pb), b1 = v128.load(pb, 16), b2 = v128.load(pb, 32), b3 = v128.load(pb, 48);
    let s = v128.load32_splat(pa);
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01); c02 = madd(s, b2, c02); c03 = madd(s, b3, c03);
    s = v128.load32_splat(pa1);
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11); c12 = madd(s, b2, c12); c13 = madd(s, b3, c13);
    s = v128.load32_splat(pa2);
    c20 = madd(s, b0, c20); c21 = madd(s, b1, c21); c22 = madd(s, b2, c22); c23 = madd(s, b3, c23);
    s = v128.load32_splat(pa3);
    c30 = madd(s, b0, c30); c31 = madd(s, b1, c31); c32 = madd(s, b2, c32); c33 = madd(s, b3, c33);
    pb += 64; pa += step; pa1 += step; pa2 += step; pa3 += step;
  }
  v128.store(pc, c00); v128.store(pc, c01, 16); v128.store(pc, c02, 32); v128.store(pc, c03, 48);
  pc += ldc;
  v128.store(pc, c10); v128.store(pc, c11, 16); v128.store(pc, c12, 32); v128.store(pc, c13, 48);
  pc += ldc;
  v128.store(pc, c20); v128.store(pc, c21, 16); v128.store(pc, c22, 32); v128.store(pc, c23, 48);
  pc += ldc;
  v128.store(pc, c30); v128.store(pc, c31, 16); v128.store(pc, c32, 32); v128.store(pc, c33, 48);
}

/** Whether tiles are sixteen columns wide. A module's own, so each thread has to be told. */
let wide: i32 = 0;

/** Chooses the tile from now on. It never changes a result, only how fast it comes. */
export function setWide(on: i32): void {
  wide = on;
}

/**
 * C[M × N] = init + A[M × K] · B. A(i, k) lies at a + i·aRow + k·aStep; column block j of B, `init` and C is
 * j·bPanel, j·initPanel and j·cPanel further. All strides in bytes.
 */
export function multiply(
  a: usize, aRow: usize, aStep: usize, b: usize, bPanel: usize, init: usize, initRow: usize, initPanel: usize,
  c: usize, cRow: usize, cPanel: usize, M: i32, N: i32, K: i32,
): void {
  if (wide) multiplyWide(a, aRow, aStep, b, bPanel, init, initRow, initPanel, c, cRow, cPanel, M, N, K);
  else multiplyNarrow(a, aRow, aStep, b, bPanel, init, initRow, initPanel, c, cRow, cPanel, M, N, K);
}

function multiplyWide(
  a: usize, aRow: usize, aStep: usize, b: usize, bPanel: usize, init: usize, initRow: usize, initPanel: usize,
  c: usize, cRow: usize, cPanel: usize, M: i32, N: i32, K: i32,
): void {
  for (let j = 0; j < N; j += 16, b += bPanel, init += initPanel, c += cPanel) {
    for (let i: usize = 0; i < <usize>M; i += 4) {
      tile4x16(a + i * aRow, aRow, aStep, b, K, init + i * initRow, initRow, c + i * cRow, cRow);
    }
  }
}

function multiplyNarrow(
  a: usize, aRow: usize, aStep: usize, b: usize, bPanel: usize, init: usize, initRow: usize, initPanel: usize,
  c: usize, cRow: usize, cPanel: usize, M: i32, N: i32, K: i32,
): void {
  for (let j = 0; j < N; j += 16, b += bPanel, init += initPanel, c += cPanel) {
    for (let half: usize = 0; half < 64; half += 32) {
      for (let i: usize = 0; i < <usize>M; i += 4) {
        tile4x8(
          a + i * aRow, aRow, aStep, b + half, K, init + half + i * initRow, initRow, c + half + i * cRow, cRow,
        );
      }
    }
  }
}
