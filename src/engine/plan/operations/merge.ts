/**
 * Tensors joined into one, two at a time: side by side, added with weights, or multiplied.
 *
 * test/engine/merge.test.ts and recurrent.test.ts.
 */
import { MergeCode, Operation } from "../codes";
import { addMaskUnion } from "./mask";
import type { Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";

/** How tensors are joined; `mul` and `ave` are Bidirectional's words for multiply and average. */
export type Merging = "concat" | "sum" | "mul" | "ave" | "subtract";

/** Joins one or more tensors; all but the features of `concat` are equal. A step counts where it does in one of them. */
export function addMerge(network: Network, tensors: readonly PlanTensor[], merging: Merging): PlanTensor {
  const [first, ...others] = tensors;
  if (first === undefined) throw new RangeError("nothing to join");
  const mask = addMaskUnion(
    network,
    tensors.map((tensor) => tensor.mask),
  );
  return others.reduce((joined, other, i) => {
    const scale = merging === "ave" && i === others.length - 1 ? 1 / tensors.length : 1;
    return addPair(network, joined, other, {
      mode: modes[merging],
      scales: [scale, merging === "subtract" ? -1 : scale],
      mask,
    });
  }, first);
}

const modes: Readonly<Record<Merging, MergeCode>> = {
  concat: MergeCode.concat,
  sum: MergeCode.linear,
  mul: MergeCode.multiply,
  ave: MergeCode.linear,
  subtract: MergeCode.linear,
};

interface Pairing {
  readonly mode: MergeCode;
  /** Of a linear one. */
  readonly scales: readonly [number, number];
  readonly mask: PlanTensor | undefined;
}

function addPair(network: Network, a: PlanTensor, b: PlanTensor, { mode, scales, mask }: Pairing): PlanTensor {
  const features = mode === MergeCode.concat ? a.features + b.features : a.features;
  const y = createTensor([...a.shape.slice(0, -1), features], {
    needsGradient: a.needsGradient || b.needsGradient,
    mask,
  });
  network.operations.push({
    reads: [a, b],
    writes: y,
    emit: (e) => {
      const record = e.record("Merge", {
        steps: a.steps,
        mode,
        aFeatures: a.features,
        bFeatures: b.features,
        aScale: scales[0],
        bScale: scales[1],
        a: e.value(a),
        aLd: a.ld,
        b: e.value(b),
        bLd: b.ld,
        y: e.value(y),
        yLd: y.ld,
        dy: 0,
        da: 0,
        db: 0,
        accumulateA: 0,
        accumulateB: 0,
      });
      e.forward(Operation.mergeForward, record);
      return () => {
        record.values.dy = e.gradient(y);
        if (a.needsGradient) {
          const gradient = e.giveGradient(a);
          Object.assign(record.values, { da: gradient.address, accumulateA: gradient.accumulate });
        }
        if (b.needsGradient) {
          const gradient = e.giveGradient(b);
          Object.assign(record.values, { db: gradient.address, accumulateB: gradient.accumulate });
        }
        e.backward(Operation.mergeBackward, record);
      };
    },
  });
  return y;
}
