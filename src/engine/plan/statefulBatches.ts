/**
 * Stateful layers keep a state for each row of a batch, so all batches must have as many rows: as in Keras, nothing is padded.
 * test/engine/stateful.test.ts.
 */
import { PlanError } from "./planError";

/**
 * `parts`: the numbers of samples that go through the network in batches (training, validation). Throws PlanError `engine-stateful-batch`
 * where a layer is stateful and one of them does not make whole batches.
 */
export function refuseUnevenBatches(
  { kept, batchRows }: { readonly kept: readonly { readonly name: string }[]; readonly batchRows: number },
  parts: readonly number[],
): void {
  const [state] = kept;
  const samples = parts.find((part) => part % batchRows !== 0);
  if (state === undefined || samples === undefined) return;
  let cure = Math.min(batchRows, ...parts);
  while (parts.some((part) => part % cure !== 0)) cure--;
  const layer = state.name.split("/", 1)[0] ?? "";
  throw new PlanError("engine-stateful-batch", { layer, samples, batchSize: batchRows, cure });
}
