/**
 * A run between its first fact and its last: weights in motion, figures told, everything kept.
 *
 * test/worker/trainJob.test.ts and test/worker/resume.test.ts hold this.
 */
import { findPaddedSample } from "../core/data/paddedSamples";
import { decodePredictions } from "../core/data/decodePredictions";
import type { Dataset } from "../core/data/dataset";
import { PAGE_SAMPLES } from "../core/data/samplePages";
import type { FittedSeries } from "../core/data/series/fittedSeries";
import { type Message, message } from "../core/messages/message";
import { type CompileSettings, type ModelGraph, tensorName } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import { planFit } from "../core/training/fitPlan";
import { placeOfKeys } from "../core/syntax/keyPlace";
import type { TextRange } from "../core/text/range";
import type { NetworkSession } from "../core/training/networkSession";
import type { Cost } from "../engine/plan/cost";
import { type EpochRow, type Position, Trainer, type TrainingFailure, type TrainingResult } from "../engine/trainer";
import type { Fingerprints } from "../runs/checkpoint";
import { RunLocked } from "../runs/runLock";
import type { RunWriter } from "../runs/runWriter";
import { systemCode } from "../files/files";
import type { EventLog } from "../tensorflow/eventLog";
import type { ChosenEngine } from "./chooseEngine";
import type { JobContext } from "./jobContext";
import { problemOf } from "./prepareNetwork";
import { type Resumed, takeUp } from "./resumeRun";
import { EpochKeeper, mostEpochs } from "./epochKeeper";
import { numbersOf, shownPage } from "./shownPage";
import { TrainingHistory } from "./trainingHistory";
import type { WatchedTime } from "./watchedTime";

const PREDICT_EVERY_MS = 500;

export interface TrainingPlan extends ChosenEngine {
  readonly file: ModelFile;
  readonly graph: ModelGraph;
  readonly compile: CompileSettings;
  readonly dataset: Dataset;
  /** What was fitted to a series in a file. */
  readonly fitted: FittedSeries | undefined;
  readonly belongsTo: Fingerprints;
  /** Asked for, or the one that a run goes on with. */
  readonly seed: number;
  readonly epochs: number;
  readonly reproducible: boolean;
  /** Absent where TensorFlow runs. */
  readonly cost: Cost | undefined;
  readonly resumed: Resumed | undefined;
  /** The most that the weights of epochs may take on disk. */
  readonly epochMegabytes: number;
}

/** Who is told of each epoch, besides the run's own folder. */
export interface Watchers {
  readonly watched: WatchedTime;
  readonly log: EventLog | undefined;
}

type Status = "finished" | "stopped" | "failed";
type PlainMessage = { id: string; args: Record<string, string | number> };

export class TrainingInMotion {
  private readonly history: TrainingHistory;
  private readonly keeper: EpochKeeper;
  private readonly trainer: Trainer;
  private reason: Message | undefined;
  /** Of the reason, where it lies in the model file. */
  private range: TextRange | undefined;
  private epoch: number;
  private hasWarned = false;
  /** The first sample whose answer was told last. */
  private shown = 0;
  /** Aborted: the job is asked to end, or its folder is lost. */
  private readonly ending = new AbortController();

  constructor(
    private readonly plan: TrainingPlan,
    private readonly session: NetworkSession,
    private readonly writer: RunWriter,
    private readonly context: JobContext,
    private readonly watchers: Watchers,
  ) {
    const { clock, checkpointEvery: every, showPredictions, signal } = context;
    const { resumed, belongsTo } = plan;
    if (signal.aborted) this.ending.abort();
    else signal.addEventListener("abort", () => this.ending.abort(), { once: true });
    this.epoch = resumed?.epoch ?? 0;
    if (showPredictions !== "never") {
      const isLive = showPredictions === "live";
      const showNow = watchers.watched.add(() => this.show(), isLive ? PREDICT_EVERY_MS : Infinity);
      // Somebody turned the page.
      context.looks?.listen(({ sample }) => {
        if (isLive && shownPage(plan, sample, PAGE_SAMPLES).shown.from !== this.shown) showNow();
      });
    }
    this.trainer = this.createTrainer();
    this.keeper = new EpochKeeper(session, mostEpochs(plan.file.totalParams, plan.epochMegabytes));
    this.history = new TrainingHistory({
      ...{ session, writer, belongsTo, every, trainer: this.trainer, keeper: this.keeper },
      elapsed: () => clock.elapsed(),
      onTrouble: (error) => this.warn(error),
    });
  }

  private createTrainer(): Trainer {
    const { graph, dataset, compile, epochs, seed, file } = this.plan;
    const { clock, control } = this.context;
    return new Trainer({
      session: this.session,
      ...planFit(file.fit, compile, dataset),
      ...{ epochs, seed, signal: this.ending.signal },
      ...(control && { control }),
      outputNames: graph.outputs.map((ref) => tensorName(graph.layers, ref)),
      now: () => clock.elapsed(),
      onEpoch: (row) => this.epochEnded(row),
      onBreath: () => this.history.saveInTime(this.epoch),
      onPause: (position) => this.paused(position),
      onProceed: () => this.context.emit({ type: "proceeded" }),
      onLearningRate: (position) => this.learningRateSet(position),
    });
  }

  /** Makes the folder a run. `given`: the first weights do not follow from the seed, so they are in it before it is one. */
  begin(given: boolean): void {
    if (!this.plan.resumed?.checkpoint) this.keeper.take(0);
    if (given) this.history.saveCheckpoint();
    this.writer.begin();
  }

  async run(): Promise<void> {
    const { clock } = this.context;
    const from = clock.elapsed();
    let result: TrainingResult | undefined;
    let status: Status = "failed";
    try {
      const { resumed } = this.plan;
      if (resumed) this.history.takeUp(takeUp(resumed, this.session, this.trainer, this.keeper));
      result = await this.trainer.run();
      this.keep(result);
      status = result.status;
    } catch (error) {
      this.reason ??= this.reasonOf(error);
    }
    this.watchers.log?.close();
    this.finish(status, result, result?.elapsedMs ?? clock.elapsed() - from);
  }

  /** The checkpoint holds what training would go on with; `last` what the run ends with. */
  private keep(result: TrainingResult): void {
    if (result.failure) return this.diverged(result.failure);
    this.history.saveCheckpoint(result.restoredEpoch);
    if (result.restoredEpoch !== undefined) this.trainer.bringBack();
    this.history.saveWeights(this.epoch);
    this.watchers.watched.ended();
  }

  private reasonOf(error: unknown): Message {
    const { folder } = this.writer;
    if (error instanceof RunLocked) {
      return message("run-taken-over", { folder, pid: error.holder?.pid ?? "?", host: error.holder?.host ?? "?" });
    }
    // The system's errors while a run is kept are about its folder.
    if (systemCode(error) !== undefined) return message("run-cannot-write", { folder, problem: problemOf(error) });
    return message("training-fault", { problem: problemOf(error) });
  }

  private finish(status: Status, result: TrainingResult | undefined, elapsedMs: number): void {
    let last: Status = status;
    const early = {
      ...(result?.stoppedEarly && { stoppedEarly: true }),
      ...(result?.restoredEpoch !== undefined && { restoredEpoch: result.restoredEpoch }),
    };
    let reason = this.reason ?? (status === "stopped" ? whyStopped(this.context.signal) : undefined);
    try {
      const ended = this.context.clock.now().toISOString();
      this.writer.finish({ status, ended, elapsedMs, ...early, ...(reason && { reason: plain(reason) }) });
    } catch (error) {
      last = "failed";
      reason ??= this.reasonOf(error);
    }
    this.context.emit({
      type: "finished",
      status: last,
      epochs: this.epoch,
      elapsedMs,
      ...early,
      ...(reason && { reason: plain(reason) }),
      ...(this.range && { range: this.range }),
    });
  }

  private epochEnded(row: EpochRow): void {
    this.epoch = row.epoch;
    this.context.emit({ type: "epochsEnded", rows: [row] });
    this.history.epochEnded(row);
    this.watchers.watched.epochEnded(row.epoch);
    this.watchers.log?.epoch(row, this.session.learningRate, () => this.session.weights());
  }

  private paused(position: Position): void {
    this.context.emit({ type: "paused", ...position });
    this.watchers.watched.paused();
  }

  private learningRateSet(position: Position): void {
    const { epoch, batch, learningRate: rate } = position;
    this.writer.learningRateSet({ epoch, batch: batch + 1, rate });
    this.context.emit({ type: "learningRateSet", ...position });
  }

  /** Said once: the disk may stay full for hours. A folder that another process has taken over ends the run. */
  private warn(error: unknown): void {
    if (error instanceof RunLocked) return this.ending.abort();
    if (this.hasWarned) return;
    this.hasWarned = true;
    const reason = message("run-save-failed", { folder: this.writer.folder, problem: problemOf(error) });
    this.context.emit({ type: "warned", reason: plain(reason) });
  }

  /** The epoch that broke off does not count. A step that is not finite is not taken, so the weights still are. */
  private diverged({ epoch, batch, found }: TrainingFailure): void {
    const { root, layers } = this.plan.file;
    const layer = layers.find(({ name }) => name === found?.layer.split("/")[0]);
    this.range = layer?.place.kind ?? placeOfKeys(root, "compile", "optimizer") ?? placeOfKeys(root, "compile");
    const padded = found?.where === "output" ? findPaddedSample(this.plan.graph, this.plan.dataset) : undefined;
    this.reason =
      padded?.layer === found?.layer && padded
        ? message("training-diverged.padding", { epoch, batch, layer: padded.layer, sample: padded.sample + 1 })
        : found?.where === "output" && layer?.definition?.kind === "Embedding"
          ? message("training-diverged.ids", {
              epoch,
              batch,
              layer: found.layer,
              last: layer.definition.arguments.input_dim - 1,
            })
          : found
            ? message(`training-diverged.${found.where}`, { epoch, batch, layer: found.layer })
            : message("training-diverged", { epoch, batch });
    this.history.save(this.epoch);
  }

  /** Tells what the network answers now. Stateful layers take whole batches only, and go on as if nobody had asked. */
  private show(): void {
    const { graph, dataset, file } = this.plan;
    const { shown, answered } = shownPage(this.plan, this.context.looks?.sample ?? 0, PAGE_SAMPLES);
    this.shown = shown.from;
    const state = this.session.state();
    const outputs = this.session.predict(numbersOf(answered));
    this.session.setState(state);
    const { validationSplit } = file.fit;
    const { losses } = this.plan.compile;
    const of = { graph, dataset, losses, outputs, validationSplit, shown, outputsFrom: answered.from };
    const predictions = decodePredictions({ ...of, epoch: this.epoch });
    this.context.emit({ type: "predicted", engine: this.session.engine, predictions });
  }
}

/** A message as it crosses to another process. */
const plain = ({ id, args }: Message): PlainMessage => ({ id, args: { ...args } });

/** Who stops a run may say why. */
function whyStopped({ reason }: AbortSignal): Message | undefined {
  const said = reason as unknown;
  return typeof said === "object" && said !== null && "id" in said && "args" in said ? (said as Message) : undefined;
}
