/**
 * A trained network kept open, to be looked into for whatever sample and epoch somebody asks: no data is read and no text analysed again.
 *
 * The newest wish counts; an older one that has not been begun is dropped. Ends when its process is ended. test/worker/look.test.ts.
 */
import type { Dataset } from "../core/data/dataset";
import { editSample } from "../core/data/editSample";
import { PAGE_SAMPLES, restingPage } from "../core/data/samplePages";
import type { SampleRange } from "../core/data/splitSamples";
import type { Message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import { intervene, type Intervention, InterventionImpossible, withBiases } from "../core/probes/interventions";
import { decodePredictions } from "../core/data/decodePredictions";
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { Looked, LookAt, LookRequest } from "../protocol/training";
import { nearestEpoch } from "../runs/weightsOfEpoch";
import type { JobContext } from "./jobContext";
import { connectivityCost, cutSample, lookAtSample, MOST_WEIGHTS } from "./lookSession";
import { type OpenedNetwork, openNetwork } from "./lookNetwork";
import { applyWeights, openSession, refusalOf } from "./prepareNetwork";
import { cutRange, type ShownPage, shownPage } from "./shownPage";

/** Some seconds on a plain machine; what takes longer is not worth the wait. */
const MOST_CONNECTIVITY = 4e9;

/** Wishes in, the newest out. */
export class LookQueue {
  private wish: LookAt | undefined;
  private wake: (() => void) | undefined;
  private readonly listeners: ((wish: LookAt) => void)[] = [];
  /** The sample that was wished last. */
  sample: number | undefined;

  ask(wish: LookAt): void {
    this.sample = wish.sample;
    if (this.listeners.length > 0) return this.listeners.forEach((listener) => listener(wish));
    this.wish = wish;
    this.wake?.();
  }

  /** Wishes are told at once from now on, instead of waiting to be taken; also the one that waits. */
  listen(listener: (wish: LookAt) => void): void {
    this.listeners.push(listener);
    if (this.wish) this.ask(this.wish);
    this.wish = undefined;
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
  /** Of which input the session is, and whether it can be intervened in. */
  private opened = "";
  /** For the answers to the first samples; opened when they are asked for. */
  private answering: { readonly session: NetworkSession; readonly of: string } | undefined;
  /** Of which epoch and page, and with what done to it, answers were told last: at first those that the run ended with, which are known where all are on one page. */
  private answered: string;

  constructor(
    private readonly request: LookRequest,
    private readonly network: OpenedNetwork,
    private readonly context: Pick<JobContext, "emit" | "openEngine">,
  ) {
    const isKnown = network.dataset.samples <= PAGE_SAMPLES;
    this.answered = isKnown ? answerKey(network.epoch, [], 0) : "";
  }

  async at(wish: LookAt, wishes: LookQueue): Promise<void> {
    const { run, dataset, kept } = this.network;
    const sample = Math.min(wish.sample, dataset.samples - 1);
    const page = shownPage(this.network, sample, restingPage(dataset));
    const { weights, epoch, notes } = this.weightsFor(wish);
    const { session, seen, whatIf } = await this.see(cutSample(dataset, sample), weights, { ...wish, sample });
    const isSmall = seen.layers.every((layer) => connectivityCost(layer) <= MOST_CONNECTIVITY);
    const looked: Looked = {
      ...{ type: "looked", sample, samples: dataset.samples, kept: [...(kept?.epochs ?? [])], ...seen },
      ...(run && { run: run.record.id }),
      ...(epoch !== undefined && { epoch }),
      ...(notes.length > 0 && { notes: notes.map(({ id, args }) => ({ id, args: { ...args } })) }),
      ...(whatIf && { whatIf }),
      connectivity: isSmall ? "coming" : "tooLarge",
    };
    this.context.emit(looked);
    // Whoever asked for something else meanwhile is served first.
    await nextTurn();
    if (wishes.isWaiting) return;
    const interventions = whatIf?.problem ? [] : (wish.interventions ?? []);
    const key = answerKey(epoch, interventions, page.shown.from);
    if (key !== this.answered) await this.answer(weights, epoch, interventions, page);
    this.answered = key;
    if (isSmall) await this.connect(looked, session, wishes);
  }

  /** What was wished, and beside it how it would be without; where it cannot be done, that alone and why. */
  private async see(own: Dataset, weights: readonly NamedTensor[], wish: LookAt): Promise<Sight> {
    const { graph, file } = this.network;
    const losses = file.compile?.losses;
    const { interventions = [], edits = [] } = wish;
    const look = (session: NetworkSession, dataset: Dataset): Seen =>
      lookAtSample(session, 0, { graph, dataset, losses, mostWeights: MOST_WEIGHTS });
    const plainly = async (): Promise<Sight> => {
      const session = await this.open(`${wish.sample}`, graph, own);
      applyWeights(session, { tensors: weights });
      return { session, seen: look(session, own) };
    };
    if (interventions.length === 0 && edits.length === 0) return plainly();
    const edited = editSample(this.network.file, own, edits);
    const touched = "id" in edited ? edited : orProblem(() => intervene(graph, weights, interventions));
    const { layers, predictions } = (await plainly()).seen;
    const untouched = {
      layers: layers.map(({ name, states, gates, gradient }) => ({
        name,
        states,
        gates,
        ...(gradient && { gradient }),
      })),
      ...(predictions && { predictions }),
    };
    if ("id" in edited || "id" in touched) {
      const { id, args } = ("id" in edited ? edited : touched) as Message;
      return { ...(await plainly()), whatIf: { problem: { id, args: { ...args } } } };
    }
    const dataset = edits.length > 0 ? edited : own;
    const session = await this.open(`${wish.sample} ${JSON.stringify(edits)} touched`, withBiases(graph), dataset);
    applyWeights(session, { tensors: touched });
    const seen = look(session, dataset);
    for (const { gates, states } of seen.layers)
      [...Object.values(gates), ...Object.values(states)].forEach(clearTraces);
    return { session, seen, whatIf: { untouched } };
  }

  /** Those of the kept epoch that is nearest to the wished one, or those that the run ended with. */
  private weightsFor(wish: LookAt): Pick<OpenedNetwork, "weights" | "epoch" | "notes"> {
    const { weights, epoch, notes, kept } = this.network;
    const near = wish.epoch === undefined ? undefined : nearestEpoch(kept?.epochs ?? [], wish.epoch);
    const found = near === undefined ? undefined : kept?.at(near);
    // Why other weights than the last were taken says nothing of those of an epoch.
    return found ? { weights: found, epoch: near, notes: [] } : { weights, epoch, notes };
  }

  /** What the network answered after that epoch, for a page of samples. */
  private async answer(
    weights: readonly NamedTensor[],
    epoch: number | undefined,
    interventions: readonly Intervention[],
    { shown, answered }: ShownPage,
  ): Promise<void> {
    const { graph, dataset } = this.network;
    const isTouched = interventions.length > 0;
    const session = await this.openAnswering(isTouched, answered);
    applyWeights(session, { tensors: isTouched ? intervene(graph, weights, interventions) : weights });
    const at = epoch === undefined ? {} : { epoch };
    const outputs = session.predict();
    const { fit, compile } = this.network.file;
    const of = { graph, dataset, losses: compile?.losses, outputs, validationSplit: fit.validationSplit };
    const predictions = decodePredictions({ ...of, ...at, shown, outputsFrom: answered.from });
    this.context.emit({ type: "predicted", engine: session.engine, predictions });
  }

  private async openAnswering(isTouched: boolean, answered: SampleRange): Promise<NetworkSession> {
    const of = JSON.stringify([isTouched, answered]);
    if (this.answering?.of === of) return this.answering.session;
    this.answering?.session.dispose();
    this.answering = undefined;
    const { file, graph: own, dataset } = this.network;
    const { batchSize, reproducible } = file.fit;
    const graph = isTouched ? withBiases(own) : own;
    const request = { graph, dataset: cutRange(dataset, answered), batchSize, seed: graph.seed ?? 0, reproducible };
    const session = await openSession(this.request.engine, file, request, this.context);
    this.answering = { session, of };
    return session;
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
  private async open(what: string, graph: ModelGraph, dataset: Dataset): Promise<NetworkSession> {
    if (this.session && this.opened === what) return this.session;
    this.session?.dispose();
    this.session = undefined;
    const { file } = this.network;
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
    this.opened = what;
    return this.session;
  }
}

/** The smallest float32 that is normal. */
const SMALLEST = 2 ** -126;

/** What a shut gate lets through because a sigmoid never quite gives 0. */
function clearTraces({ values }: { readonly values: Float32Array }): void {
  values.forEach((value, at) => {
    if (Math.abs(value) < SMALLEST) values[at] = 0;
  });
}

const answerKey = (epoch: number | undefined, interventions: readonly Intervention[], first: number): string =>
  JSON.stringify([epoch ?? null, interventions, first]);

type Seen = ReturnType<typeof lookAtSample>;

interface Sight {
  readonly session: NetworkSession;
  readonly seen: Seen;
  readonly whatIf?: NonNullable<Looked["whatIf"]>;
}

function orProblem<Value>(act: () => Value): Value | Message {
  try {
    return act();
  } catch (error) {
    if (error instanceof InterventionImpossible) return error.problem;
    throw error;
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const plain = ({ shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array }) => ({
  shape: [...shape],
  values,
});
