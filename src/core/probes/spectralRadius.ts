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
    return largestModulus(block, units);
  });
}

/** Of a Jordan layer, whose way round leads through its output: of the recurrent kernel (O, H) times the output kernel (H, O). */
export function measureLoopRadius(recurrent: Tensor, output: Tensor): number {
  const [outputs = 0, units = 0] = recurrent.shape;
  const loop = Float64Array.from({ length: outputs * outputs }, (_, at) => {
    const [row, column] = [Math.floor(at / outputs), at % outputs];
    let sum = 0;
    for (let k = 0; k < units; k++) {
      sum += (recurrent.values[row * units + k] ?? 0) * (output.values[k * outputs + column] ?? 0);
    }
    return sum;
  });
  return largestModulus(loop, outputs);
}

function largestModulus(block: Float64Array, n: number): number {
  if (!block.every(Number.isFinite)) return Number.NaN;
  const { real, imaginary } = findEigenvalues(block, n);
  return real.reduce((largest, part, i) => Math.max(largest, Math.hypot(part, imaginary[i] ?? 0)), 0);
}
