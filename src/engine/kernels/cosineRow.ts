/**
 * The cosine of the angle between two rows, as Keras 3's `cosine_similarity` has it; for its loss and its metric.
 *
 * A row is divided by its length, and one that is shorter than Keras's epsilon by epsilon. Sums are in float64.
 * test/engine/loss.test.ts and metric.test.ts.
 */

/** 1 / epsilon. */
export const LONGEST_INVERSE: f64 = 1e7;

function rowProduct(a: usize, b: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0; j < n; j++, a += 4, b += 4) sum += <f64>load<f32>(a) * <f64>load<f32>(b);
  return sum;
}

/** 1 / |row|, at most 1 / epsilon. */
export function inverseLength(row: usize, n: i32): f64 {
  return min(1 / Math.sqrt(rowProduct(row, row, n)), LONGEST_INVERSE);
}

/** From −1 to 1. */
export function cosineOfRows(a: usize, b: usize, n: i32): f64 {
  return rowProduct(a, b, n) * inverseLength(a, n) * inverseLength(b, n);
}
