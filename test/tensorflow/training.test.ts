/** Both engines through the same training loop: the same order of shuffled samples, batches that do not come out even, the same losses. */
import { describe, expect, it } from "vitest";
import type { NetworkSession, SessionRequest } from "../../src/core/training/networkSession";
import { train } from "../../src/engine/trainer";
import { engine } from "../engine/kernels";
import { randomNetwork, SAMPLES } from "./randomNetworks";
import { hasTensorFlow, tensorFlowEngine } from "./tensorFlow";

const BATCH = 2;
const EPOCHS = 4;

/** A stateful network takes only batches of one size. */
const networks = Array.from({ length: 40 }, (_, number) => ({ number, ...randomNetwork(number) }))
  .filter(({ items }) => !JSON.stringify(items).includes('"stateful":true'))
  .slice(0, 12);

interface Fitted {
  readonly order: readonly (readonly number[])[];
  readonly losses: readonly number[];
}

async function fit(session: NetworkSession, seed: number): Promise<Fitted> {
  const order: number[][] = [];
  const losses: number[] = [];
  const trainBatch = session.trainBatch.bind(session);
  session.trainBatch = (samples) => {
    order.push(Array.from(samples));
    return trainBatch(samples);
  };
  await train({
    session,
    ...{ training: { from: 0, to: SAMPLES }, batchSize: BATCH, epochs: EPOCHS, shuffle: true, seed },
    ...{ outputNames: ["y"], now: () => 0, onEpoch: ({ loss }) => losses.push(loss) },
  });
  session.dispose();
  return { order, losses };
}

describe.skipIf(!hasTensorFlow)("a fit on both engines", () => {
  it.each(networks)("network $number", async ({ number, items, request }) => {
    const asked: SessionRequest = { ...request, batchSize: BATCH, seed: number };
    const one = await fit(engine.open(asked), number);
    const other = await fit(tensorFlowEngine().open(asked), number);
    expect(other.order).toEqual(one.order);
    const sizes = one.order.map(({ length }) => length);
    expect(sizes).toEqual(Array.from({ length: EPOCHS }, () => [2, 2, 1]).flat());
    expect(new Set(one.order.map(String)).size).toBeGreaterThan(3);
    expect(one.losses).toHaveLength(EPOCHS);
    const errors = one.losses.map(
      (loss, at) => Math.abs(loss - (other.losses[at] ?? Number.NaN)) / Math.max(1, Math.abs(loss)),
    );
    expect(Math.max(...errors), JSON.stringify({ items, one, other })).toBeLessThan(1e-4);
  });

  it("and some of them drop numbers, at inputs and at states", () => {
    const made = JSON.stringify(networks.map(({ items }) => items));
    for (const word of ["Dropout", '"dropout"', "recurrent_dropout"]) expect(made).toContain(word);
  });
});
