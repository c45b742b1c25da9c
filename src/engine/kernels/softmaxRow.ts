/**
 * Activations of whole rows, forward and backward: softmax, its logarithm, and sparsemax. test/engine/layers.test.ts and
 * activationRange.test.ts.
 */
import { exp, madd, sumLanes } from "./simd";

/** Zeros from column `features` to column `end` of one row. */
@inline export function clearPads(row: usize, features: i32, end: i32): void {
  for (let j = features; j < end; j++) store<f32>(row + (<usize>j << 2), 0);
}

/** The largest number of the row that `softmaxRow` last worked on. */
export let rowTop: f32 = 0;

/**
 * Softmax of one row of n numbers; returns ln Σ e^(x − top), which is 0 where one number is far above the others. Pads up to a
 * multiple of 4 get zero.
 */
export function softmaxRow(x: usize, y: usize, n: i32): f32 {
  let top = load<f32>(x);
  for (let j = 1; j < n; j++) top = max(top, load<f32>(x + (<usize>j << 2)));
  rowTop = top;
  const end = <usize>((n + 3) & ~3) << 2;
  const shift = f32x4.splat(top);
  for (let j: usize = 0; j < end; j += 16) v128.store(y + j, exp(f32x4.sub(v128.load(x + j), shift)));
  clearPads(y, n, (n + 3) & ~3);
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) sums = f32x4.add(sums, v128.load(y + j));
  const sum = sumLanes(sums);
  const scale = f32x4.splat(1 / sum);
  for (let j: usize = 0; j < end; j += 16) v128.store(y + j, f32x4.mul(v128.load(y + j), scale));
  return Mathf.log(sum);
}

/** dx = y · (dy − Σ y dy) for one row. */
export function softmaxRowBackward(y: usize, dy: usize, dx: usize, end: usize, accumulate: bool): void {
  let dots = f32x4.splat(0);
  for (let j: usize = 0; j < end; j += 16) dots = madd(v128.load(y + j), v128.load(dy + j), dots);
  const dot = f32x4.splat(sumLanes(dots));
  for (let j: usize = 0; j < end; j += 16) {
    const d = f32x4.mul(v128.load(y + j), f32x4.sub(v128.load(dy + j), dot));
    v128.store(dx + j, accumulate ? f32x4.add(v128.load(dx + j), d) : d);
  }
}

/** ln softmax of one row: (x − top) − ln(1 + Σ of the others), which keeps the largest number's digits. */
export function logSoftmaxRow(x: usize, y: usize, n: i32): void {
  softmaxRow(x, y, n);
  let others: f32 = 0, isFirst = true;
  for (let j = 0; j < n; j++) {
    const below = load<f32>(x + (<usize>j << 2)) - rowTop;
    if (below == 0 && isFirst) isFirst = false;
    else others += Mathf.exp(below);
  }
  const logSum = Mathf.log1p(others);
  for (let j = 0; j < n; j++) store<f32>(y + (<usize>j << 2), load<f32>(x + (<usize>j << 2)) - rowTop - logSum);
}

/** dx = dy − softmax · Σ dy for one row. */
export function logSoftmaxRowBackward(y: usize, dy: usize, dx: usize, n: i32, accumulate: bool): void {
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) sum += load<f32>(dy + (<usize>j << 2));
  for (let j = 0; j < n; j++) {
    const at = <usize>j << 2;
    const d = load<f32>(dy + at) - Mathf.exp(load<f32>(y + at)) * sum;
    store<f32>(dx + at, accumulate ? load<f32>(dx + at) + d : d);
  }
  if (!accumulate) clearPads(dx, n, (n + 3) & ~3);
}

/** How many numbers of a row stand before number `at` in falling order; equal ones keep their order. */
function rankOf(x: usize, at: i32, n: i32): i32 {
  const own = load<f32>(x + (<usize>at << 2));
  let rank = 0;
  for (let j = 0; j < n; j++) {
    const other = load<f32>(x + (<usize>j << 2));
    if (other > own || (other == own && j < at)) rank++;
  }
  return rank;
}

/** How many numbers of a row, the largest first, are kept by the nearest point of the simplex (Martins and Astudillo 2016). */
function supportOf(x: usize, n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    const own = load<f32>(x + (<usize>i << 2)), rank = rankOf(x, i, n);
    let sum = own;
    for (let j = 0; j < n; j++) if (rankOf(x, j, n) < rank) sum += load<f32>(x + (<usize>j << 2));
    if (own - (sum - 1) / <f32>(rank + 1) > 0) count++;
  }
  return count;
}

/**
 * max(x − τ, 0) with Keras's τ = (Σ of the partial sums of the k largest − 1) / k: number r of them, from 0, counts k − r times.
 * For k = 1 that is the nearest point of the simplex; Keras's own formula is kept for the rest too, on all of its backends.
 */
export function sparsemaxRow(x: usize, y: usize, n: i32): void {
  const k = supportOf(x, n);
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) {
    const rank = rankOf(x, j, n);
    if (rank < k) sum += load<f32>(x + (<usize>j << 2)) * <f32>(k - rank);
  }
  // A NaN gives no k, and so reaches the whole row.
  const tau = (sum - 1) / <f32>k;
  for (let j = 0; j < n; j++) store<f32>(y + (<usize>j << 2), max(load<f32>(x + (<usize>j << 2)) - tau, <f32>0));
  clearPads(y, n, (n + 3) & ~3);
}

/** Numbers that are not zero hand their gradient on; all of the k largest take their share of what τ takes. */
export function sparsemaxRowBackward(x: usize, y: usize, dy: usize, dx: usize, n: i32, accumulate: bool): void {
  const k = supportOf(x, n);
  let sum: f32 = 0;
  for (let j = 0; j < n; j++) if (load<f32>(y + (<usize>j << 2)) != 0) sum += load<f32>(dy + (<usize>j << 2));
  const share = sum / <f32>k;
  for (let j = 0; j < n; j++) {
    const at = <usize>j << 2, rank = rankOf(x, j, n);
    let d: f32 = load<f32>(y + at) == 0 ? 0 : load<f32>(dy + at);
    if (rank < k) d -= share * <f32>(k - rank);
    store<f32>(dx + at, accumulate ? load<f32>(dx + at) + d : d);
  }
  if (!accumulate) clearPads(dx, n, (n + 3) & ~3);
}
