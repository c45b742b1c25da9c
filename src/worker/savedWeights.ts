/**
 * The trained weights that a job looks at: those the caller names, those of a run, those of the newest run of the file that has weights, or
 * those the file names. Whose they are, and what was passed over for them, is told. test/worker/predictJob.test.ts.
 */
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import type { FittedSeries } from "../core/data/series/fittedSeries";
import { type Message, message } from "../core/messages/message";
import { modelDifference } from "../core/model/modelDifference";
import type { ModelFile } from "../core/model/modelFile";
import type { PredictRequest, WeightsUsed } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import type { Run } from "../runs/readRun";
import { readRunWeights, type RunWeights } from "../runs/readWeights";
import { readWeightsOfEpoch } from "../runs/weightsOfEpoch";
import { RunUnreadable } from "../runs/runUnreadable";
import { readFrozenModel } from "./frozenModel";
import { type GivenWeights, namedNetwork, namedWeights, readOrRefuse, refuse } from "./prepareNetwork";

export type WeightsRequest = Pick<PredictRequest, "file" | "workspace" | "run" | "weights" | "epoch">;

interface SavedWeights extends GivenWeights {
  /** The run that they are of. */
  readonly used?: WeightsUsed;
  /** What that run has fitted to its data. */
  readonly fitted?: FittedSeries | undefined;
}

/** Throws `JobRefused`. */
export function savedWeights(request: WeightsRequest, file: ModelFile): SavedWeights {
  if (request.weights !== undefined) {
    const named = namedWeights(request, file);
    if (named) return named;
  }
  if (request.run !== undefined) {
    const { run: asked, workspace } = request;
    const run = readOrRefuse(() => resolveRun(asked, request.file, workspace));
    if (request.epoch !== undefined) return ofEpoch(run, request.epoch, file);
    const weights = readOrRefuse(() => readRunWeights(run));
    return weights
      ? ofRun(run, weights, file)
      : refuse("model", message("run-without-weights", { run: run.record.id }), { code: "run-without-weights" });
  }
  const newest = readOrRefuse(() => findNewestRun(request.file, request.workspace));
  if (newest && request.epoch !== undefined) return ofEpoch(newest.run, request.epoch, file);
  if (newest) return ofRun(newest.run, newest.weights, file);
  const named = namedNetwork(request, file);
  return named ?? refuse("model", message("run-none", { file: path.basename(request.file) }), { code: "run-none" });
}

function ofEpoch(run: Run, epoch: number, file: ModelFile): SavedWeights {
  return ofRun(run, { ...readOrRefuse(() => readWeightsOfEpoch(run, epoch)), epoch }, file);
}

/** Where they do not fit, the frozen model file tells what was edited since; where it cannot be read, only that they do not fit. */
function ofRun({ folder, record, status }: Run, { tensors, epoch, notes }: RunWeights, file: ModelFile): SavedWeights {
  const explain = (): Message | undefined => {
    try {
      return modelDifference(analyzeModelFile(readFrozenModel(folder), { fileName: record.file }), file);
    } catch (error) {
      if (error instanceof RunUnreadable) return undefined;
      throw error;
    }
  };
  const plain = ({ id, args }: Message): WeightsUsed["notes"][number] => ({ id, args: { ...args } });
  return {
    tensors,
    explain,
    fitted: record.fitted,
    used: { run: record.id, status, ...(epoch !== undefined && { epoch }), notes: notes.map(plain) },
  };
}
