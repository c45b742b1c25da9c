/**
 * Refuses a plan that cannot fit, with the figures and with what would make it fit: smaller batches where they do, fewer samples
 * where it is the data that is too large, else the layer that takes most.
 *
 * A few more plans tell. test/engine/cost.test.ts.
 */
import { memorySize } from "./memorySize";
import { PlanError } from "./planError";
import type { Plan, PlanRequest } from "./planNetwork";

/** What WebAssembly can address. */
export const LARGEST_MEMORY = 2 ** 32;

/** Rows are padded to a multiple of this. */
const ROWS_TOGETHER = 4;

/** Each weight has a gradient and, with most optimizers, two numbers of the optimizer's. */
const NUMBERS_A_WEIGHT = 4;

/** The same request with other sizes, planned. */
export type PlanAgain = (changed: Partial<Pick<PlanRequest, "batchSize" | "samples">>) => Plan;

/** Throws PlanError `engine-memory…`. `free`: bytes that the machine has left; absent: not known. */
export function checkMemory(
  plan: Plan,
  { samples }: Pick<PlanRequest, "samples">,
  planAgain: PlanAgain,
  free = Number.POSITIVE_INFINITY,
): void {
  const limit = Math.min(LARGEST_MEMORY, free);
  if (plan.bytes <= limit) return;
  const batch = plan.batchRows;
  const figures = { needed: memorySize(plan.bytes), limit: memorySize(limit, Math.floor), batch };
  const groups = largest(
    Math.ceil(batch / ROWS_TOGETHER) - 1,
    (count) => planAgain({ batchSize: count * ROWS_TOGETHER }).bytes <= limit,
  );
  if (groups > 0) throw new PlanError("engine-memory.batch", { ...figures, most: groups * ROWS_TOGETHER });
  const most = largest(samples - 1, (count) => planAgain({ samples: count }).bytes <= limit);
  if (most > 0) throw new PlanError("engine-memory.samples", { ...figures, samples, most });
  const { layer, byWeights } = largestLayer(planAgain({ samples: 1 }));
  throw new PlanError(byWeights ? "engine-memory.weights" : "engine-memory", { ...figures, layer });
}

/** The largest count that fits, 0 where none does. */
function largest(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The layer that takes most, and whether its weights or its steps do. */
function largestLayer({ weights, shards, bytes }: Plan): { readonly layer: string; readonly byWeights: boolean } {
  const all = weights.reduce((sum, { floats }) => sum + floats, 0);
  const byWeights = all * 4 * NUMBERS_A_WEIGHT > bytes / 2;
  const sizes = byWeights
    ? weights.map(({ layer, floats }) => ({ layer, size: floats }))
    : (shards[0]?.tensors ?? []).map(({ layer, tensor }) => ({ layer, size: tensor.steps * tensor.ld }));
  const first = sizes.reduce((most, one) => (one.size > most.size ? one : most), { layer: "", size: 0 });
  return { layer: first.layer, byWeights };
}
