/**
 * The natural logarithm with + − × ÷ alone, so that every machine gets the same bits.
 *
 * x = m · 2^n with m in [√½, √2); ln m = 2 artanh((m − 1) / (m + 1)), whose series needs twelve terms there.
 * Error below 1e-15 relative to max(1, |ln x|): test/core/random/randomStream.test.ts.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** ln x for finite x > 0. */
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
