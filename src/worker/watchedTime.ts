/**
 * How much of a run's time may go to being watched: one budget for all that is told of a network's inside and answers while it trains.
 *
 * A twenty-fifth of the time at most, whoever is told and however many: what one telling took is paid off before the next one, whichever
 * that is. Each is told at most ten times a second, and who has waited longest comes first, so that a cheap one never starves a dear one. The
 * end, a pause and somebody who waits are served at once, and paid for afterwards. test/worker/watchedTime.test.ts.
 */
import type { JobContext } from "./jobContext";

/** A watched run may take 1.05 times as long; what is left over is for what cannot be measured here: messages on their way, cold caches. */
const MOST_SHARE = 0.04;
/** A view draws at most ten times a second. */
const EVERY_MS = 100;

interface Told {
  readonly tell: (epoch: number) => void;
  readonly everyMs: number;
  at: number;
}

export class WatchedTime {
  private readonly told: Told[] = [];
  private paidAt = Number.NEGATIVE_INFINITY;

  /** `epoch`: completed so far. */
  constructor(
    private readonly clock: Pick<JobContext["clock"], "elapsed">,
    private epoch = 0,
  ) {}

  /** `everyMs`: Infinity for what is told at the end alone. Gives the means to be told at once. */
  add(tell: Told["tell"], everyMs = EVERY_MS): () => void {
    const one = { tell, everyMs, at: Number.NEGATIVE_INFINITY };
    this.told.push(one);
    return () => this.now(one);
  }

  epochEnded(epoch: number): void {
    this.epoch = epoch;
    for (const one of this.told.toSorted((a, b) => a.at - b.at)) {
      const now = this.clock.elapsed();
      if (one.everyMs < Infinity && now >= this.paidAt && now - one.at >= one.everyMs) this.now(one);
    }
  }

  /** Training waits: whoever follows it sees how it stands. */
  paused(): void {
    for (const one of this.told) if (one.everyMs < Infinity) this.now(one);
  }

  /** The last state is always told, which may be another than that after the last epoch: a step more, or weights brought back. */
  ended(): void {
    for (const one of this.told) this.now(one);
  }

  private now(one: Told): void {
    const from = this.clock.elapsed();
    one.tell(this.epoch);
    one.at = this.clock.elapsed();
    this.paidAt = Math.max(this.paidAt, from) + (one.at - from) / MOST_SHARE;
  }
}
