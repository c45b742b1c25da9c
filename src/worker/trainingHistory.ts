/**
 * Keeps what a run must not lose: the figures of each epoch, checkpoints, and the weights of the last and of the best epoch, and of others to
 * look back at.
 *
 * The best epoch is the one with the lowest `val_loss`, or `loss` where nothing validates; its weights are one copy in memory, made
 * in place. The checkpoint is written first: it declares what the other files then show. All of it reaches the disk first after a quarter of a second, then at most every two seconds, rarer where a save takes long, and at the end. Weights that are not
 * finite are never written. A save that fails is told once and tried again: training goes on. test/worker/resume.test.ts holds it.
 */
import type { NamedTensor, NetworkSession, WeightSnapshot } from "../core/training/networkSession";
import type { EpochRow, Trainer } from "../engine/trainer";
import type { Fingerprints } from "../runs/checkpoint";
import type { RunWriter } from "../runs/runWriter";
import type { EpochKeeper } from "./epochKeeper";

const SAVE_EVERY_MS = 2000;
/** The first save comes sooner; a run that is over by then needs none but the last. */
const FIRST_SAVE_MS = 250;
/** A save may take this share of the time. */
const MOST_SHARE = 0.05;

export interface Best {
  readonly epoch: number;
  readonly figure: number;
  /** Absent where a run of a former version is taken up, whose checkpoint has none: they are on the disk already. */
  readonly snapshot?: WeightSnapshot;
}

interface HistoryOptions {
  readonly session: NetworkSession;
  readonly keeper: EpochKeeper;
  readonly trainer: Trainer;
  readonly writer: RunWriter;
  readonly belongsTo: Fingerprints;
  readonly elapsed: () => number;
  /** Milliseconds between saves, whatever they take; absent: two seconds, or longer where a save takes long. */
  readonly every?: number | undefined;
  /** A save failed that is not the last one. */
  readonly onTrouble: (error: unknown) => void;
}

export class TrainingHistory {
  private best: Best | undefined;
  private savedBest: number | undefined;
  private savedAt: number;
  private wait: number;

  constructor(private readonly options: HistoryOptions) {
    this.savedAt = options.elapsed();
    this.wait = options.every ?? FIRST_SAVE_MS;
  }

  /** Goes on with the best epoch of a run that is taken up. Its weights are written again: the file may be older, or newer. */
  takeUp(best: Best | undefined): void {
    this.best = best;
  }

  /** Called after each epoch. */
  epochEnded(row: EpochRow): void {
    this.options.writer.epoch(row);
    this.options.keeper.take(row.epoch);
    const figure = row["val_loss"] ?? row.loss;
    if (!(figure < (this.best?.figure ?? Number.POSITIVE_INFINITY))) return;
    this.best = { epoch: row.epoch, figure, snapshot: this.options.session.snapshot(this.best?.snapshot) };
  }

  /** Called between steps: saves where it is time to. */
  saveInTime(epoch: number): void {
    const { elapsed, every, onTrouble } = this.options;
    const from = elapsed();
    if (from - this.savedAt < this.wait) return;
    try {
      this.save(epoch);
    } catch (error) {
      onTrouble(error);
    }
    this.savedAt = elapsed();
    this.wait = every ?? Math.max(SAVE_EVERY_MS, (this.savedAt - from) / MOST_SHARE);
  }

  /** Writes figures, weights of epochs, a checkpoint, best and last, and how far the run has come. Throws what the file system throws. */
  save(epoch: number): void {
    const { writer, trainer } = this.options;
    this.saveCheckpoint();
    this.saveWeights(epoch);
    writer.saveProgress(trainer.elapsedMs);
  }

  /** `restoredEpoch`: the run has ended, and the weights of this epoch are to be brought back. */
  saveCheckpoint(restoredEpoch?: number): void {
    const { session, trainer, writer, belongsTo, keeper } = this.options;
    const { steps, tensors: optimizer } = session.state();
    const weights = session.weights();
    if (!areFinite(weights)) return writer.flush();
    const epochs = keeper.changed();
    if (epochs) {
      writer.saveEpochs(epochs, belongsTo);
      keeper.written();
    }
    const kept = trainer.keptWeights ? session.weights(trainer.keptWeights) : [];
    const { best: { epoch, figure, snapshot } = {} } = this;
    const best = snapshot ? session.weights(snapshot) : [];
    const state = {
      steps,
      trainer: trainer.state(),
      ...(epoch !== undefined && figure !== undefined && snapshot && { best: { epoch, figure } }),
      ...(restoredEpoch !== undefined && { restoredEpoch }),
    };
    writer.saveCheckpoint({ state, weights, optimizer, kept, best }, belongsTo);
  }

  saveWeights(epoch: number): void {
    const { writer, session } = this.options;
    const { best } = this;
    if (best?.snapshot && best.epoch !== this.savedBest) {
      const weights = session.weights(best.snapshot);
      if (areFinite(weights)) writer.save("best", { epoch: best.epoch, weights });
      this.savedBest = best.epoch;
    }
    const weights = session.weights();
    if (areFinite(weights)) writer.save("last", { epoch, weights });
  }
}

function areFinite(weights: readonly NamedTensor[]): boolean {
  return weights.every(({ values }) => values.every(Number.isFinite));
}
