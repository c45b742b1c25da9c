/**
 * The order in which an epoch takes the samples: a function of the seed and the epoch's number alone.
 *
 * A resumed run needs no generator state to go on as if it had never stopped. test/core/random/shuffledOrder.test.ts.
 */
import { createStream } from "./randomStream";

/** 0 … samples − 1, every order equally likely (Fisher and Yates); epochs count from 1. */
export function shuffledOrder(samples: number, seed: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  const stream = createStream(seed, "shuffle", epoch);
  for (let i = samples - 1; i > 0; i--) {
    const j = Math.floor(stream.uniform() * (i + 1));
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}
