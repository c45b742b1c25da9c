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
  const vectors = Array.from({ length: count }, () => drawVector(length, stream));
  for (const [j, vector] of vectors.entries()) {
    const norm = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < length; k++) vector[k] = (vector[k] as number) / norm;
    removeDirection(vectors, j + 1, vector);
  }
  const values = new Float32Array(rows * columns);
  for (const [i, vector] of vectors.entries()) {
    const [first, step] = rows >= columns ? [i, columns] : [i * columns, 1];
    for (let k = 0; k < length; k++) values[first + k * step] = gain * (vector[k] as number);
  }
  return values;
}

function drawVector(length: number, stream: RandomStream): Float64Array {
  const vector = new Float64Array(length);
  for (let k = 0; k < length; k++) vector[k] = stream.normal();
  return vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** Takes the part along `direction` out of all vectors from number `first` on. */
function removeDirection(vectors: readonly Float64Array[], first: number, direction: Float64Array): void {
  for (let i = first; i < vectors.length; i++) {
    const vector = vectors[i] as Float64Array;
    let along = 0;
    for (let k = 0; k < vector.length; k++) along += (vector[k] as number) * (direction[k] as number);
    for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) - along * (direction[k] as number);
  }
}
