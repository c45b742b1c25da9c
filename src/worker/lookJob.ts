/**
 * A trained network kept open, to be looked into for whatever sample and epoch somebody asks: no data is read and no text analysed again.
 *
 * The newest wish counts; an older one that has not been begun is dropped. Ends when its process is ended. test/worker/look.test.ts.
 */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { encodeDataset } from "../core/data/encodeDataset";
import type { Dataset } from "../core/data/dataset";
import { message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import { listRecurrentLayers } from "../core/probes/recurrentLayers";
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { Looked, LookAt, LookRequest } from "../protocol/training";
import { findNewestRun, resolveRun } from "../runs/findRun";
import type { Run } from "../runs/readRun";
import { readRunWeights, type RunWeights } from "../runs/readWeights";
import type { JobContext } from "./jobContext";
import { connectivityCost, cutSample, lookAtSample, MOST_WEIGHTS } from "./lookSession";
import {
  applyWeights,
  namedWeights,
  openSession,
  readModel,
  readOrRefuse,
  refusalOf,
  refuse,
  refuseErrors,
  refuseUnbuilt,
} from "./prepareNetwork";

/** Some seconds on a plain machine; what takes longer is not worth the wait. */
const MOST_CONNECTIVITY = 4e9;

/** Wishes in, the newest out. */
export class LookQueue {
  private wish: LookAt | undefined;
  private wake: (() => void) | undefined;

  private listener: ((wish: LookAt) => void) | undefined;

  ask(wish: LookAt): void {
    if (this.listener) return this.listener(wish);
    this.wish = wish;
    this.wake?.();
  }

  /** Wishes are told at once from now on, instead of waiting to be taken; also the one that waits. */
  listen(listener: ((wish: LookAt) => void) | undefined): void {
    this.listener = listener;
    const { wish } = this;
    this.wish = undefined;
    if (wish) listener?.(wish);
  }

  get isWaiting(): boolean {
    return this.wish !== undefined;
  }

  async next(): Promise<LookAt> {
    if (this.wish === undefined) await new Promise<void>((resolve) => (this.wake = resolve));
    const { wish } = this;
    this.wish = undefined;
    this.wake = undefined;
    return wish ?? this.next();
  }
}

/** Answers wishes for ever, or ends with `refused`. */
export async function runLooking(
  request: LookRequest,
  context: Pick<JobContext, "emit" | "openEngine" | "signal">,
  wishes: LookQueue,
): Promise<void> {
  try {
    const network = openNetwork(request);
    const look = new Looker(request, network, context);
    while (!context.signal.aborted) await look.at(await wishes.next(), wishes);
  } catch (error) {
    context.emit(refusalOf(error));
  }
}

interface OpenedNetwork {
  readonly run: Run | undefined;
  readonly file: ModelFile;
  readonly graph: ModelGraph;
  readonly dataset: Dataset;
  readonly weights: readonly NamedTensor[];
  /** Completed epochs when the weights were so; absent where nobody knows. */
  readonly epoch: number | undefined;
}

/** The run that is meant and its own text, or the weights that the file names. Throws `JobRefused`. */
function openNetwork(request: LookRequest): OpenedNetwork {
  const { run: named, workspace } = request;
  const found = named === undefined ? readOrRefuse(() => findNewestRun(request.file, workspace)) : undefined;
  const run =
    found?.run ?? (named === undefined ? undefined : readOrRefuse(() => resolveRun(named, request.file, workspace)));
  const text = run ? readOrRefuse(() => readFileSync(path.join(run.folder, "model.rnn.yaml"), "utf8")) : request.text;
  const { file, graph } = readModel({ ...request, text });
  refuseUnbuilt(file);
  if (listRecurrentLayers(graph).length === 0) refuse("model", message("inspect-none-recurrent"));
  const { tensors: weights, epoch } = run
    ? weightsOf(run, found?.weights)
    : { tensors: namedWeights(request, file)?.tensors, epoch: undefined };
  if (!weights)
    return refuse("model", message("run-none", { file: path.basename(request.file) }), { code: "run-none" });
  const { dataset, diagnostics } = encodeDataset(file);
  refuseErrors(diagnostics);
  if (!dataset || dataset.samples === 0) return refuse("model", message("inspect-no-data"));
  return { run, file, graph, dataset, weights, epoch };
}

function weightsOf(run: Run, known: RunWeights | undefined): RunWeights {
  const { id } = run.record;
  const found = known ?? readOrRefuse(() => readRunWeights(run));
  return found ?? refuse("model", message("run-without-weights", { run: id }), { code: "run-without-weights" });
}

class Looker {
  private session: NetworkSession | undefined;
  private sample = -1;

  constructor(
    private readonly request: LookRequest,
    private readonly network: OpenedNetwork,
    private readonly context: Pick<JobContext, "emit" | "openEngine">,
  ) {}

  async at(wish: LookAt, wishes: LookQueue): Promise<void> {
    const { run, graph, dataset, epoch } = this.network;
    const sample = Math.min(wish.sample, dataset.samples - 1);
    const own = cutSample(dataset, sample);
    const session = await this.open(sample, own);
    applyWeights(session, { tensors: this.network.weights });
    const seen = lookAtSample(session, 0, { graph, dataset: own, mostWeights: MOST_WEIGHTS });
    const isSmall = seen.layers.every((layer) => connectivityCost(layer) <= MOST_CONNECTIVITY);
    const looked: Looked = {
      ...{ type: "looked", sample, samples: dataset.samples, kept: [], ...seen },
      ...(run && { run: run.record.id }),
      ...(epoch !== undefined && { epoch }),
      connectivity: isSmall ? "coming" : "tooLarge",
    };
    this.context.emit(looked);
    if (!isSmall) return;
    // Whoever asked for something else meanwhile is served first.
    await new Promise((resolve) => setImmediate(resolve));
    const layers: Looked["layers"] = [];
    for (const layer of looked.layers) {
      if (wishes.isWaiting) return;
      layers.push({ ...layer, connectivity: plain(session.connectivity(0, layer.name)) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.context.emit({ ...looked, layers, connectivity: "there" });
  }

  /** A session holds one sample: however large the data, what is looked into is small. */
  private async open(sample: number, dataset: Dataset): Promise<NetworkSession> {
    if (this.session && this.sample === sample) return this.session;
    this.session?.dispose();
    const { file, graph } = this.network;
    const hasLoss = file.compile !== undefined && dataset.targets.length > 0;
    this.session = await openSession(
      this.request.engine,
      file,
      {
        ...{ graph, dataset, batchSize: 1, seed: graph.seed ?? 0, reproducible: file.fit.reproducible },
        ...(hasLoss && { compile: file.compile }),
        probes: "connectivity",
      },
      this.context,
    );
    this.sample = sample;
    return this.session;
  }
}

const plain = ({ shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array }) => ({
  shape: [...shape],
  values,
});
