/**
 * For how many samples a panel is told what the network answers: the first ones, in whole batches, which stateful layers ask for.
 * test/worker/look.test.ts.
 */
import type { DataColumn, Dataset } from "../core/data/dataset";
import { firstSamples } from "../core/data/samples";

export const SHOWN_SAMPLES = 200;

export const shownSamples = (samples: number, batchSize: number): number =>
  Math.min(samples, Math.max(1, Math.floor(SHOWN_SAMPLES / batchSize)) * batchSize);

/** A dataset's first samples, as a dataset. */
export function cutFirst({ parts, inputs, targets }: Dataset, count: number): Dataset {
  const cut = (column: DataColumn): DataColumn => ({ ...column, tensor: firstSamples(column.tensor, count) });
  return { samples: count, ...(parts && { parts }), inputs: inputs.map(cut), targets: targets.map(cut) };
}
