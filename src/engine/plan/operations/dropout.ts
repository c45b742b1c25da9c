/**
 * Dropout of single numbers, or of whole features, on while training. The mask follows from (seed, place among the dropouts, update,
 * row, step, feature).
 *
 * test/engine/layers.test.ts.
 */
import { streamKey } from "../../../core/random/randomStream";
import { Operation } from "../codes";
import type { Emission, Network } from "../network";
import { type PlanTensor, createTensor } from "../tensors";
import { addMapped } from "./mapped";
import { roundUp } from "../weightBlock";

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

/** Dropout of the state that a cell takes from the step before: one mask a sequence for each copy of the state. */
export interface StateDropout {
  readonly rate: number;
  /** A dropout's number for each copy. */
  readonly indices: readonly number[];
}

/** Draws the factors of all copies before the cell runs; the fields of its record. */
export function emitFactors(
  e: Emission,
  dropout: StateDropout | undefined,
  { steps, units, copies }: { readonly steps: number; readonly units: number; readonly copies: number },
): { readonly factors: number; readonly dropped: number } {
  if (dropout === undefined) return { factors: 0, dropped: 0 };
  const { rate, indices } = dropout;
  const width = roundUp(units, 16);
  const factors = e.buffer(e.rows * copies * width);
  for (const [k, index] of indices.entries()) {
    const [key0, key1] = streamKey(e.seed, "dropout", index);
    const drawn = { threshold: Math.floor(rate * 2 ** 32), scale: 1 / (1 - rate), key0, key1, batchRows: e.batchRows };
    const nowhere = { x: 0, xLd: 0, dy: 0, dx: 0, accumulate: 0 };
    const places = { ...nowhere, y: factors + k * width * 4, yLd: copies * width };
    e.forward(
      Operation.dropoutFactors,
      e.record("Dropout", { steps: 1, features: units, ...drawn, shared: 1, ...places }),
    );
  }
  return { factors, dropped: e.buffer(steps * e.rows * copies * width) };
}
