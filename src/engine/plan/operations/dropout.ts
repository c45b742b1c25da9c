/**
 * Dropout of single numbers, or of whole features, on while training. The mask follows from (seed, place among the dropouts, update, row, step, feature).
 *
 * test/engine/layers.test.ts.
 */
import { streamKey } from "../../../core/random/randomStream";
import { Operation } from "../codes";
import { addMapped } from "./mapped";
import { createTensor, type Network, type PlanTensor } from "../network";

/** `index` counts the dropouts of the network; rate 0 adds nothing. `shared`: one mask for all steps. */
export function addDropout(
  network: Network,
  x: PlanTensor,
  { rate, index, shared }: { readonly rate: number; readonly index: number; readonly shared: boolean },
): PlanTensor {
  if (rate === 0) return x;
  const y = createTensor(x.shape, { needsGradient: x.needsGradient, mask: x.mask });
  return addMapped(
    network,
    { x, y },
    {
      name: "Dropout",
      forward: Operation.dropoutForward,
      backward: Operation.dropoutBackward,
      own: ({ seed, batchRows }) => {
        const [key0, key1] = streamKey(seed, "dropout", index);
        const drawn = { threshold: Math.floor(rate * 2 ** 32), scale: 1 / (1 - rate), key0, key1, batchRows };
        return { steps: x.steps, features: x.features, ...drawn, shared: shared ? 1 : 0 };
      },
    },
  );
}
