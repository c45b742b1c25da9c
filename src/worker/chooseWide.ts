/**
 * Whether a run takes V8's 256-bit path. test/worker/wideProbe.test.ts holds this.
 */
import type { Cost } from "../engine/plan/cost";
import type { TrainRequest } from "../protocol/training";
import type { JobContext } from "./jobContext";
import { allowWide } from "./openEngine";

interface Run {
  /** Absent where another engine than ours runs. */
  readonly cost: Cost | undefined;
  readonly epochs: number;
  readonly reproducible: boolean;
}

/** Runs that are estimated shorter are not worth a probe. */
const PROBE_FROM_MS = 1000;

/** Whether this run takes V8's 256-bit path: wanted, long enough, and found to work and pay. */
export async function chooseWide(
  request: TrainRequest,
  { cost, epochs, reproducible }: Run,
  { findWide }: Pick<JobContext, "findWide">,
): Promise<boolean> {
  if (request.wide === false || !findWide) return false;
  const build = reproducible ? "exact" : "fast";
  if (!cost || cost.epochMs * epochs < PROBE_FROM_MS) return false;
  const works = (await findWide())[build];
  if (works) allowWide();
  return works;
}
