/**
 * Tells, while a network trains, what its recurrent layers hold for the samples that were asked for: `probed`.
 * test/worker/liveProbe.test.ts.
 */
import { message } from "../core/messages/message";
import type { NetworkSession } from "../core/training/networkSession";
import type { JobContext } from "./jobContext";
import { Pace } from "./pace";
import { refuse } from "./prepareNetwork";

export class LiveProbe extends Pace {
  /** Throws `JobRefused` for a sample that does not exist. */
  constructor(
    session: NetworkSession,
    samples: readonly number[],
    { clock, emit }: Pick<JobContext, "emit" | "clock">,
    { samples: count }: { readonly samples: number },
  ) {
    super(clock, (epoch) => {
      const seen = samples.map((sample) => ({ sample, layers: session.probe(sample) }));
      emit({ type: "probed", epoch, samples: seen });
    });
    const wrong = samples.find((sample) => !Number.isInteger(sample) || sample < 0 || sample >= count);
    if (wrong !== undefined)
      refuse("model", message("inspect-sample", { sample: wrong, samples: count, last: count - 1 }));
  }
}
