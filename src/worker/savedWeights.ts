/**
 * The trained weights that a job looks at: those the caller names, those of a run, those of the newest run of the file that has weights, or
 * those the file names. Whose they are, and what was passed over for them, is told. test/worker/predictJob.test.ts.
 */
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import type { NamedTensor } from "../core/training/networkSession";
import type { PredictRequest, WeightsUsed } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import type { Run } from "../runs/readRun";
import { readRunWeights, type RunWeights } from "../runs/readWeights";
import { namedWeights, readOrRefuse, refuse } from "./prepareNetwork";

export type WeightsRequest = Pick<PredictRequest, "file" | "workspace" | "run" | "weights">;

interface SavedWeights {
  readonly tensors: readonly NamedTensor[];
  /** Where the model file names them. */
  readonly range?: TextRange;
  /** The run that they are of. */
  readonly used?: WeightsUsed;
}

/** Throws `JobRefused`. */
export function savedWeights(request: WeightsRequest, file: ModelFile): SavedWeights {
  if (request.weights !== undefined) {
    const named = namedWeights(request, file);
    if (named) return named;
  }
  if (request.run !== undefined) {
    const { run: asked, workspace } = request;
    const run = readOrRefuse(() => resolveRun(asked, workspace, workspace));
    const weights = readOrRefuse(() => readRunWeights(run));
    return weights
      ? ofRun(run, weights)
      : refuse("model", message("run-without-weights", { run: run.record.id }), { code: "run-without-weights" });
  }
  const newest = readOrRefuse(() => findNewestRun(request.file, request.workspace));
  if (newest) return ofRun(newest.run, newest.weights);
  const named = namedWeights(request, file);
  return named ?? refuse("model", message("run-none", { file: path.basename(request.file) }), { code: "run-none" });
}

function ofRun({ record, status }: Run, { tensors, epoch, notes }: RunWeights): SavedWeights {
  const plain = ({ id, args }: Message): WeightsUsed["notes"][number] => ({ id, args: { ...args } });
  return { tensors, used: { run: record.id, status, ...(epoch !== undefined && { epoch }), notes: notes.map(plain) } };
}
