/**
 * Eigenvalues of a real square matrix, complex ones included: elimination to Hessenberg form, then the QR algorithm with Francis's
 * double shift (Golub and Van Loan, "Matrix Computations", 7.4 and 7.5).
 *
 * Power iteration would not do: the largest eigenvalues of a recurrent kernel are as a rule a complex pair, on which it never
 * settles. Takes some 10 n³ operations. test/core/probes/eigenvalues.test.ts compares with LAPACK's.
 */

/** One part of each eigenvalue in `real`, the other in `imaginary`; in no order. */
export interface Eigenvalues {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Of n × n numbers, row-major, all finite. */
export function findEigenvalues(matrix: ArrayLike<number>, n: number): Eigenvalues {
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => matrix[i * n + j] ?? 0));
  reduceToHessenberg(rows);
  return iterate(rows);
}

type Rows = readonly Float64Array[];

/** An entry; the loops below stay inside the matrix. */
const at = (rows: Rows, i: number, j: number): number => (rows[i] as Float64Array)[j] as number;

function put(rows: Rows, i: number, j: number, value: number): void {
  (rows[i] as Float64Array)[j] = value;
}

/** Zeros below the first subdiagonal, in place, by similarity; the largest pivot of each column keeps it stable. */
function reduceToHessenberg(rows: Rows): void {
  const n = rows.length;
  for (let m = 1; m < n - 1; m++) {
    let pivot = m;
    for (let i = m + 1; i < n; i++) if (Math.abs(at(rows, i, m - 1)) > Math.abs(at(rows, pivot, m - 1))) pivot = i;
    const largest = at(rows, pivot, m - 1);
    if (largest === 0) continue;
    if (pivot !== m) swap(rows, pivot, m);
    for (let i = m + 1; i < n; i++) {
      const factor = at(rows, i, m - 1) / largest;
      if (factor === 0) continue;
      for (let j = m - 1; j < n; j++) put(rows, i, j, at(rows, i, j) - factor * at(rows, m, j));
      for (const row of rows) row[m] = (row[m] as number) + factor * (row[i] as number);
    }
  }
}

/** Rows and columns alike, so that the eigenvalues stay. */
function swap(rows: Rows, a: number, b: number): void {
  const kept = (rows[a] as Float64Array).slice();
  (rows[a] as Float64Array).set(rows[b] as Float64Array);
  (rows[b] as Float64Array).set(kept);
  for (const row of rows) [row[a], row[b]] = [row[b] as number, row[a] as number];
}

/** More than any matrix has been seen to need. */
const MOST_STEPS = 60;

/** Splits eigenvalues off at the lower end, one or two at a time, until none is left. */
function iterate(rows: Rows): Eigenvalues {
  const n = rows.length;
  const real = new Float64Array(n);
  const imaginary = new Float64Array(n);
  const norm = rows.reduce((sum, row) => row.reduce((all, value) => all + Math.abs(value), sum), 0);
  for (let high = n - 1, steps = 0; high >= 0;) {
    const low = blockStart(rows, high, norm);
    if (low === high) {
      real[high] = at(rows, high, high);
      high -= 1;
      steps = 0;
    } else if (low === high - 1) {
      solvePair(rows, high, real, imaginary);
      high -= 2;
      steps = 0;
    } else if (++steps <= MOST_STEPS) {
      doubleStep(rows, low, high, steps % 10 === 0);
    } else {
      put(rows, high, high - 1, 0);
    }
  }
  return { real, imaginary };
}

/** The first row of the block that ends at `high`: above it the subdiagonal is as good as zero. */
function blockStart(rows: Rows, high: number, norm: number): number {
  for (let low = high; low > 0; low--) {
    const size = Math.abs(at(rows, low - 1, low - 1)) + Math.abs(at(rows, low, low));
    if (Math.abs(at(rows, low, low - 1)) <= Number.EPSILON * (size === 0 ? norm : size)) return low;
  }
  return 0;
}

/** The two eigenvalues of the block at rows `high` − 1 and `high`. */
function solvePair(rows: Rows, high: number, real: Float64Array, imaginary: Float64Array): void {
  const [a, d] = [at(rows, high - 1, high - 1), at(rows, high, high)];
  const half = (a - d) / 2;
  const product = at(rows, high - 1, high) * at(rows, high, high - 1);
  const square = half * half + product;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) {
    real.fill((a + d) / 2, high - 1, high + 1);
    imaginary[high - 1] = root;
    imaginary[high] = -root;
    return;
  }
  // The larger root first; the other from the product of the two, so that nothing cancels.
  const far = half + (half < 0 ? -root : root);
  real[high - 1] = d + far;
  real[high] = far === 0 ? d : d - product / far;
}

/** One Francis step on rows and columns `low` to `high`; `exceptional` shifts get out of cycles. */
function doubleStep(rows: Rows, low: number, high: number, exceptional: boolean): void {
  let [sum, product] = shiftsOf(rows, high);
  if (exceptional) {
    const size = Math.abs(at(rows, high, high - 1)) + Math.abs(at(rows, high - 1, high - 2));
    [sum, product] = [1.5 * size, size * size];
  }
  const [first, next] = [at(rows, low, low), at(rows, low + 1, low)];
  let x = first * (first - sum) + product + at(rows, low, low + 1) * next;
  let y = next * (first + at(rows, low + 1, low + 1) - sum);
  let z = next * at(rows, low + 2, low + 1);
  for (let k = low; k < high; k++) {
    const last = k === high - 1;
    reflect(rows, { k, from: Math.max(low, k - 1), low, high }, x, y, last ? 0 : z);
    if (last) break;
    x = at(rows, k + 1, k);
    y = at(rows, k + 2, k);
    z = k + 3 <= high ? at(rows, k + 3, k) : 0;
  }
}

/** Sum and product of the eigenvalues of the last two rows: the two shifts together, always real. */
function shiftsOf(rows: Rows, high: number): [sum: number, product: number] {
  const [a, d] = [at(rows, high - 1, high - 1), at(rows, high, high)];
  return [a + d, a * d - at(rows, high - 1, high) * at(rows, high, high - 1)];
}

interface Window {
  readonly k: number;
  /** First column of the rows that change. */
  readonly from: number;
  readonly low: number;
  readonly high: number;
}

/** The Householder reflection of rows and columns k, k + 1 and k + 2 that turns (x, y, z) into (·, 0, 0). */
function reflect(rows: Rows, { k, from, low, high }: Window, x: number, y: number, z: number): void {
  const scale = Math.abs(x) + Math.abs(y) + Math.abs(z);
  if (scale === 0) return;
  const length = Math.hypot(x, y, z);
  const p = x + (x < 0 ? -length : length);
  const [v, w] = [y / p, z / p];
  const beta = 2 / (1 + v * v + w * w);
  const three = w !== 0 && k + 2 <= high;
  const [r0, r1, r2] = [rows[k] as Float64Array, rows[k + 1] as Float64Array, rows[three ? k + 2 : k] as Float64Array];
  for (let j = from; j <= high; j++) {
    const sum = beta * ((r0[j] as number) + v * (r1[j] as number) + (three ? w * (r2[j] as number) : 0));
    r0[j] = (r0[j] as number) - sum;
    r1[j] = (r1[j] as number) - v * sum;
    if (three) r2[j] = (r2[j] as number) - w * sum;
  }
  for (let i = low; i <= Math.min(high, k + 3); i++) {
    const row = rows[i] as Float64Array;
    const sum = beta * ((row[k] as number) + v * (row[k + 1] as number) + (three ? w * (row[k + 2] as number) : 0));
    row[k] = (row[k] as number) - sum;
    row[k + 1] = (row[k + 1] as number) - v * sum;
    if (three) row[k + 2] = (row[k + 2] as number) - w * sum;
  }
}
