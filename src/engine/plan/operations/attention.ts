/**
 * Scores between queries and keys, and values mixed by weights. test/engine/attention.test.ts.
 */
import { Operation } from "../codes";
import type { Network, WatchedAttention } from "../network";
import { type PlanTensor, type PlanWeight, createTensor } from "../tensors";

export interface Scoring {
  readonly additive: boolean;
  readonly causal: boolean;
  /** Which keys count. */
  readonly mask: PlanTensor | undefined;
  readonly scale: PlanWeight | undefined;
  /** Of additive scores. */
  readonly weight: PlanWeight | undefined;
}

/** (Tq, F) and (Tv, F) become (Tq, Tv). */
export function addScores(network: Network, q: PlanTensor, k: PlanTensor, scoring: Scoring): PlanTensor {
  const { additive, causal, mask, scale, weight } = scoring;
  const isTrained = scale?.trainable === true || weight?.trainable === true;
  const y = createTensor([q.steps, k.steps], { needsGradient: q.needsGradient || k.needsGradient || isTrained });
  network.operations.push({
    reads: mask ? [q, k, mask] : [q, k],
    writes: y,
    emit: (e) => {
      const record = e.record("Scores", {
        ...{ steps: q.steps, keySteps: k.steps, features: q.features },
        ...{ additive: additive ? 1 : 0, causal: causal ? 1 : 0, mask: mask ? e.value(mask) : 0 },
        ...{ q: e.value(q), qLd: q.ld, k: e.value(k), kLd: k.ld },
        ...{ scale: scale ? e.weight(scale) : 0, weight: weight ? e.weight(weight) : 0 },
        ...{ y: e.value(y), yLd: y.ld, dy: 0, dq: 0, dk: 0, dScale: 0, dWeight: 0, accumulateQ: 0, accumulateK: 0 },
      });
      e.forward(Operation.scoresForward, record);
      return () => {
        const { values } = record;
        values.dy = e.gradient(y);
        if (scale?.trainable) values.dScale = e.weightGradient(scale);
        if (weight?.trainable) values.dWeight = e.weightGradient(weight);
        if (q.needsGradient) {
          const { address, accumulate } = e.giveGradient(q);
          Object.assign(values, { dq: address, accumulateQ: accumulate });
        }
        if (k.needsGradient) {
          const { address, accumulate } = e.giveGradient(k);
          Object.assign(values, { dk: address, accumulateK: accumulate });
        }
        e.backward(Operation.scoresBackward, record);
      };
    },
  });
  return y;
}

/** (Tq, Tv) and (Tv, F) become (Tq, F). A probe sees `watched`. */
export function addMix(network: Network, weights: PlanTensor, v: PlanTensor, watched: WatchedAttention): PlanTensor {
  const y = createTensor([weights.steps, v.features], { needsGradient: weights.needsGradient || v.needsGradient });
  network.operations.push({
    reads: [weights, v],
    writes: y,
    emit: (e) => {
      e.watchAttention(watched);
      const record = e.record("Mix", {
        ...{ steps: weights.steps, valueSteps: v.steps, features: v.features },
        ...{ weights: e.value(weights), weightsLd: weights.ld, v: e.value(v), vLd: v.ld },
        ...{ y: e.value(y), yLd: y.ld, dy: 0, dWeights: 0, dv: 0, accumulateV: 0 },
      });
      e.forward(Operation.mixForward, record);
      return () => {
        const { values } = record;
        values.dy = e.gradient(y);
        // Nobody else reads the weights.
        if (weights.needsGradient) values.dWeights = e.giveGradient(weights).address;
        if (v.needsGradient) {
          const { address, accumulate } = e.giveGradient(v);
          Object.assign(values, { dv: address, accumulateV: accumulate });
        }
        e.backward(Operation.mixBackward, record);
      };
    },
  });
  return y;
}
