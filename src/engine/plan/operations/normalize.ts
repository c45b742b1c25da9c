/**
 * The features of every step brought to mean 0 and variance 1, then scaled and shifted.
 *
 * test/engine/normalization.test.ts.
 */
import { Operation } from "../codes";
import type { Network } from "../network";
import { type PlanTensor, type PlanWeight, createTensor } from "../tensors";
import { roundUp } from "../weightBlock";

export interface Normalization {
  readonly epsilon: number;
  readonly gamma: PlanWeight | undefined;
  readonly beta: PlanWeight | undefined;
}

export function addNormalization(network: Network, x: PlanTensor, { epsilon, gamma, beta }: Normalization): PlanTensor {
  const trainable = gamma?.trainable === true || beta?.trainable === true;
  const y = createTensor(x.shape, { needsGradient: x.needsGradient || trainable, mask: x.mask });
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const record = e.record("Normalize", {
        steps: x.steps,
        features: x.features,
        epsilon,
        x: e.value(x),
        xLd: x.ld,
        y: e.value(y),
        yLd: y.ld,
        gamma: gamma ? e.weight(gamma) : 0,
        beta: beta ? e.weight(beta) : 0,
        dGamma: 0,
        dBeta: 0,
        width: roundUp(x.features, 16),
        dy: 0,
        dx: 0,
        accumulate: 0,
      });
      e.forward(Operation.normalizeForward, record);
      return () => {
        record.values.dy = e.gradient(y);
        if (gamma?.trainable) record.values.dGamma = e.weightGradient(gamma);
        if (beta?.trainable) record.values.dBeta = e.weightGradient(beta);
        if (x.needsGradient) {
          const { address, accumulate } = e.giveGradient(x);
          Object.assign(record.values, { dx: address, accumulate });
        }
        e.backward(Operation.normalizeBackward, record);
      };
    },
  });
  return y;
}
