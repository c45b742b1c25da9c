/**
 * Numbers at other places: axes in another order, sizes of 1 stretched, tensors one behind the other along any axis.
 *
 * One kernel with a table of places does it all; masks move by the same tables, made for their own shapes. test/engine/axes.test.ts.
 */
import { Operation } from "../codes";
import type { Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";
import { addFullMask, createMask } from "./mask";
import { partPlaces, permutedPlaces, stretchedPlaces } from "./places";

/** Where the moved numbers lie in `x` and where in `y`; absent: in order. */
interface Part {
  readonly x: PlanTensor;
  readonly from?: Int32Array;
  readonly to?: Int32Array;
}

/** The parts must fill `y`. */
function addParts(network: Network, y: PlanTensor, parts: readonly Part[]): PlanTensor {
  network.operations.push({
    reads: parts.map(({ x }) => x),
    writes: y,
    emit: (e) => {
      const records = parts.map(({ x, from, to }) => {
        const record = e.record("Rearrange", {
          ...{ count: (from ?? to)?.length ?? x.steps * x.features },
          ...{ from: from ? e.constant(from) : 0, to: to ? e.constant(to) : 0 },
          ...{ x: e.value(x), xSteps: x.steps, xFeatures: x.features, xLd: x.ld },
          ...{ y: e.value(y), yFeatures: y.features, yLd: y.ld },
          ...{ dy: 0, dx: 0, accumulate: 0 },
        });
        e.forward(Operation.rearrangeForward, record);
        return { x, record };
      });
      return () => {
        for (const { x, record } of records) {
          if (!x.needsGradient) continue;
          const { address, accumulate } = e.giveGradient(x);
          // One tensor may stand in several parts: each has a record of its own.
          Object.assign(record.values, { dy: e.gradient(y), dx: address, accumulate });
          e.backward(Operation.rearrangeBackward, record);
        }
      };
    },
  });
  return y;
}

/** The axes in another order, then read in order as `shape`; without its mask. */
export function addPermuted(
  network: Network,
  x: PlanTensor,
  order: readonly number[],
  shape: readonly number[] = order.map((axis) => x.shape[axis] ?? 1),
): PlanTensor {
  const y = createTensor(shape, { needsGradient: x.needsGradient });
  return addParts(network, y, [{ x, from: permutedPlaces(x.shape, order) }]);
}

/** The way back from `addPermuted` to the shape of `like`, whose mask it gets again. */
export function addPermutedBack(
  network: Network,
  x: PlanTensor,
  order: readonly number[],
  like: PlanTensor,
): PlanTensor {
  const y = createTensor(like.shape, { needsGradient: x.needsGradient, mask: like.mask });
  return addParts(network, y, [{ x, to: permutedPlaces(like.shape, order) }]);
}

/** Sizes of 1 and missing dimensions in front as large as those of `target`; the mask with them. */
export function addStretched(network: Network, x: PlanTensor, target: readonly number[]): PlanTensor {
  if (x.shape.length === target.length && x.shape.every((size, axis) => size === target[axis])) return x;
  const steps = target.slice(0, -1);
  const mask = x.mask && stretchMask(network, x.mask, steps);
  const y = createTensor(target, { needsGradient: x.needsGradient, mask });
  return addParts(network, y, [{ x, from: stretchedPlaces(x.shape, target) }]);
}

function stretchMask(network: Network, mask: PlanTensor, steps: readonly number[]): PlanTensor {
  if (mask.shape.slice(0, -1).join() === steps.join()) return mask;
  const y = createMask(steps);
  return addParts(network, y, [{ x: mask, from: stretchedPlaces(mask.shape, y.shape) }]);
}

/** One behind the other along an axis that is not the last. Where one of them has a mask, all steps of one without count. */
export function addConcatenation(network: Network, tensors: readonly PlanTensor[], axis: number): PlanTensor {
  const [first] = tensors;
  if (first === undefined) throw new RangeError("nothing to join");
  const length = tensors.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  const shape = first.shape.map((size, i) => (i === axis ? length : size));
  const isMasked = tensors.some(({ mask }) => mask !== undefined);
  const masks = isMasked ? tensors.map((x) => x.mask ?? addFullMask(network, x)) : [];
  const mask = isMasked ? addInARow(network, createMask(shape.slice(0, -1)), masks, axis) : undefined;
  const needsGradient = tensors.some((x) => x.needsGradient);
  return addInARow(network, createTensor(shape, { needsGradient, mask }), tensors, axis);
}

function addInARow(network: Network, y: PlanTensor, tensors: readonly PlanTensor[], axis: number): PlanTensor {
  let offset = 0;
  const parts = tensors.map((x) => {
    const part = { x, to: partPlaces(x.shape, y.shape, { axis, offset }) };
    offset += x.shape[axis] ?? 0;
    return part;
  });
  return addParts(network, y, parts);
}
