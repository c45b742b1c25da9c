/**
 * One prediction from saved weights, from the request to its last fact. test/worker/predictJob.test.ts holds this.
 */
import { decodePredictions } from "../core/data/decodePredictions";
import type { DataColumn, Dataset } from "../core/data/dataset";
import type { EncodedData } from "../core/data/encodeDataset";
import { encodeInputs } from "../core/data/encodeInputs";
import { restingPage } from "../core/data/samplePages";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { PredictRequest, TrainingFact } from "../protocol/training";
import type { JobContext } from "./jobContext";
import {
  applyWeights,
  encodeForWeights,
  openSession,
  readModel,
  refusalOf,
  refuse,
  refuseUnbuilt,
} from "./prepareNetwork";
import { savedWeights } from "./savedWeights";
import { numbersOf, shownPage } from "./shownPage";
import { tableSource } from "../sources/readTableFile";
import type { TableSource } from "../core/data/tables/tableSource";

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
    answer = refusalOf(error);
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
  refuseUnbuilt(file);
  const of = { file, tables: tableSource(request.file, request.workspace) };
  // Data of the file itself need no run to be understood, and what is wrong with them is told first.
  const own = file.form ? undefined : samplesOf(encodeForWeights(file, request, undefined), of, input);
  const weights = savedWeights(request, file);
  const { dataset, recipes } = own ?? samplesOf(encodeForWeights(file, request, weights.fitted), of, input);
  const session = await openSession(
    request.engine,
    file,
    { graph, dataset, batchSize: file.fit.batchSize, seed: graph.seed ?? 0, reproducible: file.fit.reproducible },
    context,
  );
  try {
    applyWeights(session, weights);
    // Values that are given instead of the file's own are no part of either.
    const validationSplit = input ? undefined : file.fit.validationSplit;
    const of = { graph, dataset, recipes, validationSplit, losses: file.compile?.losses };
    const { around } = request;
    const page = around === undefined ? undefined : shownPage({ graph, dataset, file }, around, restingPage(dataset));
    const outputs = session.predict(page && numbersOf(page.answered));
    const predictions = decodePredictions({
      ...{ ...of, outputs },
      ...(page && { shown: page.shown, outputsFrom: page.answered.from }),
    });
    const used = weights.used && { used: weights.used };
    return { type: "predicted", engine: session.engine, predictions, ...used };
  } finally {
    session.dispose();
  }
}

/** What the network is shown, and the targets' labels and figures. */
function samplesOf(
  own: EncodedData,
  { file, tables }: { readonly file: ModelFile; readonly tables: TableSource },
  input: OtherInput | undefined,
): { dataset: Dataset; recipes: readonly DataColumn[] } {
  const recipes = own.dataset?.targets ?? [];
  if (!input) {
    if (!own.dataset) return refuse("model", message("predict-no-data"), { code: "predict-no-data" });
    return { dataset: own.dataset, recipes };
  }
  const given = encodeInputs({ ...file, tables }, input.text, own.dataset?.inputs);
  if (!given.dataset) {
    input.onWrong(given.diagnostics);
    return refuse("model", given.diagnostics[0]?.message ?? message("predict-no-data"), {
      code: given.diagnostics[0]?.code ?? "data",
    });
  }
  return { dataset: given.dataset, recipes };
}
