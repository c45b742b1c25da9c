/**
 * One training run, from the request to the last fact.
 *
 * Refused before anything is written, or started and then finished, stopped or failed: never silent. The run folder is
 * frozen at the start: later edits of the model file do not reach it. test/worker/trainJob.test.ts holds this.
 */
import * as path from "node:path";
import { planFit } from "../core/training/fitPlan";
import { decodePredictions } from "../core/data/decodePredictions";
import type { Dataset } from "../core/data/dataset";
import { encodeDataset } from "../core/data/encodeDataset";
import { type Message, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { type CompileSettings, type ModelGraph, tensorName } from "../core/model/graph";
import type { NetworkSession } from "../core/training/networkSession";
import { type EpochRow, train, type TrainingFailure } from "../engine/trainer";
import type { TrainRequest } from "../protocol/training";
import { fileInWorkspace, realPath, runsFolder } from "../runs/findRun";
import { fingerprintData } from "../runs/fingerprint";
import { makeRunId } from "../runs/runId";
import { RunLocked } from "../runs/runLock";
import { RunFolderTaken, type RunWriter, startRun } from "../runs/runWriter";
import { version } from "../core/version";
import { chooseWide } from "./chooseWide";
import { type JobContext, JobRefused } from "./jobContext";
import { LiveProbe } from "./liveProbe";
import { applyWeights, namedWeights, openSession, problemOf, readModel, refuse, refuseErrors } from "./prepareNetwork";
import { TrainingHistory } from "./trainingHistory";

/** Samples that the panel shows. */
const SHOWN_SAMPLES = 200;
const PREDICT_EVERY_MS = 500;

interface Plan {
  readonly file: ModelFile;
  readonly graph: ModelGraph;
  readonly compile: CompileSettings;
  readonly dataset: Dataset;
  readonly seed: number;
  readonly epochs: number;
  readonly reproducible: boolean;
}

/** Runs the request; every way it can go ends with one last fact. */
export async function runTraining(request: TrainRequest, context: JobContext): Promise<void> {
  try {
    const plan = planTraining(request, context);
    const { file, reproducible, seed } = plan;
    const session = await openSession(
      request.engine,
      {
        ...{ ...plan, batchSize: file.fit.batchSize, seed, reproducible },
        ...(request.probe && { probes: "states" }),
        wide: await chooseWide(request, plan, context),
      },
      context,
    );
    try {
      const weights = namedWeights(request, file);
      if (weights) applyWeights(session, weights.tensors, weights.range);
      const live = request.probe && new LiveProbe(session, request.probe, context, plan.dataset);
      await trainInFolder(request, plan, session, context, live);
    } finally {
      session.dispose();
    }
  } catch (error) {
    if (error instanceof JobRefused) context.emit(error.fact);
    else
      context.emit({
        type: "refused",
        cause: "failed",
        reason: message("training-fault", { problem: problemOf(error) }),
      });
  }
}

function planTraining(request: TrainRequest, { random }: JobContext): Plan {
  const { file, graph } = readModel(request);
  if (file.missingForTraining) refuse("model", file.missingForTraining, placeOfMissing(file));
  const { dataset, diagnostics } = encodeDataset(file);
  refuseErrors(diagnostics);
  if (!dataset || !file.compile) return refuse("model", message("model-broken"));
  return {
    file,
    graph,
    compile: file.compile,
    dataset,
    seed: request.seed ?? graph.seed ?? Math.floor(random() * 2 ** 31),
    epochs: request.epochs ?? file.fit.epochs,
    reproducible: request.reproducible || file.fit.reproducible,
  };
}

function placeOfMissing({ modelRange, missingForTraining }: ModelFile): {
  range?: { start: number; end: number };
  code?: string;
} {
  const code = missingForTraining?.id.split(".")[0];
  return { ...(modelRange && { range: modelRange }), ...(code && { code }) };
}

async function trainInFolder(
  request: TrainRequest,
  plan: Plan,
  session: NetworkSession,
  context: JobContext,
  live: LiveProbe | undefined,
): Promise<void> {
  const { file, dataset, seed, epochs, reproducible } = plan;
  const { engine, build, wide, threads } = session;
  const started = context.clock.now();
  const id =
    request.out === undefined
      ? makeRunId(started, file.name, context.random)
      : path.basename(path.resolve(request.out));
  const folder = request.out ?? path.join(runsFolder(request.workspace), id);
  const about = { id, engine, build, seed, reproducible, epochs, samples: dataset.samples, params: file.totalParams };
  const writer = openFolder(folder, () =>
    startRun(
      folder,
      {
        ...about,
        name: file.name,
        file: fileInWorkspace(request.file, request.workspace),
        workspace: realPath(request.workspace),
        versions: { unroll: version, node: process.versions.node },
        data: fingerprintData(dataset),
        started: started.toISOString(),
      },
      request.text,
    ),
  );
  const { samples, params } = about;
  context.emit({ type: "started", run: id, folder, engine, build, wide, threads, seed, epochs, samples, params });
  await new Training(plan, session, writer, context, live).run();
}

function openFolder(folder: string, open: () => RunWriter): RunWriter {
  try {
    return open();
  } catch (error) {
    if (error instanceof RunFolderTaken) refuse("failed", message("run-folder-taken", { folder, file: error.file }));
    if (error instanceof RunLocked) refuse("failed", message("run-locked", { folder, pid: error.pid }));
    return refuse("failed", message("run-cannot-write", { folder, problem: problemOf(error) }));
  }
}

/** The part with weights in motion. */
class Training {
  private readonly history: TrainingHistory;
  private reason: Message | undefined;
  private epoch = 0;
  private shownAt: number;
  private showCost = 0;

  constructor(
    private readonly plan: Plan,
    private readonly session: NetworkSession,
    private readonly writer: RunWriter,
    private readonly context: JobContext,
    private readonly live: LiveProbe | undefined,
  ) {
    const { clock, checkpointEvery } = context;
    this.history = new TrainingHistory(session, writer, () => clock.elapsed(), checkpointEvery);
    this.shownAt = clock.elapsed();
  }

  async run(): Promise<void> {
    const { clock, signal, showPredictions } = this.context;
    let status: "finished" | "stopped" | "failed" = "failed";
    let elapsedMs = 0;
    const from = clock.elapsed();
    try {
      const { graph, dataset, compile, epochs, seed, file } = this.plan;
      const outcome = await train({
        session: this.session,
        ...planFit(file.fit, compile, dataset.samples),
        ...{ epochs, seed, signal },
        outputNames: graph.outputs.map((ref) => tensorName(graph.layers, ref)),
        now: () => clock.elapsed(),
        onEpoch: (row) => this.epochEnded(row),
      });
      elapsedMs = outcome.elapsedMs;
      status = outcome.status;
      if (outcome.failure) this.diverged(outcome.failure);
      else this.history.save(this.epoch);
      if (showPredictions !== "never" && status !== "failed") this.show();
      if (status !== "failed") this.live?.ended(this.epoch);
    } catch (error) {
      elapsedMs ||= clock.elapsed() - from;
      status = "failed";
      this.reason ??= message("training-fault", { problem: problemOf(error) });
    }
    this.finish(status, elapsedMs);
  }

  private finish(status: "finished" | "stopped" | "failed", elapsedMs: number): void {
    const reason = this.reason;
    let last = { status, ...(reason && { reason }) };
    try {
      const ended = this.context.clock.now().toISOString();
      this.writer.finish({
        status,
        ended,
        elapsedMs,
        ...(reason && { reason: { id: reason.id, args: { ...reason.args } } }),
      });
    } catch (error) {
      const problem = message("run-cannot-write", { folder: this.writer.folder, problem: problemOf(error) });
      last = { status: "failed", reason: reason ?? problem };
    }
    this.context.emit({ type: "finished", ...factOf(last), epochs: this.epoch, elapsedMs });
  }

  private epochEnded(row: EpochRow): void {
    this.epoch = row.epoch;
    this.context.emit({ type: "epochsEnded", rows: [row] });
    this.history.epochEnded(row);
    this.live?.epochEnded(row.epoch);
    const { clock, showPredictions } = this.context;
    const wait = Math.max(PREDICT_EVERY_MS, this.showCost * 10);
    if (showPredictions === "live" && clock.elapsed() - this.shownAt >= wait) this.show();
  }

  /** The epoch that broke off is told with a loss of NaN. A step that is not finite is not taken, so the weights still are. */
  private diverged({ epoch, batch, found }: TrainingFailure): void {
    this.epoch = epoch;
    const row = { epoch, loss: Number.NaN };
    this.context.emit({ type: "epochsEnded", rows: [row] });
    this.history.diverged(row);
    this.reason = found
      ? message(`training-diverged.${found.where}`, { epoch, batch, layer: found.layer })
      : message("training-diverged", { epoch, batch });
  }

  /** Tells what the network answers now; costs a forward pass over the data, so never more than a tenth of the time. */
  private show(): void {
    const { clock } = this.context;
    const { graph, dataset } = this.plan;
    const from = clock.elapsed();
    const shown = Math.min(dataset.samples, SHOWN_SAMPLES);
    const outputs = this.session.predict(Int32Array.from({ length: shown }, (_, sample) => sample));
    const predictions = decodePredictions({ graph, dataset, outputs, epoch: this.epoch, limit: SHOWN_SAMPLES });
    this.context.emit({ type: "predicted", engine: this.session.engine, predictions });
    this.shownAt = clock.elapsed();
    this.showCost = this.shownAt - from;
  }
}

function factOf(last: { status: "finished" | "stopped" | "failed"; reason?: Message }): {
  status: "finished" | "stopped" | "failed";
  reason?: { id: string; args: Record<string, string | number> };
} {
  const { status, reason } = last;
  return { status, ...(reason && { reason: { id: reason.id, args: { ...reason.args } } }) };
}
