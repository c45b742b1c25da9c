/** Eigenvalues against LAPACK's (numpy 2.4.6, `numpy.linalg.eigvals`) and against matrices whose eigenvalues are known. */
import { describe, expect, it } from "vitest";
import { findEigenvalues } from "../../../src/core/probes/eigenvalues";
import { createStream } from "../../../src/core/random/randomStream";

/** Whole numbers between −8 and 8 by a rule that numpy follows as well. */
const ruled = (n: number): number[] =>
  Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return ((i * 7 + j * 13 + i * j * 5 + ((i * i * j) % 11)) % 17) - 8;
  });

function sorted(matrix: ArrayLike<number>, n: number): [number, number][] {
  const { real, imaginary } = findEigenvalues(matrix, n);
  const pairs = Array.from(real, (part, i): [number, number] => [part, imaginary[i] as number]);
  return pairs.sort(([a, b], [c, d]) => (Math.abs(a - c) > 1e-9 ? a - c : b - d));
}

function expectPairs(found: readonly [number, number][], right: readonly [number, number][], digits = 9): void {
  expect(found.length).toBe(right.length);
  found.forEach(([real, imaginary], i) => {
    expect(real).toBeCloseTo(right[i]?.[0] as number, digits);
    expect(imaginary).toBeCloseTo(right[i]?.[1] as number, digits);
  });
}

const largest = (matrix: ArrayLike<number>, n: number): number =>
  Math.max(...sorted(matrix, n).map(([a, b]) => Math.hypot(a, b)));

describe("eigenvalues", () => {
  it("of 5 × 5 and 8 × 8, as LAPACK has them", () => {
    expectPairs(sorted(ruled(5), 5), [
      [-10.530479367, -4.6832779297],
      [-10.530479367, 4.6832779297],
      [-3.2126073565, 0],
      [8.6367830453, -3.634879354],
      [8.6367830453, 3.634879354],
    ]);
    expectPairs(sorted(ruled(8), 8), [
      [-9.2008463048, -11.9821331928],
      [-9.2008463048, 11.9821331928],
      [-5.5412263183, -1.5515230566],
      [-5.5412263183, 1.5515230566],
      [-3.5925786603, 0],
      [6.9896379922, -1.7803368884],
      [6.9896379922, 1.7803368884],
      [10.097447922, 0],
    ]);
  });

  it.each([
    [2, 7.405124837953327],
    [3, 8.352318736775189],
    [24, 24.004037689718658],
    [64, 47.18355590316401],
  ])("the largest modulus of %i × %i, as LAPACK has it", (n, right) => {
    expect(Math.abs(largest(ruled(n), n) - right)).toBeLessThan(1e-11 * right);
  });

  it("of a rotation are a complex pair", () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    expectPairs(sorted([c, -s, s, c], 2), [
      [c, -s],
      [c, s],
    ]);
  });

  it("of a permutation that goes round, on which unshifted steps never move", () => {
    for (const n of [3, 4, 7, 16]) {
      const round = Float64Array.from({ length: n * n }, (_, i) => (i % n === (Math.floor(i / n) + 1) % n ? 1 : 0));
      const { real, imaginary } = findEigenvalues(round, n);
      for (let i = 0; i < n; i++) expect(Math.hypot(real[i] as number, imaginary[i] as number)).toBeCloseTo(1, 10);
      expect(real.reduce((a, b) => a + b)).toBeCloseTo(0, 10);
    }
  });

  it("of zeros, of one number, and of a triangle stand on the diagonal", () => {
    expectPairs(sorted(new Float64Array(9), 3), [[0, 0], [0, 0], [0, 0]]); // prettier-ignore
    expectPairs(sorted([-2.5], 1), [[-2.5, 0]]);
    expectPairs(sorted([1, 5, 9, 0, 2, 7, 0, 0, -3], 3), [[-3, 0], [1, 0], [2, 0]]); // prettier-ignore
    expectPairs(sorted([0, 1, 0, 0, 0, 1, 0, 0, 0], 3), [[0, 0], [0, 0], [0, 0]]); // prettier-ignore
    expect(findEigenvalues([], 0).real.length).toBe(0);
  });

  it("sum to the trace, and those of the square are the squares", () => {
    const n = 40;
    const stream = createStream(5, "weights", 1);
    const matrix = Float64Array.from({ length: n * n }, () => stream.normal());
    const square = Float64Array.from({ length: n * n }, (_, at) => {
      let sum = 0;
      for (let k = 0; k < n; k++)
        sum += (matrix[Math.floor(at / n) * n + k] as number) * (matrix[k * n + (at % n)] as number);
      return sum;
    });
    const all = sorted(matrix, n);
    const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i] as number).reduce((a, b) => a + b);
    expect(all.reduce((sum, [real]) => sum + real, 0)).toBeCloseTo(trace, 9);
    expect(largest(square, n)).toBeCloseTo(largest(matrix, n) ** 2, 8);
  });
});
