/**
 * How often something is told while a network trains: as often as a view can show it, and never for more than a twentieth of the time.
 * test/worker/liveProbe.test.ts.
 */
import type { JobContext } from "./jobContext";

/** A view draws at most ten times a second. */
const EVERY_MS = 100;

export class Pace {
  private takenAt = Number.NEGATIVE_INFINITY;
  private cost = 0;
  private told = 0;

  constructor(
    private readonly clock: Pick<JobContext["clock"], "elapsed">,
    private readonly take: (epoch: number) => void,
  ) {}

  /** Called after each epoch. */
  epochEnded(epoch: number): void {
    if (this.clock.elapsed() - this.takenAt >= Math.max(EVERY_MS, this.cost * 20)) this.now(epoch);
  }

  /** Called when training ends: the last state is always told. */
  ended(epoch: number): void {
    if (epoch > this.told) this.now(epoch);
  }

  /** Whatever the time: somebody waits for it. */
  now(epoch: number): void {
    const from = this.clock.elapsed();
    this.take(epoch);
    this.takenAt = this.clock.elapsed();
    this.cost = this.takenAt - from;
    this.told = epoch;
  }
}
