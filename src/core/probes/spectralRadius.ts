/**
 * How strongly a recurrent kernel stretches what goes round: the largest modulus among the eigenvalues of a gate's block.
 *
 * Above 1 a state can grow on its way through time, well below 1 it is soon forgotten (Pascanu et al. 2013); gates and activations only
 * damp it. test/core/probes/spectralRadius.test.ts.
 */
import type { Tensor } from "../data/dataset";
import { findEigenvalues } from "./eigenvalues";

/**
 * For each gate, in Keras's order, of a recurrent kernel (H, gates · H); a SimpleRNN has one block. NaN where the block holds a
 * number that is not finite.
 */
export function measureSpectralRadii({ shape, values }: Tensor): Float64Array {
  const [units = 0, columns = 0] = shape;
  return Float64Array.from({ length: columns / Math.max(1, units) }, (_, gate) => {
    const first = gate * units;
    const block = Float64Array.from({ length: units * units }, (_unused, i) => {
      return values[Math.floor(i / units) * columns + first + (i % units)] ?? 0;
    });
    if (!block.every(Number.isFinite)) return Number.NaN;
    const { real, imaginary } = findEigenvalues(block, units);
    return real.reduce((largest, part, i) => Math.max(largest, Math.hypot(part, imaginary[i] ?? 0)), 0);
  });
}
