/**
 * Refuses a plan that cannot fit, with the figures and what would make it fit.
 *
 * Memory grows with the rows of a batch by the same amount for each, so a second, tiny plan tells how many would do.
 * test/engine/cost.test.ts.
 */
import { PlanError } from "./planError";
import { type Plan, planNetwork, type PlanRequest } from "./planNetwork";

/** What WebAssembly can address. */
export const LARGEST_MEMORY = 2 ** 32;

/** Rows are padded to a multiple of this. */
const ROWS_TOGETHER = 4;

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

/** Throws PlanError `engine.memory` or `engine.memory.batch`. `free`: bytes that the machine has left; absent: not known. */
export function checkMemory({ bytes, batchRows }: Plan, request: PlanRequest, free = Number.POSITIVE_INFINITY): void {
  const limit = Math.min(LARGEST_MEMORY, free);
  if (bytes > limit) throw refusal(bytes, limit, batchRows, request);
}

function refusal(bytes: number, limit: number, rows: number, request: PlanRequest): PlanError {
  const figures = { megabytes: megabytes(bytes), limit: Math.floor(limit / 2 ** 20), batch: rows };
  const padded = Math.ceil(rows / ROWS_TOGETHER) * ROWS_TOGETHER;
  const least = planNetwork({ ...request, batchSize: ROWS_TOGETHER }).bytes;
  if (padded > ROWS_TOGETHER && least <= limit) {
    const bytesPerRow = (bytes - least) / (padded - ROWS_TOGETHER);
    const most = ROWS_TOGETHER + Math.floor((limit - least) / bytesPerRow);
    return new PlanError("engine.memory.batch", { ...figures, most: most - (most % ROWS_TOGETHER) });
  }
  return new PlanError("engine.memory", figures);
}
