/**
 * Refuses a plan that cannot fit, with the figures and what would make it fit.
 *
 * Memory grows with the rows of a batch, so a few more plans tell how many would do.
 * test/engine/cost.test.ts.
 */
import { PlanError } from "./planError";
import type { Plan } from "./planNetwork";

/** What WebAssembly can address. */
export const LARGEST_MEMORY = 2 ** 32;

/** Rows are padded to a multiple of this. */
const ROWS_TOGETHER = 4;

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

/**
 * Throws PlanError `engine-memory` or `engine-memory.batch`. `bytesWith`: what a plan with another batch size needs;
 * `free`: bytes that the machine has left; absent: not known.
 */
export function checkMemory(
  { bytes, batchRows }: Pick<Plan, "bytes" | "batchRows">,
  bytesWith: (batchSize: number) => number,
  free = Number.POSITIVE_INFINITY,
): void {
  const limit = Math.min(LARGEST_MEMORY, free);
  if (bytes <= limit) return;
  const figures = { megabytes: megabytes(bytes), limit: Math.floor(limit / 2 ** 20), batch: batchRows };
  const most = largestBatch(Math.ceil(batchRows / ROWS_TOGETHER) - 1, (batchSize) => bytesWith(batchSize) <= limit);
  throw most > 0 ? new PlanError("engine-memory.batch", { ...figures, most }) : new PlanError("engine-memory", figures);
}

/** The largest batch that fits, 0 where none does. `most` counts groups of rows. */
function largestBatch(most: number, fits: (batchSize: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle * ROWS_TOGETHER)) low = middle;
    else high = middle - 1;
  }
  return low * ROWS_TOGETHER;
}
