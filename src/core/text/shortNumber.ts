/**
 * A number in a sentence: three significant digits; NaN and infinities as such. test/core/text/shortNumber.test.ts.
 */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}
