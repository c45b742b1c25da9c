/**
 * The same numbers in another shape, all steps the other way round, one step repeated, and all steps pooled into one.
 *
 * Repeating and averaging are each other's way back: one spreads a step over all, the other sums them.
 * test/engine/regrouping.test.ts.
 */
import { Operation } from "../codes";
import { addMapped } from "./mapped";
import type { Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";

/** The numbers of a sample keep their order. */
export function addRegroup(network: Network, x: PlanTensor, shape: readonly number[]): PlanTensor {
  const y = createTensor(shape, { needsGradient: x.needsGradient });
  return addMapped(
    network,
    { x, y },
    {
      name: "Regroup",
      forward: Operation.regroupForward,
      backward: Operation.regroupBackward,
      own: () => ({ steps: x.steps, features: x.features, newFeatures: y.features }),
    },
  );
}

/** (F) becomes (n, F). */
export function addRepeat(network: Network, x: PlanTensor, n: number): PlanTensor {
  const y = createTensor([n, ...x.shape], { needsGradient: x.needsGradient });
  const size = { steps: n, features: x.features, allLd: y.ld, oneLd: x.ld, scale: 1 };
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const record = e.record("Pool", { ...size, all: e.value(y), one: e.value(x), accumulate: 0 });
      e.forward(Operation.spreadSteps, record);
      return () => {
        const { address, accumulate } = e.giveGradient(x);
        const back = e.record("Pool", { ...size, all: e.gradient(y), one: address, accumulate });
        e.backward(Operation.sumSteps, back);
      };
    },
  });
  return y;
}

/** The mean over all steps. */
export function addMeanPool(network: Network, x: PlanTensor, shape: readonly number[]): PlanTensor {
  const y = createTensor(shape, { needsGradient: x.needsGradient });
  const size = { steps: x.steps, features: x.features, allLd: x.ld, oneLd: y.ld, scale: 1 / x.steps };
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const record = e.record("Pool", { ...size, all: e.value(x), one: e.value(y), accumulate: 0 });
      e.forward(Operation.sumSteps, record);
      return () => {
        const { address, accumulate } = e.giveGradient(x);
        const back = e.record("Pool", { ...size, all: address, one: e.gradient(y), accumulate });
        e.backward(Operation.spreadSteps, back);
      };
    },
  });
  return y;
}

/** The largest over all steps. */
export function addMaxPool(network: Network, x: PlanTensor, shape: readonly number[]): PlanTensor {
  const y = createTensor(shape, { needsGradient: x.needsGradient });
  return addMapped(
    network,
    { x, y },
    {
      name: "MaxPool",
      forward: Operation.maxForward,
      backward: Operation.maxBackward,
      own: () => ({ steps: x.steps, features: x.features }),
    },
  );
}

/** The last step first. The mask stays as it is: Keras does not turn it round. */
export function addReverse(network: Network, x: PlanTensor): PlanTensor {
  const y = createTensor(x.shape, { needsGradient: x.needsGradient, mask: x.mask });
  const { steps, features } = x;
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const record = { steps, features, from: e.value(x), fromLd: x.ld, to: e.value(y), toLd: y.ld, accumulate: 0 };
      e.forward(Operation.reverseSteps, e.record("Reverse", record));
      return () => {
        const { address, accumulate } = e.giveGradient(x);
        const back = { steps, features, from: e.gradient(y), fromLd: y.ld, to: address, toLd: x.ld, accumulate };
        e.backward(Operation.reverseSteps, e.record("Reverse", back));
      };
    },
  });
  return y;
}
