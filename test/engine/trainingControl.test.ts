/** What may be asked of a run while it goes, over a session that counts its steps. */
import { expect, it } from "vitest";
import type { NetworkSession } from "../../src/core/training/networkSession";
import { train, type Position, type TrainingOptions } from "../../src/engine/trainer";
import { TrainingControl } from "../../src/engine/trainingControl";
import { plainSession } from "./plainSession";

function recorder() {
  const rates: number[] = [];
  const session = {
    ...plainSession,
    learningRate: 0.5,
    trainBatch(): Float64Array {
      rates.push(this.learningRate);
      return Float64Array.of(rates.length);
    },
  };
  return { session: session as unknown as NetworkSession, rates };
}

/** Six steps in two epochs; `heard` collects what is told, and what each pause is answered with comes from `answers`. */
async function run(control: TrainingControl, answers: (() => void)[], more: Partial<TrainingOptions> = {}) {
  const { session, rates } = recorder();
  const heard: (string | Position)[] = [];
  let clock = 0;
  const result = await train({
    session,
    training: { from: 0, to: 6 },
    ...{ batchSize: 2, epochs: 2, shuffle: false, seed: 1, outputNames: ["y"], now: () => (clock += 1) },
    control,
    onPause: (position) => {
      heard.push(position);
      setTimeout(() => {
        clock += 1000;
        answers.shift()?.();
      });
    },
    onProceed: () => heard.push("proceeds"),
    onLearningRate: ({ epoch, batch, learningRate }) => heard.push(`rate ${learningRate} at ${epoch}/${batch}`),
    ...more,
  });
  return { heard, rates, result };
}

it("pauses before the next step and goes on; a pause is no training time", async () => {
  const control = new TrainingControl();
  control.pause();
  const { heard, rates, result } = await run(control, [() => control.proceed()]);
  expect(heard).toEqual([{ epoch: 1, batch: 0, batches: 3, learningRate: 0.5 }, "proceeds"]);
  expect(rates.length).toBe(6);
  expect(result.status).toBe("finished");
  expect(result.elapsedMs).toBeLessThan(100);
});

it("takes one step at a time, over the end of an epoch", async () => {
  const control = new TrainingControl();
  control.step();
  const step = (): void => control.step();
  const { heard, rates } = await run(control, [step, step, step, () => control.proceed()]);
  const positions = heard
    .filter((one) => typeof one !== "string")
    .map(({ epoch, batch, loss }) => [epoch, batch, loss]);
  expect(positions).toEqual([
    [1, 1, 1],
    [1, 2, 1.5],
    [2, 0, undefined],
    [2, 1, 4],
  ]);
  expect(rates.length).toBe(6);
});

it("changes the learning rate while it runs, and at once while it pauses", async () => {
  const control = new TrainingControl();
  control.setLearningRate(0.25);
  const running = await run(control, []);
  expect(running.heard).toEqual(["rate 0.25 at 1/0"]);
  expect(new Set(running.rates)).toEqual(new Set([0.25]));

  control.pause();
  const change = (): void => {
    control.setLearningRate(0.125);
    setTimeout(() => control.proceed());
  };
  const paused = await run(control, [change]);
  expect(paused.heard.slice(1)).toEqual(["rate 0.125 at 1/0", "proceeds"]);
  expect(paused.rates[0]).toBe(0.125);
});

it("hears a stop while it pauses", async () => {
  const control = new TrainingControl();
  control.pause();
  const stop = new AbortController();
  const { result, rates } = await run(control, [() => stop.abort()], { signal: stop.signal });
  expect([result.status, rates.length]).toEqual(["stopped", 0]);
});
