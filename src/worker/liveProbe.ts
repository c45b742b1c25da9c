/**
 * Tells, while a network trains, what its recurrent layers hold for the samples that somebody watches.
 *
 * A probe is cheap enough for every epoch; it is taken as often as a view can show it, and never for more than a twentieth of
 * the time. test/worker/liveProbe.test.ts.
 */
import { message } from "../core/messages/message";
import type { NetworkSession } from "../core/training/networkSession";
import type { JobContext } from "./jobContext";
import { refuse } from "./prepareNetwork";

/** A view draws at most ten times a second. */
const EVERY_MS = 100;

export class LiveProbe {
  private takenAt = Number.NEGATIVE_INFINITY;
  private cost = 0;
  private told = 0;

  /** Throws `JobRefused` for a sample that does not exist. */
  constructor(
    private readonly session: NetworkSession,
    private readonly samples: readonly number[],
    private readonly context: Pick<JobContext, "emit" | "clock">,
    { samples: count }: { readonly samples: number },
  ) {
    const wrong = samples.find((sample) => !Number.isInteger(sample) || sample < 0 || sample >= count);
    if (wrong !== undefined)
      refuse("model", message("inspect-sample", { sample: wrong, samples: count, last: count - 1 }));
  }

  /** Called after each epoch. */
  epochEnded(epoch: number): void {
    if (this.context.clock.elapsed() - this.takenAt >= Math.max(EVERY_MS, this.cost * 20)) this.take(epoch);
  }

  /** Called when training ends: the last state is always told. */
  ended(epoch: number): void {
    if (epoch > this.told) this.take(epoch);
  }

  private take(epoch: number): void {
    const { clock, emit } = this.context;
    const from = clock.elapsed();
    const samples = this.samples.map((sample) => ({ sample, layers: this.session.probe(sample) }));
    emit({ type: "probed", epoch, samples });
    this.takenAt = clock.elapsed();
    this.cost = this.takenAt - from;
    this.told = epoch;
  }
}
