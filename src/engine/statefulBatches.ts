/**
 * Stateful layers keep a state for each row of a batch, so all batches must have as many rows: as in Keras, nothing is padded.
 * test/engine/stateful.test.ts.
 */
import type { Plan } from "./plan/planNetwork";
import { PlanError } from "./plan/planError";

/** For samples that do not make whole batches. Throws PlanError `engine.statefulBatch` where a layer is stateful. */
export function refuseUnevenBatches({ kept, batchRows }: Plan, samples: number): void {
  const [state] = kept;
  if (state === undefined) return;
  let cure = Math.min(batchRows, samples);
  while (samples % cure !== 0) cure--;
  const layer = state.name.split("/", 1)[0] ?? "";
  throw new PlanError("engine.statefulBatch", { layer, samples, batchSize: batchRows, cure });
}
