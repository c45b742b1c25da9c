/**
 * What operations from one tensor to one other share: where both and their gradients lie, forward and backward.
 *
 * test/engine/plan.test.ts.
 */
import type { ActivationCode, Operation } from "../codes";
import type { Emission, Network } from "../network";
import type { PlanTensor } from "../tensors";
import type { RecordValues } from "../records";

type MappedName = "Activate" | "Dropout" | "Keep" | "MaskedMean" | "MaxPool" | "Regroup";
type Placed = "x" | "xLd" | "y" | "yLd" | "dy" | "dx" | "accumulate";

interface Mapping<Name extends MappedName> {
  readonly name: Name;
  readonly forward: Operation;
  readonly backward: Operation;
  /** The record's own fields, beside the places of the two tensors. */
  readonly own: (emission: Emission) => Omit<RecordValues<Name>, Placed>;
  readonly activation?: ActivationCode;
}

/** Adds the operation that makes `y` from `x`; returns `y`. `others`: what it reads beside, such as a mask. */
export function addMapped<Name extends MappedName>(
  network: Network,
  { x, y, others = [] }: { readonly x: PlanTensor; readonly y: PlanTensor; readonly others?: readonly PlanTensor[] },
  { name, forward, backward, own, activation }: Mapping<Name>,
): PlanTensor {
  network.operations.push({
    reads: [x, ...others],
    writes: y,
    ...(activation === undefined ? {} : { activation }),
    emit: (e) => {
      const places = { x: e.value(x), xLd: x.ld, y: e.value(y), yLd: y.ld, dy: 0, dx: 0, accumulate: 0 };
      const record = e.record(name, { ...own(e), ...places } as unknown as RecordValues<Name>);
      e.forward(forward, record);
      return () => {
        const { address, accumulate } = e.giveGradient(x);
        Object.assign(record.values, { dy: e.gradient(y), dx: address, accumulate });
        e.backward(backward, record);
      };
    },
  });
  return y;
}
