/**
 * Keeps what a run must not lose: the figures of each epoch and the weights of the last and of the best one.
 *
 * The best epoch is the one with the lowest `val_loss`, or `loss` where nothing validates; its weights are one copy in memory, made
 * in place. Weights reach the disk at most every two seconds and at the end. Those that are not finite are never written: after a
 * divergence `last` is the newest good state. test/worker/trainJob.test.ts holds it.
 */
import type { NamedTensor, NetworkSession, WeightSnapshot } from "../core/training/networkSession";
import type { EpochRow } from "../engine/trainer";
import type { RunWriter } from "../runs/runWriter";

const CHECKPOINT_EVERY_MS = 2000;

interface Best {
  readonly epoch: number;
  readonly figure: number;
  readonly snapshot: WeightSnapshot;
}

export class TrainingHistory {
  private best: Best | undefined;
  private savedBest: number | undefined;
  private savedAt: number;

  constructor(
    private readonly session: Pick<NetworkSession, "weights" | "snapshot">,
    private readonly writer: RunWriter,
    private readonly elapsed: () => number,
    private readonly every = CHECKPOINT_EVERY_MS,
  ) {
    this.savedAt = elapsed();
  }

  /** Called after each epoch; `row.loss` is finite. */
  epochEnded(row: EpochRow): void {
    this.writer.epoch(row);
    const figure = row["val_loss"] ?? row.loss;
    if (figure < (this.best?.figure ?? Number.POSITIVE_INFINITY)) {
      this.best = { epoch: row.epoch, figure, snapshot: this.session.snapshot(this.best?.snapshot) };
    }
    if (this.elapsed() - this.savedAt >= this.every) this.save(row.epoch);
  }

  /** Called where the loss is not finite: the figure is kept, and the last weights that are finite. */
  diverged(row: EpochRow): void {
    this.writer.epoch(row);
    this.save(row.epoch);
  }

  /** Writes last and best. */
  save(epoch: number): void {
    this.writer.flush();
    const last = { epoch, weights: this.session.weights() };
    const isNewBest = this.best !== undefined && this.best.epoch !== this.savedBest;
    const isFinite = areFinite(last.weights);
    const best = isNewBest || !isFinite ? this.finiteBest() : undefined;
    if (isFinite) this.writer.save("last", last);
    else if (best) this.writer.save("last", best);
    if (best && isNewBest) {
      this.writer.save("best", best);
      this.savedBest = best.epoch;
    }
    this.savedAt = this.elapsed();
  }

  private finiteBest(): { epoch: number; weights: NamedTensor[] } | undefined {
    if (!this.best) return undefined;
    const weights = this.session.weights(this.best.snapshot);
    return areFinite(weights) ? { epoch: this.best.epoch, weights } : undefined;
  }
}

function areFinite(weights: readonly NamedTensor[]): boolean {
  return weights.every(({ values }) => values.every(Number.isFinite));
}
