/**
 * y = x·W + b over every step.
 *
 * test/engine/layers.test.ts.
 */
import { Operation } from "../codes";
import type { Network } from "../network";
import { type PlanTensor, type PlanWeight, createTensor } from "../tensors";
import { blockRows, blockWidth } from "../weightBlock";

export function addAffine(
  network: Network,
  x: PlanTensor,
  units: number,
  kernel: PlanWeight,
  bias: PlanWeight | undefined,
): PlanTensor {
  const y = createTensor([...x.shape.slice(0, -1), units], {
    needsGradient: x.needsGradient || kernel.trainable,
    mask: x.mask,
  });
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const forward = e.record("Product", {
        steps: x.steps,
        x: e.value(x),
        xLd: x.ld,
        features: x.features,
        weights: e.weight(kernel),
        weightRows: blockRows(kernel.block),
        bias: bias ? e.weight(bias) : 0,
        y: e.value(y),
        yLd: y.ld,
        width: blockWidth(kernel.block),
      });
      e.forward(Operation.product, forward);
      return () => {
        if (kernel.trainable) {
          const gradients = e.record("WeightGradients", {
            steps: x.steps,
            dy: e.gradient(y),
            dyLd: y.ld,
            width: y.ld,
            x: e.value(x),
            xLd: x.ld,
            weightRows: blockRows(kernel.block),
            dWeights: e.weightGradient(kernel),
            dBias: bias ? e.weightGradient(bias) : 0,
            h: 0,
            hLd: 0,
            recurrentRows: 0,
            dRecurrent: 0,
            shift: 0,
            initial: 0,
          });
          e.backward(Operation.weightGradients, gradients);
        }
        if (x.needsGradient) {
          const { address, accumulate } = e.giveGradient(x);
          const gradient = e.record("InputGradient", {
            steps: x.steps,
            dy: e.gradient(y),
            dyLd: y.ld,
            width: y.ld,
            transposed: e.transposed(kernel),
            dx: address,
            dxLd: x.ld,
            accumulate,
          });
          e.backward(Operation.inputGradient, gradient);
        }
      };
    },
  });
  return y;
}
