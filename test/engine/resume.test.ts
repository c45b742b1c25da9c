/**
 * A run taken up again equals the one that never stopped, bit for bit on the exact build: whatever the optimizer, in the middle of an
 * epoch or of its validation, with dropout, shuffling, callbacks, schedules, a learning rate set by hand and states that stay.
 */
import { expect, it } from "vitest";
import type { EarlyStoppingSettings, PlateauSettings } from "../../src/core/model/callbackTable";
import type { NetworkSession, SessionState, NamedTensor } from "../../src/core/training/networkSession";
import { Trainer, type EpochRow, type TrainerState, type TrainingOptions } from "../../src/engine/trainer";
import { TrainingControl } from "../../src/engine/trainingControl";
import { buildCompile, buildGraph } from "./buildGraph";
import { randomColumn } from "./checkAgainstReference";
import { engine } from "./kernels";

const SAMPLES = 23;
const BATCHES_AN_EPOCH = 5;

/** Whole batches, as stateful layers want them. */
const wholeBatches = { training: { from: 0, to: 12 }, validation: { from: 12, to: 20 }, shuffle: false };

function open(optimizer: object, stateful: boolean): NetworkSession {
  return engine.open({
    graph: buildGraph([
      { Input: [4, 3] },
      { LSTM: { units: 5, return_sequences: true, stateful } },
      { Dropout: 0.4 },
      { GRU: { units: 4, stateful } },
      { Dense: 2 },
    ]),
    compile: buildCompile(optimizer as Record<string, never>, "mse", ["mae"]),
    dataset: {
      samples: SAMPLES,
      inputs: [randomColumn("x", [SAMPLES, 4, 3], 1)],
      targets: [randomColumn("y", [SAMPLES, 2], 2)],
    },
    ...(stateful && { parts: [12, 8] }),
    batchSize: 4,
    seed: 5,
    reproducible: true,
  });
}

const stopping: EarlyStoppingSettings = {
  ...{ monitor: "val_loss", mode: "auto", min_delta: 0, baseline: null, start_from_epoch: 0 },
  patience: 3,
  restore_best_weights: true,
};
const plateau: PlateauSettings = {
  ...{ monitor: "loss", mode: "auto", min_delta: 0.5, cooldown: 1, min_lr: 0 },
  factor: 0.5,
  patience: 1,
};

interface Saved {
  readonly state: TrainerState;
  readonly session: SessionState;
  readonly weights: NamedTensor[];
  readonly kept: NamedTensor[] | undefined;
}

interface Outcome {
  readonly rows: EpochRow[];
  readonly weights: NamedTensor[];
  readonly session: SessionState;
  readonly saved?: Saved;
}

/** Runs to the end, or puts the run away after `stopAfter` batches of training and validation; `saved` is where it begins. */
async function run(
  optimizer: object,
  more: Partial<TrainingOptions>,
  { stopAfter = Infinity, saved }: { stopAfter?: number; saved?: Saved } = {},
): Promise<Outcome> {
  const session = open(optimizer, more.training === wholeBatches.training);
  const rows: EpochRow[] = [];
  const stop = new AbortController();
  let batches = 0;
  const counted = (name: "trainBatch" | "evaluateBatch") => ({
    value: (samples: Int32Array) => {
      if (++batches === stopAfter) stop.abort();
      return session[name](samples);
    },
  });
  const counting: NetworkSession = Object.create(session, {
    ...{ trainBatch: counted("trainBatch"), evaluateBatch: counted("evaluateBatch") },
    learningRate: {
      get: () => session.learningRate,
      set: (rate: number) => {
        session.learningRate = rate;
      },
    },
  }) as NetworkSession;
  const trainer = new Trainer({
    session: counting,
    ...{ training: { from: 0, to: 18 }, validation: { from: 18, to: SAMPLES }, batchSize: 4, epochs: 8 },
    ...{ shuffle: true, seed: 5, outputNames: ["y"], signal: stop.signal, now: () => 0 },
    onEpoch: (row) => rows.push(row),
    ...more,
  });
  if (saved) {
    if (saved.kept) session.setWeights(saved.kept);
    const kept = saved.kept && session.snapshot();
    session.setWeights(saved.weights);
    session.setState(saved.session);
    trainer.restore(saved.state, kept);
  }
  const { status, restoredEpoch } = await trainer.run();
  if (status === "stopped") {
    const kept = trainer.keptWeights && session.weights(trainer.keptWeights);
    // A checkpoint goes through JSON.
    const state = JSON.parse(JSON.stringify(trainer.state())) as TrainerState;
    const put = { state, session: session.state(), weights: session.weights(), kept };
    return { rows, weights: put.weights, session: put.session, saved: put };
  }
  if (restoredEpoch !== undefined) trainer.bringBack();
  return { rows, weights: session.weights(), session: session.state() };
}

const schedule = {
  name: "cosine_decay",
  arguments: { initial_learning_rate: 0.02, decay_steps: 30, alpha: 0, warmup_target: null, warmup_steps: 0 },
} as const;

it.each<[string, object, Partial<TrainingOptions>]>([
  ["sgd with momentum", { sgd: { momentum: 0.9 } }, {}],
  ["adam with a schedule", { adam: {} }, { schedule }],
  ["rmsprop on a plateau", { rmsprop: { learning_rate: 0.01 } }, { reduceOnPlateau: plateau }],
  ["adam, stopping early", { adam: { learning_rate: 0.1 } }, { earlyStopping: stopping }],
  ["adam with states that stay", { adam: {} }, wholeBatches],
  ["adam in file order", { adam: { amsgrad: true } }, { shuffle: false, validation: undefined }],
])("%s", async (_, optimizer, more) => {
  const whole = await run(optimizer, more);
  expect(whole.rows.length).toBeGreaterThan(3);
  for (const stopAfter of [
    1,
    3,
    4,
    BATCHES_AN_EPOCH,
    BATCHES_AN_EPOCH + 1,
    BATCHES_AN_EPOCH + 2,
    3 * BATCHES_AN_EPOCH,
  ]) {
    const first = await run(optimizer, more, { stopAfter });
    if (!first.saved) return expect.fail("was not put away");
    const second = await run(optimizer, more, { saved: first.saved });
    expect([...first.rows, ...second.rows]).toEqual(whole.rows);
    expect(second.weights).toEqual(whole.weights);
    expect(second.session).toEqual(whole.session);
  }
});

it("a learning rate set by hand stays set", async () => {
  const control = (): TrainingControl => {
    const made = new TrainingControl();
    made.setLearningRate(0.05);
    return made;
  };
  const whole = await run({ adam: {} }, { schedule, control: control() });
  const { saved } = await run({ adam: {} }, { schedule, control: control() }, { stopAfter: 7 });
  const second = await run({ adam: {} }, { schedule }, { ...(saved && { saved }) });
  expect(second.weights).toEqual(whole.weights);
  expect(second.rows.at(-1)?.["learning_rate"]).toBe(Math.fround(0.05));
});
