/**
 * One prediction from saved weights, from the request to its last fact.
 *
 * The weights are those the caller names, those of a run, those the file names, or those of the newest finished run of the
 * file. test/worker/predictJob.test.ts holds this.
 */
import * as path from "node:path";
import { decodePredictions } from "../core/data/decodePredictions";
import type { DataColumn, Dataset } from "../core/data/dataset";
import { encodeDataset } from "../core/data/encodeDataset";
import { encodeInputs } from "../core/data/encodeInputs";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { NamedTensor } from "../core/training/networkSession";
import type { TextRange } from "../core/text/range";
import type { PredictRequest, TrainingFact } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import { readRunWeights } from "../runs/readRun";
import { type JobContext, JobRefused } from "./jobContext";
import {
  applyWeights,
  namedWeights,
  openSession,
  problemOf,
  readModel,
  readOrRefuse,
  refuse,
  refuseErrors,
} from "./prepareNetwork";

/** Other values than the file's own: JSON text, and what is told where it is wrong. */
export interface OtherInput {
  readonly text: string;
  readonly onWrong: (diagnostics: readonly Diagnostic[]) => void;
}

type Answer = Extract<TrainingFact, { type: "predicted" | "refused" }>;

/** Answers the request with exactly one fact, which is also emitted. */
export async function runPrediction(
  request: PredictRequest,
  context: Pick<JobContext, "emit" | "openEngine">,
  input?: OtherInput,
): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await predict(request, context, input);
  } catch (error) {
    answer =
      error instanceof JobRefused
        ? error.fact
        : { type: "refused", cause: "failed", reason: message("training-fault", { problem: problemOf(error) }) };
  }
  context.emit(answer);
  return answer;
}

async function predict(
  request: PredictRequest,
  context: Pick<JobContext, "openEngine">,
  input: OtherInput | undefined,
): Promise<Answer> {
  const { file, graph } = readModel(request);
  const { dataset, recipes } = samplesOf(file, input);
  const weights = weightsOf(request, file);
  const session = await openSession(
    request.engine,
    { graph, dataset, batchSize: file.fit.batchSize, seed: graph.seed ?? 0, reproducible: file.fit.reproducible },
    context,
  );
  try {
    applyWeights(session, weights.tensors, weights.range);
    const predictions = decodePredictions({ graph, dataset, recipes, outputs: session.predict() });
    return { type: "predicted", engine: session.engine, predictions };
  } finally {
    session.dispose();
  }
}

/** What the network is shown, and the targets' labels and figures. */
function samplesOf(
  file: ModelFile,
  input: OtherInput | undefined,
): { dataset: Dataset; recipes: readonly DataColumn[] } {
  const own = encodeDataset(file);
  refuseErrors(own.diagnostics);
  const recipes = own.dataset?.targets ?? [];
  if (!input) {
    if (!own.dataset) return refuse("model", message("predict-no-data"), { code: "predict-no-data" });
    return { dataset: own.dataset, recipes };
  }
  const given = encodeInputs(file, input.text);
  if (!given.dataset) {
    input.onWrong(given.diagnostics);
    return refuse("model", given.diagnostics[0]?.message ?? message("predict-no-data"), {
      code: given.diagnostics[0]?.code ?? "data",
    });
  }
  return { dataset: given.dataset, recipes };
}

function weightsOf(request: PredictRequest, file: ModelFile): { tensors: readonly NamedTensor[]; range?: TextRange } {
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
