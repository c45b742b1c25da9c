/**
 * One table for both engines: what may happen to a run while it trains. Whoever starts, pauses, changes, stops or resumes it cannot tell
 * which engine computes, but for the last bits.
 */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { TrainingControl } from "../../src/engine/trainingControl";
import type { TrainingFact } from "../../src/protocol/training";
import { readMetrics, readRun } from "../../src/runs/readRun";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow } from "../tensorflow/tensorFlow";
import { trainText, type Asked } from "./jobDoor";

type Row = Readonly<Record<string, number>>;

const model = (fit = "", rate = "0.05", epochs = 5): string => `seed: 3
model: [Input: [3, 2], LSTM: {units: 5, return_sequences: true, dropout: 0.2}, GRU: {units: 4, recurrent_dropout: 0.2}, Dense: 1]
data: {task: adding, length: 3, samples: 20, seed: 2}
compile: {optimizer: {adam: {learning_rate: ${rate}}}, loss: mse, metrics: [mae]}
fit: {epochs: ${epochs}, batch_size: 4, validation_split: 0.2${fit}}
`;
const stateful = `seed: 3
model: [Input: [3, 2], LSTM: {units: 5, return_sequences: true, stateful: true}, GRU: {units: 4, stateful: true}, Dense: 1]
data: {task: adding, length: 3, samples: 20, seed: 2}
compile: {optimizer: rmsprop, loss: mse}
fit: {epochs: 3, batch_size: 4, shuffle: false}
`;

const engines = ["wasm", ...(hasTensorFlow ? (["tfjs-node"] as const) : [])] as const;

const on = (engine: (typeof engines)[number], more: Asked = {}): Asked => ({ engine, reproducible: false, ...more });

function find<Type extends TrainingFact["type"]>(
  facts: readonly TrainingFact[],
  type: Type,
): Extract<TrainingFact, { type: Type }> {
  const found = facts.find((fact) => fact.type === type);
  if (found === undefined) throw new Error(JSON.stringify(facts.at(-1)));
  return found as Extract<TrainingFact, { type: Type }>;
}

const rowsOf = (facts: readonly TrainingFact[]): Row[] => readMetrics(find(facts, "started").folder);

/** The same columns, and figures that differ by rounding only. */
function expectAlike(found: readonly Row[], expected: readonly Row[], tolerance = 1e-3): void {
  expect(found.map((row) => Object.keys(row))).toEqual(expected.map((row) => Object.keys(row)));
  found.forEach((row, i) =>
    Object.entries(row).forEach(([name, value]) => {
      const right = expected[i]?.[name] ?? Number.NaN;
      expect([i, name, Math.abs(value - right) <= tolerance * Math.max(1, Math.abs(right))]).toEqual([i, name, true]);
    }),
  );
}

const exact = (text: string): Promise<TrainingFact[]> => trainText(temporaryFolder(), text);

/** Numbers that train nothing, or too much. */
const odd = (fit: string, compile: string, data: string, more = ""): string => `seed: 3
model: [Input: [3, 1], ${more}LSTM: 4, Dense: {units: 3, activation: softmax}]
data: ${data}
compile: ${compile}
fit: {epochs: 3, batch_size: 2${fit}}
`;
const threeSteps = "[[[1], [2], [3]], [[2], [1], [0]], [[0], [1], [1]], [[2], [2], [1]]]";
const oddities: readonly (readonly [name: string, text: string, epochs: number])[] = [
  ["targets that are all alike", odd("", "{optimizer: adam, loss: mse}", `{x: ${threeSteps}, y: [[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]]}`), 3],
  ["a class that no target names", odd("", "{optimizer: adam, loss: sparse_categorical_crossentropy, metrics: [accuracy]}", `{x: ${threeSteps}, y: [0, 2, 0, 2]}`), 3],
  ["a learning rate of 0", odd("", "{optimizer: {sgd: {learning_rate: 0}}, loss: mse}", `{x: ${threeSteps}, y: [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]}`), 3],
  ["a learning rate of a billion", odd("", "{optimizer: {sgd: {learning_rate: 1.0e+9}}, loss: categorical_crossentropy}", `{x: ${threeSteps}, y: [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]}`), 3],
  ["samples that are padding alone", odd("", "{optimizer: adam, loss: mse}", "{x: [[[0], [0], [0]], [[0], [0], [0]], [[0], [0], [0]], [[1], [0], [0]]], y: [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]}", "Masking: 0, "), 3],
]; // prettier-ignore

describe.each(engines)("on %s", (engine) => {
  test.each(oddities)("%s: every figure is a number, or the run ends with the reason", async (_, text, epochs) => {
    const facts = await trainText(temporaryFolder(), text, on(engine));
    const end = find(facts, "finished");
    const rows = rowsOf(facts);
    expect(rows.flatMap((row) => Object.values(row)).every(Number.isFinite)).toBe(true);
    if (end.status === "failed") expect(end.reason?.id).toMatch(/^training-diverged/);
    else expect([end.status, rows.length]).toEqual(["finished", epochs]);
  });

  test.each([
    ["plainly", model()],
    [
      "early stopping, best weights brought back",
      model(", early_stopping: {patience: 1, min_delta: 0.01, restore_best_weights: true}", "0.1", 30),
    ],
    ["a plateau", model(", reduce_lr_on_plateau: {monitor: loss, patience: 1, factor: 0.5, min_delta: 0.02}")],
    ["a schedule", model("", "{cosine_decay: {initial_learning_rate: 0.1, decay_steps: 20}}")],
    [
      "a schedule with stairs",
      model("", "{exponential_decay: {initial_learning_rate: 0.1, decay_steps: 6, decay_rate: 0.5, staircase: true}}"),
    ],
    ["stateful layers", stateful],
  ])("%s: the figures of every epoch are the exact build's", async (_, text) => {
    const facts = await trainText(temporaryFolder(), text, on(engine));
    expect(find(facts, "started").engine).toBe(engine);
    const right = await exact(text);
    expectAlike(rowsOf(facts), rowsOf(right));
    const [ended, expected] = [find(facts, "finished"), find(right, "finished")];
    expect([ended.status, ended.epochs, ended.stoppedEarly, ended.restoredEpoch]).toEqual(["finished", expected.epochs, expected.stoppedEarly, expected.restoredEpoch]); // prettier-ignore
    expect(readRun(find(facts, "started").folder).record).toMatchObject({ engine, status: "finished" });
  });

  test("stops within the step it is in", async () => {
    const stop = new AbortController();
    const control = new TrainingControl();
    control.step();
    let paused = 0;
    const facts = await trainText(temporaryFolder(), model(), on(engine, {
      context: { signal: stop.signal, control },
      onFact: (fact) => {
        if (fact.type !== "paused") return;
        paused++;
        stop.abort();
      },
    })); // prettier-ignore
    expect(paused).toBe(1);
    expect(find(facts, "finished")).toMatchObject({ status: "stopped", epochs: 0 });
    expect(find(facts, "paused")).toMatchObject({ epoch: 1, batch: 1 });
  });

  test("pauses, takes single steps over the end of an epoch, and another learning rate from the next step on", async () => {
    const control = new TrainingControl();
    control.pause();
    const positions: number[][] = [];
    const facts = await trainText(temporaryFolder(), model(), on(engine, {
      context: { control },
      onFact: (fact) => {
        if (fact.type !== "paused") return;
        positions.push([fact.epoch, fact.batch]);
        if (positions.length === 6) control.setLearningRate(0.001);
        setImmediate(() => (positions.length < 7 ? control.step() : control.proceed()));
      },
    })); // prettier-ignore
    expect(positions).toEqual([[1, 0], [1, 1], [1, 2], [1, 3], [2, 0], [2, 1], [2, 2]]); // prettier-ignore
    const rates = rowsOf(facts).map((row) => row["learning_rate"]);
    expect(rates).toEqual([undefined, ...Array.from({ length: 4 }, () => expect.closeTo(0.001, 7) as number)]);
    expect(find(facts, "finished")).toMatchObject({ status: "finished", epochs: 5 });
  });

  test.each([
    ["with dropout", model()],
    ["with early stopping", model(", early_stopping: {patience: 3, restore_best_weights: true}", "0.1", 12)],
    ["with stateful layers", stateful],
  ])("a run taken up again ends as one that never stopped, %s", async (_, text) => {
    const whole = rowsOf(await trainText(temporaryFolder(), text, on(engine)));
    for (const steps of [1, 6]) {
      const workspace = temporaryFolder();
      const stop = new AbortController();
      const control = new TrainingControl();
      control.pause();
      let left = steps;
      const first = await trainText(workspace, text, on(engine, {
        context: { signal: stop.signal, control },
        onFact: (fact) => {
          if (fact.type !== "paused") return;
          if (left-- > 0) setImmediate(() => control.step());
          else stop.abort();
        },
      })); // prettier-ignore
      const { folder } = find(first, "started");
      const facts = await trainText(workspace, text, { resume: path.basename(folder), reproducible: false });
      expect(find(facts, "started").engine).toBe(engine);
      expect(find(facts, "finished").status).toBe("finished");
      expectAlike(rowsOf(facts), whole, 1e-5);
    }
  });

  test("tells what recurrent layers hold for the samples that are watched, without changing the run", async () => {
    const watched = await trainText(temporaryFolder(), model(), on(engine, { probe: [0, 3] }));
    const probed = watched.filter((fact) => fact.type === "probed").at(-1);
    expect(probed).toMatchObject({ epoch: 5, samples: [{ sample: 0, layers: [{ name: "lstm" }, { name: "gru" }] }, { sample: 3 }] }); // prettier-ignore
    expectAlike(rowsOf(watched), rowsOf(await trainText(temporaryFolder(), model(), on(engine))), 1e-6);
  });

  test("a loss that is no number ends the run, names the layer, and leaves the weights as they were", async () => {
    const facts = await trainText(temporaryFolder(), model("", "1.0e+30"), on(engine));
    const { status, reason } = find(facts, "finished");
    expect([status, reason?.id.startsWith("training-diverged")]).toEqual(["failed", true]);
    const text = readFileSync(path.join(find(facts, "started").folder, "run.json"), "utf8");
    expect(JSON.parse(text)).toMatchObject({ status: "failed", engine });
  });
});
