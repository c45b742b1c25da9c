/**
 * Orthogonal matrices, uniformly distributed (Saxe et al. 2014), as Keras makes them: Q of a QR decomposition of normal
 * numbers, with the signs that make R's diagonal positive.
 *
 * Modified Gram-Schmidt in float64 gives that Q directly: its R has a positive diagonal. Random normal matrices are well
 * conditioned, so columns are orthogonal far beyond float32. test/core/random/initializers.test.ts.
 */
import type { RandomStream } from "./randomStream";

/** All axes but the last are rows. Columns are orthonormal where there are more rows, else rows are. */
export function orthogonal(shape: readonly number[], stream: RandomStream, gain: number): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const length = Math.max(rows, columns);
  const count = Math.min(rows, columns);
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => stream.normal()));
  for (const [i, vector] of vectors.entries()) {
    for (let j = 0; j < i; j++) removeDirection(vector, vectors[j] as Float64Array);
    const norm = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < length; k++) vector[k] = (vector[k] as number) / norm;
  }
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const value = rows >= columns ? vectors[c]?.[r] : vectors[r]?.[c];
      values[r * columns + c] = gain * (value as number);
    }
  }
  return values;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function removeDirection(vector: Float64Array, direction: Float64Array): void {
  const length = dot(vector, direction);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) - length * (direction[k] as number);
}
