/**
 * What is looked into, opened once: the run that is meant with its own frozen text, or the weights that the file names; its data, and the
 * epochs whose weights it has kept. test/worker/look.test.ts.
 */
import * as path from "node:path";
import type { Dataset } from "../core/data/dataset";
import { type Message, message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import type { NamedTensor } from "../core/training/networkSession";
import type { LookRequest } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import type { Run } from "../runs/readRun";
import { readRunWeights, type RunWeights } from "../runs/readWeights";
import { type KeptEpochs, readKeptEpochs } from "../runs/weightsOfEpoch";
import { readFrozenModel } from "./frozenModel";
import { encodeForWeights, namedNetwork, readModel, readOrRefuse, refuse, refuseUnbuilt } from "./prepareNetwork";

export interface OpenedNetwork {
  readonly run: Run | undefined;
  readonly file: ModelFile;
  readonly graph: ModelGraph;
  readonly dataset: Dataset;
  readonly weights: readonly NamedTensor[];
  /** Completed epochs when the weights were so; absent where nobody knows. */
  readonly epoch: number | undefined;
  /** What was damaged, missing or passed over for them. */
  readonly notes: readonly Message[];
  /** Absent where no run is looked into. */
  readonly kept: KeptEpochs | undefined;
}

/** The run that is meant and its own text, or the weights that the file names. Throws `JobRefused`. */
export function openNetwork(request: LookRequest): OpenedNetwork {
  const { run: named, workspace } = request;
  const found = named === undefined ? readOrRefuse(() => findNewestRun(request.file, workspace)) : undefined;
  const run =
    found?.run ?? (named === undefined ? undefined : readOrRefuse(() => resolveRun(named, request.file, workspace)));
  const text = run ? readOrRefuse(() => readFrozenModel(run.folder)) : request.text;
  const { file, graph } = readModel({ ...request, text });
  refuseUnbuilt(file);
  const {
    tensors: weights,
    epoch,
    notes,
  } = run
    ? weightsOf(run, found?.weights)
    : { tensors: namedNetwork(request, file)?.tensors, epoch: undefined, notes: [] };
  if (!weights)
    return refuse("model", message("run-none", { file: path.basename(request.file) }), { code: "run-none" });
  const { dataset } = encodeForWeights(file, request, run?.record.fitted);
  if (!dataset || dataset.samples === 0) return refuse("model", message("inspect-no-data"));
  const kept = run && readKeptEpochs(run);
  // What damages the checkpoint is seen by both.
  const all = new Map([...notes, ...(kept?.notes ?? [])].map((note) => [JSON.stringify(note), note]));
  return { run, file, graph, dataset, weights, epoch, notes: [...all.values()], kept };
}

function weightsOf(run: Run, known: RunWeights | undefined): RunWeights {
  const { id } = run.record;
  const found = known ?? readOrRefuse(() => readRunWeights(run));
  return found ?? refuse("model", message("run-without-weights", { run: id }), { code: "run-without-weights" });
}
