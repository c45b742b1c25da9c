/**
 * Keeps what a run must not lose: the figures of each epoch and the weights of the last and of the best one.
 *
 * Weights reach the disk at most every two seconds and at the end. Those that are not finite are never written: after a
 * divergence `last` is the newest good state. test/worker/trainJob.test.ts holds it.
 */
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { EpochRow } from "../engine/trainer";
import type { Checkpoint, RunWriter } from "../runs/runWriter";

const CHECKPOINT_EVERY_MS = 2000;

export class TrainingHistory {
  private best: Checkpoint | undefined;
  private bestLoss = Number.POSITIVE_INFINITY;
  private savedBest: Checkpoint | undefined;
  private savedAt: number;

  constructor(
    private readonly session: Pick<NetworkSession, "weights">,
    private readonly writer: RunWriter,
    private readonly elapsed: () => number,
    private readonly every = CHECKPOINT_EVERY_MS,
  ) {
    this.savedAt = elapsed();
  }

  /** Called after each epoch; `row.loss` is finite. */
  epochEnded(row: EpochRow): void {
    this.writer.epoch(row);
    if (row.loss < this.bestLoss) {
      this.best = { epoch: row.epoch, weights: this.session.weights() };
      this.bestLoss = row.loss;
    }
    if (this.elapsed() - this.savedAt >= this.every) this.save(row.epoch);
  }

  /** Called where the loss is not finite: the figure is kept, the weights are not; the best ones become the last. */
  diverged(row: EpochRow): void {
    this.writer.epoch(row);
    this.writer.flush();
    if (!this.best || !areFinite(this.best.weights)) return;
    this.writer.save("best", this.best);
    this.writer.save("last", this.best);
  }

  /** Writes last and best. */
  save(epoch: number): void {
    this.writer.flush();
    const last = this.best?.epoch === epoch ? this.best : { epoch, weights: this.session.weights() };
    if (areFinite(last.weights)) this.writer.save("last", last);
    else if (this.best && areFinite(this.best.weights)) this.writer.save("last", this.best);
    if (this.best && this.best !== this.savedBest && areFinite(this.best.weights)) {
      this.writer.save("best", this.best);
      this.savedBest = this.best;
    }
    this.savedAt = this.elapsed();
  }
}

function areFinite(weights: readonly NamedTensor[]): boolean {
  return weights.every(({ values }) => values.every(Number.isFinite));
}
