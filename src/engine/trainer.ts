/**
 * The training loop, for any engine: epochs, batches, shuffling, validation, callbacks, pauses, stopping.
 *
 * Between two steps everything that the rest of the run follows from is in `state()`, the session and the seed, so a run that is taken
 * up again equals one that never stopped. The loop gives the process back at least every 12 ms, or after a step that takes longer,
 * so that a stop is heard within a step. A loss or a gradient that is no number ends the run. test/engine/trainer.test.ts and
 * test/engine/resume.test.ts.
 */
import type { SampleRange } from "../core/data/splitSamples";
import type { EarlyStoppingSettings, PlateauSettings } from "../core/model/callbackTable";
import type { ScheduleSettings } from "../core/model/scheduleTable";
import { shuffledOrder } from "../core/random/shuffledOrder";
import {
  freshPlateau,
  freshStopping,
  type PlateauState,
  type StoppingState,
  watchPlateau,
  watchStopping,
} from "../core/training/callbacks";
import type { NetworkSession, NonFinite, WeightSnapshot } from "../core/training/networkSession";
import { type FigureState, FigureSums } from "./figureSums";
import { LearningRate, type RateState } from "./learningRate";
import { TrainingControl } from "./trainingControl";

/**
 * One line of the history: `epoch` counts from 1; `<output>_loss` and `<output>_accuracy` where there are several outputs; `val_…`
 * where samples validate; `learning_rate`, of the epoch's last step, where it changes.
 */
export interface EpochRow {
  readonly epoch: number;
  readonly loss: number;
  readonly [column: string]: number;
}

/** Between two steps: `batch` of `batches` are done in this epoch. `loss` is the mean so far, absent before the first batch. */
export interface Position {
  readonly epoch: number;
  readonly batch: number;
  readonly batches: number;
  readonly loss?: number;
  readonly learningRate: number;
}

export interface TrainingOptions {
  readonly session: NetworkSession;
  readonly training: SampleRange;
  readonly validation?: SampleRange | undefined;
  readonly batchSize: number;
  readonly epochs: number;
  /** False: file order. */
  readonly shuffle: boolean;
  readonly seed: number;
  /** In the order of the outputs. */
  readonly outputNames: readonly string[];
  readonly schedule?: ScheduleSettings | undefined;
  readonly earlyStopping?: EarlyStoppingSettings | undefined;
  readonly reduceOnPlateau?: PlateauSettings | undefined;
  /** When stateful layers begin with zeros again; absent: never. */
  readonly resetStates?: "epoch" | undefined;
  readonly signal?: AbortSignal;
  readonly control?: TrainingControl;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Lets the process do its other work; resolved when it is our turn again. */
  readonly breathe?: () => Promise<void>;
  readonly onEpoch?: (row: EpochRow) => void;
  /** Between two steps, each time the process was given back: the time for a checkpoint. */
  readonly onBreath?: () => void;
  readonly onPause?: (position: Position) => void;
  readonly onProceed?: () => void;
  /** A learning rate that was asked for counts from the next step on. */
  readonly onLearningRate?: (position: Position) => void;
}

/** Where the loop stands, besides weights and optimizer. */
export interface TrainerState {
  /** The epoch it is in, from 1, and the batches done of it. */
  readonly epoch: number;
  readonly batch: number;
  readonly figures: FigureState;
  /** Of the samples that have validated in this epoch so far. */
  readonly validation: FigureState;
  readonly rate: RateState;
  readonly stopping: StoppingState;
  readonly plateau: PlateauState;
  readonly stoppedEarly: boolean;
}

/** Where something was not finite, and what, where the engine knows: epoch and batch count from 1. */
export interface TrainingFailure {
  readonly epoch: number;
  readonly batch: number;
  readonly found?: NonFinite;
}

export interface TrainingResult {
  readonly status: "finished" | "stopped" | "failed";
  /** Completed epochs. */
  readonly epochs: number;
  /** Early stopping ended the run. */
  readonly stoppedEarly: boolean;
  /** The epoch whose weights were brought back. */
  readonly restoredEpoch?: number;
  readonly failure?: TrainingFailure;
  /** Pauses are not counted. */
  readonly elapsedMs: number;
}

/** Longest time without giving the process back. */
const LONGEST_STRETCH_MS = 12;

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

type Halt = "stopped" | "failed" | undefined;

export class Trainer {
  private readonly sums: FigureSums;
  private readonly validationSums: FigureSums;
  private readonly rate: LearningRate;
  private readonly control: TrainingControl;
  private readonly batches: number;
  private epoch = 1;
  private batch = 0;
  private stopping = freshStopping;
  private plateau = freshPlateau;
  private stoppedEarly = false;
  private found: NonFinite | undefined;
  private kept: WeightSnapshot | undefined;
  private lastBreath = 0;
  private startedAt: number | undefined;
  private pausedMs = 0;

  constructor(private readonly options: TrainingOptions) {
    const { session, outputNames, schedule, training, batchSize, control } = options;
    this.sums = new FigureSums(session, outputNames);
    this.validationSums = new FigureSums(session, outputNames);
    this.rate = new LearningRate(session, schedule);
    this.control = control ?? new TrainingControl();
    this.batches = Math.ceil((training.to - training.from) / batchSize);
  }

  state(): TrainerState {
    const { epoch, batch, stopping, plateau, stoppedEarly } = this;
    const sums = { figures: this.sums.state(), validation: this.validationSums.state() };
    return { epoch, batch, ...sums, rate: this.rate.state(), stopping, plateau, stoppedEarly };
  }

  /** The weights that early stopping would bring back. */
  get keptWeights(): WeightSnapshot | undefined {
    return this.kept;
  }

  /** Goes on from there; weights and optimizer are the caller's. */
  restore(state: TrainerState, kept: WeightSnapshot | undefined): void {
    this.epoch = state.epoch;
    this.batch = state.batch;
    this.sums.restore(state.figures);
    this.validationSums.restore(state.validation);
    this.rate.restore(state.rate);
    this.stopping = state.stopping;
    this.plateau = state.plateau;
    this.stoppedEarly = state.stoppedEarly;
    this.kept = kept;
  }

  async run(): Promise<TrainingResult> {
    const { now, epochs, earlyStopping } = this.options;
    this.startedAt = now();
    this.lastBreath = this.startedAt;
    let halt: Halt;
    while (this.epoch <= epochs && !this.stoppedEarly && halt === undefined) halt = await this.runEpoch();
    const { bestEpoch } = this.stopping;
    const brings = halt === undefined && earlyStopping?.restore_best_weights === true && bestEpoch !== undefined;
    return {
      status: halt ?? "finished",
      epochs: this.epoch - 1,
      stoppedEarly: this.stoppedEarly,
      ...(brings && { restoredEpoch: bestEpoch }),
      ...(halt === "failed" && { failure: this.failure() }),
      elapsedMs: this.elapsedMs,
    };
  }

  /** Since the first step; pauses are not counted. */
  get elapsedMs(): number {
    return this.startedAt === undefined ? 0 : this.options.now() - this.startedAt - this.pausedMs;
  }

  private failure(): TrainingFailure {
    const { epoch, batch, found } = this;
    return { epoch, batch: batch + 1, ...(found && { found }) };
  }

  /** Puts the weights of the best epoch back, where early stopping keeps them. */
  bringBack(): void {
    if (this.kept) this.options.session.setWeights(this.options.session.weights(this.kept));
  }

  /** What is left of the epoch at hand. */
  private async runEpoch(): Promise<Halt> {
    const { session, batchSize, signal } = this.options;
    const order = this.order();
    while (this.batch < this.batches) {
      if (this.control.hasNews) await this.waitForTurn();
      if (signal?.aborted) return "stopped";
      const chosen = order.subarray(this.batch * batchSize, (this.batch + 1) * batchSize);
      this.rate.prepare((this.epoch - 1) * this.batches + this.batch);
      const losses = session.trainBatch(chosen);
      this.found = session.nonFinite();
      const isFinite = losses.every(Number.isFinite) && Number.isFinite(session.batchPenalty());
      if (this.found || !isFinite) return "failed";
      this.sums.add(losses, chosen.length);
      this.batch++;
      this.control.countStep();
      if (this.isLate()) await this.breathe();
    }
    if (!(await this.validate())) return "stopped";
    this.endEpoch();
    return undefined;
  }

  private order(): Int32Array {
    const { training, shuffle, seed } = this.options;
    const samples = training.to - training.from;
    if (!shuffle) return rangeOf(training.from, training.to);
    return shuffledOrder(samples, seed, this.epoch).map((sample) => training.from + sample);
  }

  /** What is left of the validation. It changes the states of stateful layers, as in Keras, so it is gone on with, not begun anew. */
  private async validate(): Promise<boolean> {
    const { session, validation, batchSize, signal } = this.options;
    if (!validation) return true;
    for (;;) {
      const from = validation.from + this.validationSums.seen;
      if (from >= validation.to) return true;
      if (signal?.aborted) return false;
      const chosen = rangeOf(from, Math.min(from + batchSize, validation.to));
      this.validationSums.add(session.evaluateBatch(chosen), chosen.length);
      if (this.isLate()) await this.breathe();
    }
  }

  /** The state moves to the next epoch before anybody hears of this one. */
  private endEpoch(): void {
    const { validation, schedule, reduceOnPlateau } = this.options;
    const row: Record<string, number> & { epoch: number; loss: number } = { epoch: this.epoch, loss: Number.NaN };
    const add = (prefix: string, sums: FigureSums): void =>
      sums.figures().forEach((figure, i) => (row[`${prefix}${sums.columns[i]}`] = figure));
    add("", this.sums);
    if (validation) add("val_", this.validationSums);
    if (schedule || reduceOnPlateau || this.rate.wasSet) row["learning_rate"] = this.rate.now;
    this.callBack(row);
    if (this.options.resetStates) this.options.session.resetStates();
    this.epoch++;
    this.batch = 0;
    this.sums.clear();
    this.validationSums.clear();
    this.options.onEpoch?.(row);
  }

  private callBack(row: EpochRow): void {
    const { session, earlyStopping, reduceOnPlateau } = this.options;
    if (earlyStopping) {
      const figure = row[earlyStopping.monitor] ?? Number.NaN;
      const { state, keepWeights, stop } = watchStopping(earlyStopping, this.stopping, row.epoch, figure);
      this.stopping = state;
      this.stoppedEarly = stop;
      if (keepWeights) this.kept = session.snapshot(this.kept);
    }
    if (reduceOnPlateau) {
      const figure = row[reduceOnPlateau.monitor] ?? Number.NaN;
      const { state, rate } = watchPlateau(reduceOnPlateau, this.plateau, figure, this.rate.now);
      this.plateau = state;
      this.rate.reduce(rate);
    }
  }

  /** Between two steps: does what was asked for, and waits while the run is to pause. */
  private async waitForTurn(): Promise<void> {
    const { signal, now, onPause, onProceed, onLearningRate } = this.options;
    let pausedAt: number | undefined;
    for (;;) {
      const rate = this.control.takeLearningRate();
      if (rate !== undefined) {
        this.rate.set(rate);
        onLearningRate?.(this.position());
      }
      if (!this.control.mustWait || signal?.aborted) break;
      if (pausedAt === undefined) {
        pausedAt = now();
        onPause?.(this.position());
      }
      await this.control.news(signal);
    }
    if (pausedAt === undefined) return;
    this.pausedMs += now() - pausedAt;
    onProceed?.();
  }

  private position(): Position {
    const { epoch, batch, batches } = this;
    const [loss] = batch > 0 ? this.sums.figures() : [];
    return { epoch, batch, batches, ...(loss !== undefined && { loss }), learningRate: this.rate.now };
  }

  private isLate(): boolean {
    return this.options.now() - this.lastBreath >= LONGEST_STRETCH_MS;
  }

  private async breathe(): Promise<void> {
    const { now, breathe = nextTurn, onBreath } = this.options;
    onBreath?.();
    await breathe();
    this.lastBreath = now();
  }
}

function rangeOf(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}

/** A whole run, with the weights that it is to end with. */
export async function train(options: TrainingOptions): Promise<TrainingResult> {
  const trainer = new Trainer(options);
  const result = await trainer.run();
  if (result.restoredEpoch !== undefined) trainer.bringBack();
  return result;
}
