/**
 * Each id becomes its row of a matrix; the gradient is dense, as an optimizer wants it. test/engine/embedding.test.ts.
 */
import { Operation } from "../codes";
import type { Network } from "../network";
import { type PlanTensor, type PlanWeight, createTensor } from "../tensors";
import { blockWidth } from "../weightBlock";

export function addLookUp(
  network: Network,
  ids: PlanTensor,
  embeddings: PlanWeight,
  mask: PlanTensor | undefined,
): PlanTensor {
  const { block } = embeddings;
  const y = createTensor([...ids.shape, block.units], { needsGradient: embeddings.trainable, mask });
  network.operations.push({
    reads: [ids],
    writes: y,
    emit: (e) => {
      const record = e.record("LookUp", {
        steps: ids.steps,
        features: ids.features,
        x: e.value(ids),
        xLd: ids.ld,
        rows: e.weight(embeddings),
        count: block.rows,
        units: block.units,
        width: blockWidth(block),
        y: e.value(y),
        dy: 0,
        dRows: 0,
      });
      e.forward(Operation.lookUp, record);
      return () => {
        Object.assign(record.values, { dy: e.gradient(y), dRows: e.weightGradient(embeddings) });
        e.backward(Operation.lookUpGradients, record);
      };
    },
  });
  return y;
}
