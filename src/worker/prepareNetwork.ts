/**
 * From a request to a network in memory: the text analysed, the data encoded, the engine open.
 *
 * What is wrong with the file is refused with the very message that the editor and `check` show.
 * test/worker/trainJob.test.ts and predictJob.test.ts hold this.
 */
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { type EncodedData, encodeDataset } from "../core/data/encodeDataset";
import { shapeText } from "../core/data/readCells";
import type { FittedSeries } from "../core/data/series/fittedSeries";
import type { TableSource } from "../core/data/tables/tableSource";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { codeOf } from "../core/diagnostics/findings";
import { type Message, message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import type { ModelFile, WeightsFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import {
  type EngineName,
  type NamedTensor,
  type NetworkSession,
  type SessionRequest,
  WeightsMismatch,
} from "../core/training/networkSession";
import { PlanError } from "../engine/plan/planError";
import { placeOfPlanError } from "../engine/plan/planErrorPlace";
import { FileRefused } from "../files/plainFile";
import type { PredictRequest } from "../protocol/training";
import { readWeightsFile } from "../runs/readWeights";
import { RunUnreadable } from "../runs/runUnreadable";
import { TensorFlowMissing } from "../tensorflow/openTensorFlow";
import { givenTable, tableSource } from "../sources/readTableFile";
import { allowedFolders, containedPath } from "../sources/containedPath";
import { type JobContext, JobRefused } from "./jobContext";
import { freeMemory } from "../machine/thisMachine";

type Cause = "model" | "engine" | "failed";

/** Ends a job before it begins. */
export function refuse(cause: Cause, reason: Message, place?: { range?: TextRange; code?: string }): never {
  throw new JobRefused({ type: "refused", cause, reason, ...place });
}

/** The file without errors, and its graph. `tables`: data files are read too. Throws `JobRefused`. */
export function readModel(
  request: Pick<PredictRequest, "text" | "file">,
  tables?: TableSource,
): {
  file: ModelFile;
  graph: ModelGraph;
} {
  const file = analyzeModelFile(request.text, { fileName: path.basename(request.file), tables });
  refuseErrors(file.diagnostics);
  if (!file.graph) return refuse("model", message("model-broken"));
  return { file, graph: file.graph };
}

/** The data of a file that is asked of trained weights: with the figures that their run has fitted, and of another file where one is given. */
export function encodeForWeights(
  file: ModelFile,
  request: Pick<PredictRequest, "file" | "workspace" | "data">,
  fitted: FittedSeries | undefined,
): EncodedData {
  const { data } = request;
  if (data !== undefined && !file.form) refuse("model", message("data-other-file"), { code: "data-other-file" });
  const tables = data === undefined ? tableSource(request.file, request.workspace) : givenTable(data);
  const encoded = encodeDataset({ ...file, tables, fitted });
  refuseErrors(encoded.diagnostics);
  return encoded;
}

/** Refuses with the first error, where there is one. */
export function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error) refuse("model", error.message, { range: error.range, code: error.code });
}

/** Data that belongs to the language and that this version cannot read: what is trained on it, nobody can predict from either. */
export function refuseUnbuilt(file: ModelFile): void {
  const missing = file.missingForTraining;
  if (missing && codeOf(missing.id) === "not-built") refuse("model", missing, placeOfMissing(file));
}

/** Where the file says what it lacks, else at its model. */
export function placeOfMissing({ modelRange, missingForTraining, diagnostics }: ModelFile): {
  range?: TextRange;
  code?: string;
} {
  const code = missingForTraining && codeOf(missingForTraining.id);
  const range = diagnostics.find(({ message: { id } }) => id === missingForTraining?.id)?.range ?? modelRange;
  return { ...(range && { range }), ...(code && { code }) };
}

/** Not in the file. */
const liesInEngine = ({ id }: PlanError): boolean => id === "engine-memory.refused" || id === "engine-not-reproducible";

/** Opens the engine asked for, for the network of this file; `auto` is WebAssembly. Throws `JobRefused`. */
export async function openSession(
  asked: "auto" | EngineName,
  file: ModelFile,
  request: SessionRequest,
  { openEngine }: Pick<JobContext, "openEngine">,
): Promise<NetworkSession> {
  const engine: EngineName = asked === "auto" ? "wasm" : asked;
  try {
    return (await openEngine(engine)).open({ ...request, freeBytes: freeMemory() });
  } catch (error) {
    if (error instanceof TensorFlowMissing) return refuse("engine", error.reason);
    if (error instanceof PlanError) return refusePlan(file, error);
    return refuse("engine", message("engine-cannot-start", { engine, problem: problemOf(error) }));
  }
}

/** The engine's reasons have their sentences in the catalogue under the same ids. */
function refusePlan(file: ModelFile, error: PlanError): never {
  const { id, args } = error;
  if (liesInEngine(error)) refuse("engine", { id, args });
  refuse("model", { id, args }, { range: placeOfPlanError(file, error), code: codeOf(id) });
}

/** The weights file that the request or the model file names, or undefined. Throws `JobRefused`. */
export function namedWeights(
  request: Pick<PredictRequest, "file" | "workspace" | "weights">,
  file: ModelFile,
): GivenWeights | undefined {
  if (request.weights !== undefined) return { tensors: readOrRefuse(() => readWeightsFile(request.weights ?? "")) };
  const [first] = file.weights;
  if (!first) return undefined;
  const all = file.weights.map((one) => ({ ...one, tensors: readNamed(one, request) }));
  const tensors = all.flatMap(({ layer, tensors: own }) => own.map((tensor) => ofLayer(layer, tensor)));
  return { tensors, range: first.range, ...(first.layer !== undefined && { layers: all }) };
}

/** The same where they are those of a whole network: of some layers alone there is none to be asked, as the others would be drawn anew each time. */
export function namedNetwork(...asked: Parameters<typeof namedWeights>): GivenWeights | undefined {
  const named = namedWeights(...asked);
  return named?.layers ? undefined : named;
}

function readNamed(
  { path: written, range }: WeightsFile,
  { file, workspace }: Pick<PredictRequest, "file" | "workspace">,
): readonly NamedTensor[] {
  const inside = containedPath(written, file, workspace);
  if (inside === undefined) {
    return refuse("model", message("weights-outside", { file: written }), { range, code: "weights-outside" });
  }
  return readOrRefuse(() => readWeightsFile(inside, allowedFolders(file, workspace)), range);
}

/** A file for one layer may leave its name out: `embeddings` is `embedding/embeddings`. */
const ofLayer = (layer: string | undefined, tensor: NamedTensor): NamedTensor =>
  layer === undefined || tensor.name.startsWith(`${layer}/`) ? tensor : { ...tensor, name: `${layer}/${tensor.name}` };

/** Weights, and what is known of them where they do not fit. */
export interface GivenWeights {
  readonly tensors: readonly NamedTensor[];
  /** Where the model file names them. */
  readonly range?: TextRange;
  /** Where they are those of some layers alone: these, the others keep what was drawn. */
  readonly layers?: readonly Pick<WeightsFile, "layer" | "range">[];
  /** What the model they come from has that this one has not. */
  readonly explain?: () => Message | undefined;
}

/** Puts weights into the network. Throws `JobRefused`. */
export function applyWeights(session: NetworkSession, { tensors, range, layers, explain }: GivenWeights): void {
  try {
    session.setWeights(layers ? amongDrawn(session, tensors, layers) : tensors);
  } catch (error) {
    if (!(error instanceof WeightsMismatch)) throw error;
    const place = layers?.find(({ layer }) => error.weight.startsWith(`${layer}/`))?.range ?? range;
    refuse("model", explain?.() ?? mismatchMessage(error), {
      ...(place && { range: place }),
      code: "weights-mismatch",
    });
  }
}

/** All weights of the network: of these layers those that are given, each of them, and of the others those that were drawn. */
function amongDrawn(
  session: NetworkSession,
  tensors: readonly NamedTensor[],
  layers: NonNullable<GivenWeights["layers"]>,
): readonly NamedTensor[] {
  const given = new Set(tensors.map(({ name }) => name));
  const isGiven = ({ name }: NamedTensor): boolean => layers.some(({ layer }) => name.startsWith(`${layer}/`));
  const drawn = session.weights();
  const missing = drawn.find((tensor) => isGiven(tensor) && !given.has(tensor.name));
  if (missing) throw new WeightsMismatch(missing.name, missing.shape, undefined);
  return [...drawn.filter((tensor) => !isGiven(tensor)), ...tensors];
}

function mismatchMessage({ weight, expected, found }: WeightsMismatch): Message {
  if (!found) return message("weights-mismatch.missing", { weight, expected: shapeText(expected ?? []) });
  if (!expected) return message("weights-mismatch.extra", { weight, found: shapeText(found) });
  return message("weights-mismatch", { weight, expected: shapeText(expected), found: shapeText(found) });
}

/** The last word of a job that an error has ended. */
export function refusalOf(error: unknown): JobRefused["fact"] {
  if (error instanceof JobRefused) return error.fact;
  if (error instanceof FileRefused) return { type: "refused", cause: "failed", reason: error.problem };
  return { type: "refused", cause: "failed", reason: message("training-fault", { problem: problemOf(error) }) };
}

/** Reads a run or weights; what is wrong with them is refused. */
export function readOrRefuse<Value>(read: () => Value, range?: TextRange): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RunUnreadable || error instanceof FileRefused)) throw error;
    return refuse("model", error.problem, { ...(range && { range }), code: error.problem.id });
  }
}

/** What an error says, in one line. */
export function problemOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 300) ?? "";
}
