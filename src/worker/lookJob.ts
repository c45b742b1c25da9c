/**
 * A trained network kept open, to be looked into for whatever sample and epoch somebody asks: no data is read and no text analysed again.
 *
 * The newest wish counts; an older one that has not been begun is dropped. Ends when its process is ended. test/worker/look.test.ts.
 */
import type { Dataset } from "../core/data/dataset";
import { decodePredictions } from "../core/data/decodePredictions";
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { Looked, LookAt, LookRequest } from "../protocol/training";
import { nearestEpoch } from "../runs/weightsOfEpoch";
import type { JobContext } from "./jobContext";
import { connectivityCost, cutSample, lookAtSample, MOST_WEIGHTS } from "./lookSession";
import { type OpenedNetwork, openNetwork } from "./lookNetwork";
import { applyWeights, openSession, refusalOf } from "./prepareNetwork";
import { cutFirst, shownSamples, SHOWN_SAMPLES } from "./shownSamples";

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

class Looker {
  private session: NetworkSession | undefined;
  private sample = -1;
  /** For the answers to the first samples; opened when they are asked for. */
  private answering: NetworkSession | undefined;
  /** Of which epoch answers were told last: at first those that whoever looks knows already, as the run ended with them. */
  private answered: number | undefined;

  constructor(
    private readonly request: LookRequest,
    private readonly network: OpenedNetwork,
    private readonly context: Pick<JobContext, "emit" | "openEngine">,
  ) {
    this.answered = network.epoch;
  }

  async at(wish: LookAt, wishes: LookQueue): Promise<void> {
    const { run, graph, dataset, kept } = this.network;
    const sample = Math.min(wish.sample, dataset.samples - 1);
    const own = cutSample(dataset, sample);
    const session = await this.open(sample, own);
    const { weights, epoch } = this.weightsFor(wish);
    applyWeights(session, { tensors: weights });
    const seen = lookAtSample(session, 0, { graph, dataset: own, mostWeights: MOST_WEIGHTS });
    const isSmall = seen.layers.every((layer) => connectivityCost(layer) <= MOST_CONNECTIVITY);
    const looked: Looked = {
      ...{ type: "looked", sample, samples: dataset.samples, kept: [...(kept?.epochs ?? [])], ...seen },
      ...(run && { run: run.record.id }),
      ...(epoch !== undefined && { epoch }),
      connectivity: isSmall ? "coming" : "tooLarge",
    };
    this.context.emit(looked);
    // Whoever asked for something else meanwhile is served first.
    await nextTurn();
    if (wishes.isWaiting) return;
    if (epoch !== this.answered) await this.answer(weights, epoch);
    if (isSmall) await this.connect(looked, session, wishes);
  }

  /** Those of the kept epoch that is nearest to the wished one, or those that the run ended with. */
  private weightsFor(wish: LookAt): { weights: readonly NamedTensor[]; epoch: number | undefined } {
    const { weights, epoch, kept } = this.network;
    const near = wish.epoch === undefined ? undefined : nearestEpoch(kept?.epochs ?? [], wish.epoch);
    const found = near === undefined ? undefined : kept?.at(near);
    return found ? { weights: found, epoch: near } : { weights, epoch };
  }

  /** What the network answered after that epoch, for as many samples as a panel shows. */
  private async answer(weights: readonly NamedTensor[], epoch: number | undefined): Promise<void> {
    const { file, graph, dataset } = this.network;
    const { batchSize } = file.fit;
    const shown = cutFirst(dataset, shownSamples(dataset.samples, batchSize));
    this.answering ??= await openSession(
      this.request.engine,
      file,
      { graph, dataset: shown, batchSize, seed: graph.seed ?? 0, reproducible: file.fit.reproducible },
      this.context,
    );
    applyWeights(this.answering, { tensors: weights });
    const outputs = this.answering.predict();
    const at = epoch === undefined ? {} : { epoch };
    const predictions = decodePredictions({ graph, dataset, outputs, ...at, limit: SHOWN_SAMPLES });
    this.context.emit({ type: "predicted", engine: this.answering.engine, predictions });
    this.answered = epoch;
  }

  private async connect(looked: Looked, session: NetworkSession, wishes: LookQueue): Promise<void> {
    const layers: Looked["layers"] = [];
    for (const layer of looked.layers) {
      if (wishes.isWaiting) return;
      layers.push({ ...layer, connectivity: plain(session.connectivity(0, layer.name)) });
      await nextTurn();
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

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const plain = ({ shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array }) => ({
  shape: [...shape],
  values,
});
