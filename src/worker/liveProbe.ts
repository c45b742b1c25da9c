/**
 * Tells, while a network trains, what its recurrent layers hold for the samples that were asked for: `probed`.
 * test/worker/liveProbe.test.ts.
 */
import { message } from "../core/messages/message";
import type { NetworkSession } from "../core/training/networkSession";
import type { JobContext } from "./jobContext";
import { refuse } from "./prepareNetwork";

/** `count`: samples in the data. Throws `JobRefused` for one that does not exist. */
export function liveProbe(
  session: NetworkSession,
  samples: readonly number[],
  { emit }: Pick<JobContext, "emit">,
  count: number,
): (epoch: number) => void {
  const wrong = samples.find((sample) => !Number.isInteger(sample) || sample < 0 || sample >= count);
  if (wrong !== undefined)
    refuse("model", message("inspect-sample", { sample: wrong, samples: count, last: count - 1 }));
  return (epoch) => {
    const seen = samples.map((sample) => ({ sample, layers: session.probe(sample) }));
    emit({ type: "probed", epoch, samples: seen });
  };
}
