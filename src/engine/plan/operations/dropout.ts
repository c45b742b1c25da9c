/**
 * Dropout of single numbers, or of whole features, on while training. The mask follows from (seed, place among the dropouts, update, row, step, feature).
 *
 * test/engine/layers.test.ts.
 */
import { streamKey } from "../../../core/random/randomStream";
import { Operation } from "../codes";
import { createTensor, type Network, type PlanTensor } from "../network";

/** `index` counts the dropouts of the network; rate 0 adds nothing. `shared`: one mask for all steps. */
export function addDropout(
  network: Network,
  x: PlanTensor,
  { rate, index, shared }: { readonly rate: number; readonly index: number; readonly shared: boolean },
): PlanTensor {
  if (rate === 0) return x;
  const y = createTensor(x.shape, { needsGradient: x.needsGradient });
  network.operations.push({
    reads: [x],
    writes: y,
    emit: (e) => {
      const [key0, key1] = streamKey(e.seed, "dropout", index);
      const record = e.record("Dropout", {
        steps: x.steps,
        features: x.features,
        threshold: Math.floor(rate * 2 ** 32),
        scale: 1 / (1 - rate),
        key0,
        key1,
        batchRows: e.batchRows,
        shared: shared ? 1 : 0,
        x: e.value(x),
        xLd: x.ld,
        y: e.value(y),
        yLd: y.ld,
        dy: 0,
        dx: 0,
        accumulate: 0,
      });
      e.forward(Operation.dropoutForward, record);
      return () => {
        const { address, accumulate } = e.giveGradient(x);
        Object.assign(record.values, { dy: e.gradient(y), dx: address, accumulate });
        e.backward(Operation.dropoutBackward, record);
      };
    },
  });
  return y;
}
