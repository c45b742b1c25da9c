/**
 * Two tensors of one shape joined into one.
 *
 * test/engine/recurrent.test.ts.
 */
import { MergeCode, Operation } from "../codes";
import { createTensor, type Network, type PlanTensor } from "../network";

export function addMerge(network: Network, a: PlanTensor, b: PlanTensor, mode: MergeCode): PlanTensor {
  const features = mode === MergeCode.concat ? a.features + b.features : a.features;
  const y = createTensor([...a.shape.slice(0, -1), features], { needsGradient: a.needsGradient || b.needsGradient });
  network.operations.push({
    reads: [a, b],
    writes: y,
    emit: (e) => {
      const record = e.record("Merge", {
        steps: a.steps,
        mode,
        features: a.features,
        a: e.value(a),
        b: e.value(b),
        ld: a.ld,
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
