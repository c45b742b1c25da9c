/**
 * Elementary functions with + − × ÷ alone, so that every machine gets the same bits.
 *
 * `Math.log`, `exp`, `cos` and `pow` may differ in the last bit from one machine to the next; a learning rate or a first weight
 * that differs makes another network. Errors are stated with each function: test/core/numerics/elementaryFunctions.test.ts.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * ln x for finite x > 0; error below 1e-15 relative to max(1, |ln x|).
 *
 * x = m · 2^n with m in [√½, √2); ln m = 2 artanh((m − 1) / (m + 1)), whose series needs twelve terms there.
 */
export function naturalLog(x: number): number {
  let m = x;
  let n = 0;
  while (m >= Math.SQRT2) {
    m /= 2;
    n++;
  }
  while (m < Math.SQRT1_2) {
    m *= 2;
    n--;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return n * LN2_HIGH + (2 * s * sum + n * LN2_LOW);
}

/**
 * e^x; relative error below 1e-15 where the result is a normal number, 0 far below and infinity far above.
 *
 * x = n ln 2 + r with |r| ≤ ½ ln 2; the series of e^r needs fourteen terms there.
 */
export function exponential(x: number): number {
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const n = Math.round(x / Math.LN2);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let sum = 1;
  for (let k = 14; k >= 1; k--) sum = 1 + (sum * r) / k;
  return timesPowerOfTwo(sum, n);
}

/** m · 2^n, exact but for what has no room: doubling and halving round nothing. */
function timesPowerOfTwo(m: number, n: number): number {
  let result = m;
  for (let i = 0; i < n; i++) result *= 2;
  for (let i = 0; i > n; i--) result /= 2;
  return result;
}

/**
 * x^y for x ≥ 0, with 0^0 = 1; relative error below 1e-15 · max(1, |y ln x|).
 *
 * 0 and 1 are kept exactly: a schedule that has come to its end stays there.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY;
  return y === 1 ? x : exponential(y * naturalLog(x));
}

/**
 * cos(π x); error below 1e-15.
 *
 * In half turns the argument is reduced without error, to at most a quarter of a half turn, where nine terms of a series do.
 */
export function cosineOfHalfTurns(x: number): number {
  const turn = Math.abs(x) % 2;
  const half = turn > 1 ? 2 - turn : turn;
  if (half > 0.5) return -cosineOfHalfTurns(1 - half);
  return half <= 0.25 ? cosineSeries(Math.PI * half) : sineSeries(Math.PI * (0.5 - half));
}

function cosineSeries(y: number): number {
  let sum = 1;
  for (let k = 18; k >= 2; k -= 2) sum = 1 - (sum * y * y) / (k * (k - 1));
  return sum;
}

function sineSeries(y: number): number {
  let sum = 1;
  for (let k = 19; k >= 3; k -= 2) sum = 1 - (sum * y * y) / (k * (k - 1));
  return sum * y;
}
