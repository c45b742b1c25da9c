/**
 * The trained weights that a job looks at: those the caller names, those of a run, those of the newest finished run of the file, or
 * those the file names. test/worker/predictJob.test.ts.
 */
import * as path from "node:path";
import { message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import type { NamedTensor } from "../core/training/networkSession";
import type { PredictRequest } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import { readRunWeights } from "../runs/readRun";
import { namedWeights, readOrRefuse, refuse } from "./prepareNetwork";

export type WeightsRequest = Pick<PredictRequest, "file" | "workspace" | "run" | "weights">;

interface SavedWeights {
  readonly tensors: readonly NamedTensor[];
  /** Where the model file names them. */
  readonly range?: TextRange;
}

/** Throws `JobRefused`. */
export function savedWeights(request: WeightsRequest, file: ModelFile): SavedWeights {
  if (request.weights !== undefined) {
    const named = namedWeights(request, file);
    if (named) return named;
  }
  if (request.run !== undefined) {
    const { run } = request;
    return {
      tensors: readOrRefuse(() => readRunWeights(resolveRun(run, request.workspace, request.workspace).folder)),
    };
  }
  const newest = findNewestRun(request.file, request.workspace);
  if (newest) return { tensors: readOrRefuse(() => readRunWeights(newest.folder)) };
  const named = namedWeights(request, file);
  return named ?? refuse("model", message("run-none", { file: path.basename(request.file) }), { code: "run-none" });
}
