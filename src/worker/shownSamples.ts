/**
 * For how many samples a panel is told what the network answers: the first ones, in whole batches, which stateful layers ask for.
 * test/worker/look.test.ts.
 */
import type { DataColumn, Dataset } from "../core/data/dataset";

export const SHOWN_SAMPLES = 200;

export const shownSamples = (samples: number, batchSize: number): number =>
  Math.min(samples, Math.max(1, Math.floor(SHOWN_SAMPLES / batchSize)) * batchSize);

/** A dataset's first samples, as a dataset. */
export function cutFirst({ samples, inputs, targets }: Dataset, count: number): Dataset {
  const cut = (column: DataColumn): DataColumn => {
    const { shape, values } = column.tensor;
    return {
      ...column,
      tensor: { shape: [count, ...shape.slice(1)], values: values.subarray(0, (values.length / samples) * count) },
    };
  };
  return { samples: count, inputs: inputs.map(cut), targets: targets.map(cut) };
}
