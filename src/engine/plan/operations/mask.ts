/**
 * Masks as tensors: made from data, joined, and applied.
 *
 * A mask lies beside the tensor whose steps it is about (`PlanTensor.mask`) and has that tensor's steps; no gradient flows through it.
 * test/engine/mask.test.ts.
 */
import { Operation } from "../codes";
import { addMapped } from "./mapped";
import type { Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";

export const createMask = (steps: readonly number[]): PlanTensor =>
  createTensor([...steps, 4], { needsGradient: false, align: 4, holdsWords: true });

function addMask(network: Network, x: PlanTensor, mask: PlanTensor, operation: Operation, value: number): PlanTensor {
  network.operations.push({
    reads: [x],
    writes: mask,
    emit: (e) => {
      const own = { steps: x.steps, features: x.features, value, x: e.value(x), xLd: x.ld, mask: e.value(mask) };
      e.forward(operation, e.record("Mask", own));
      return () => undefined;
    },
  });
  return mask;
}

/** Steps count where any of their features is not `value`. */
export function addStepMask(network: Network, x: PlanTensor, value: number): PlanTensor {
  return addMask(network, x, createMask(x.shape.slice(0, -1)), Operation.maskSteps, value);
}

/** Every step counts: no number is NaN, which differs from all. */
export function addFullMask(network: Network, x: PlanTensor): PlanTensor {
  return addStepMask(network, x, Number.NaN);
}

/** Ids count where they are not 0. */
export function addIdMask(network: Network, ids: PlanTensor): PlanTensor {
  return addMask(network, ids, createMask(ids.shape), Operation.maskIds, 0);
}

/** Where one of the masks counts; undefined where a tensor has none: all its steps count. */
export function addMaskUnion(network: Network, masks: readonly (PlanTensor | undefined)[]): PlanTensor | undefined {
  const all = [...new Set(masks)];
  if (!all.every((mask): mask is PlanTensor => mask !== undefined)) return undefined;
  return all.reduce((a, b) => {
    const mask = createMask(a.shape.slice(0, -1));
    network.operations.push({
      reads: [a, b],
      writes: mask,
      emit: (e) => {
        const own = { steps: a.steps, a: e.value(a), b: e.value(b), mask: e.value(mask) };
        e.forward(Operation.maskUnion, e.record("MaskUnion", own));
        return () => undefined;
      },
    });
    return mask;
  });
}

/**
 * Which steps come at or behind the first that counts, in the direction of a layer; with `ever`, one step that counts where
 * any does.
 */
export function addStartedSteps(network: Network, mask: PlanTensor, direction: 1 | -1, ever: boolean): PlanTensor {
  const started = createMask(ever ? [] : mask.shape.slice(0, -1));
  network.operations.push({
    reads: [mask],
    writes: started,
    emit: (e) => {
      const own = { steps: mask.steps, direction, ever: ever ? 1 : 0, mask: e.value(mask), started: e.value(started) };
      e.forward(Operation.startedSteps, e.record("StartedSteps", own));
      return () => undefined;
    },
  });
  return started;
}

/** `fill` where a step does not count. The result has `mask` itself, or the one that is `left`: perhaps none. */
export function addKeep(
  network: Network,
  x: PlanTensor,
  mask: PlanTensor,
  { fill = 0, left }: { readonly fill?: number; readonly left: PlanTensor | undefined } = { left: mask },
): PlanTensor {
  const y = createTensor(x.shape, { needsGradient: x.needsGradient, mask: left });
  return addMapped(
    network,
    { x, y, others: [mask] },
    {
      name: "Keep",
      forward: Operation.keepForward,
      backward: Operation.keepBackward,
      own: (e) => ({ steps: x.steps, features: x.features, fill, mask: e.value(mask) }),
    },
  );
}

/** The mean over the steps that count. */
export function addMaskedMean(network: Network, x: PlanTensor, mask: PlanTensor, shape: readonly number[]): PlanTensor {
  const y = createTensor(shape, { needsGradient: x.needsGradient });
  return addMapped(
    network,
    { x, y, others: [mask] },
    {
      name: "MaskedMean",
      forward: Operation.maskedMeanForward,
      backward: Operation.maskedMeanBackward,
      own: (e) => ({ steps: x.steps, features: x.features, mask: e.value(mask) }),
    },
  );
}
