/**
 * Whether a run takes V8's 256-bit path. test/worker/wideProbe.test.ts holds this.
 */
import { previewTraining } from "../engine/plan/trainingPreview";
import type { ModelFile } from "../core/model/modelFile";
import type { TrainRequest } from "../protocol/training";
import type { JobContext } from "./jobContext";
import { allowWide } from "./openEngine";
import { thisMachine } from "./thisMachine";

interface Run {
  readonly file: ModelFile;
  readonly epochs: number;
  readonly reproducible: boolean;
}

/** Runs that are estimated shorter are not worth a probe. */
const PROBE_FROM_MS = 1000;

/** Whether this run takes V8's 256-bit path: wanted, long enough, and found to work and pay. */
export async function chooseWide(
  request: TrainRequest,
  { file, epochs, reproducible }: Run,
  { findWide }: Pick<JobContext, "findWide">,
): Promise<boolean> {
  if (request.wide === false || !findWide) return false;
  const build = reproducible ? "exact" : "fast";
  const { threads } = request;
  const machine = thisMachine({ reproducible, ...(threads !== undefined && { threads }) });
  const { cost } = previewTraining(file, machine, epochs);
  if (!cost || cost.epochMs * epochs < PROBE_FROM_MS) return false;
  const works = (await findWide())[build];
  if (works) allowWide();
  return works;
}
