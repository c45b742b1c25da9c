/** The training loop, over a session that records what it is asked. */
import { describe, expect, it } from "vitest";
import { shuffledOrder } from "../../src/core/random/shuffledOrder";
import type { NetworkSession } from "../../src/core/training/networkSession";
import { type EpochRow, type TrainingOptions } from "../../src/engine/trainer";
import { plainSession } from "./plainSession";
import { trainWithHistory as train } from "./trainWithHistory";

/** `loss`: what each batch answers; the batch's number counts from 0 over the whole run. */
function recorder(loss: (batch: number) => number[] = () => [1]) {
  const batches: number[][] = [];
  const session = {
    ...plainSession,
    trainBatch(samples: Int32Array): Float64Array {
      batches.push(Array.from(samples));
      return Float64Array.from(loss(batches.length - 1));
    },
  } as unknown as NetworkSession;
  return { session, batches };
}

const options = (session: NetworkSession, more: Partial<TrainingOptions> = {}): TrainingOptions => ({
  session,
  training: { from: 0, to: 5 },
  batchSize: 2,
  epochs: 3,
  shuffle: false,
  seed: 1,
  outputNames: ["y"],
  now: () => performance.now(),
  ...more,
});

describe("train", () => {
  it("takes file order without shuffling, with a short last batch", async () => {
    const { session, batches } = recorder();
    await train(options(session, { epochs: 2 }));
    expect(batches).toEqual([[0, 1], [2, 3], [4], [0, 1], [2, 3], [4]]);
  });

  it("takes every epoch's own order with shuffling", async () => {
    const { session, batches } = recorder();
    await train(options(session, { shuffle: true, seed: 8, epochs: 2 }));
    expect(batches.slice(0, 3).flat()).toEqual(Array.from(shuffledOrder(5, 8, 1)));
    expect(batches.slice(3).flat()).toEqual(Array.from(shuffledOrder(5, 8, 2)));
  });

  it("reports the mean over samples, not over batches", async () => {
    const { session } = recorder((batch) => [[1, 2, 6][batch % 3] as number]);
    const { history, status, epochs } = await train(options(session));
    expect([status, epochs]).toEqual(["finished", 3]);
    expect(history).toEqual({ loss: [2.4, 2.4, 2.4] });
  });

  it("adds up the outputs, and names each where there are several", async () => {
    const rows: EpochRow[] = [];
    const { session } = recorder(() => [1, 10]);
    const onEpoch = (row: EpochRow): void => void rows.push(row);
    await train(options(session, { outputNames: ["a", "b"], epochs: 2, onEpoch }));
    expect(rows).toEqual([
      { epoch: 1, loss: 11, a_loss: 1, b_loss: 10 },
      { epoch: 2, loss: 11, a_loss: 1, b_loss: 10 },
    ]);
  });

  it.each([NaN, Infinity, -Infinity])("fails at a loss of %d and says where", async (bad) => {
    const { session, batches } = recorder((batch) => [batch === 4 ? bad : 1]);
    const result = await train(options(session));
    expect(result).toMatchObject({
      status: "failed",
      epochs: 1,
      failure: { epoch: 2, batch: 2 },
      history: { loss: [1] },
    });
    expect(batches.length).toBe(5);
  });

  it("stops within a step, and keeps the epochs that were complete", async () => {
    const stop = new AbortController();
    const { session, batches } = recorder((batch) => {
      if (batch === 4) stop.abort();
      return [1];
    });
    const result = await train(options(session, { signal: stop.signal }));
    expect(result).toMatchObject({ status: "stopped", epochs: 1, history: { loss: [1] } });
    expect(batches.length).toBe(5);
  });

  it("does nothing where it was stopped before it began, or has no epochs", async () => {
    const { session, batches } = recorder();
    expect(await train(options(session, { signal: AbortSignal.abort() }))).toMatchObject({
      status: "stopped",
      epochs: 0,
    });
    expect(await train(options(session, { epochs: 0 }))).toMatchObject({
      status: "finished",
      epochs: 0,
      history: { loss: [] },
    });
    expect(batches).toEqual([]);
  });

  it("gives the process back at least every 15 ms, and hears a stop that comes from outside", async () => {
    let clock = 0;
    let breaths = 0;
    let longest = 0;
    let last = 0;
    const stop = new AbortController();
    const { session } = recorder(() => {
      clock += 1;
      return [1];
    });
    const breathe = async (): Promise<void> => {
      longest = Math.max(longest, clock - last);
      last = clock;
      if (++breaths === 20) stop.abort();
    };
    const result = await train(options(session, { epochs: 10_000, now: () => clock, breathe, signal: stop.signal }));
    expect(result.status).toBe("stopped");
    expect(breaths).toBe(20);
    expect(longest).toBeLessThanOrEqual(15);
    expect(result.elapsedMs).toBe(clock);
  });
});
