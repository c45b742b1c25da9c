/** A training job taken up again: equal to the uninterrupted one on the exact build, and refused where it does not fit. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, type MockInstance, test, vi } from "vitest";
import { files } from "../../src/files/files";
import { TrainingControl } from "../../src/engine/trainingControl";
import type { TrainingFact } from "../../src/protocol/training";
import { readMetrics, readRun } from "../../src/runs/readRun";
import { readWeightsFile } from "../../src/runs/readWeights";
import { temporaryFolder } from "../runs/temporaryFolder";
import { trainText } from "./jobDoor";

const model = (more = "", epochs = 12, rate = "0.05"): string => `seed: 3
model: [Input: [6, 2], LSTM: {units: 5, return_sequences: true}, Dropout: 0.3, GRU: 4, Dense: 1]
data: {task: adding, length: 6, samples: 20, seed: 2}
compile: {optimizer: {nadam: {learning_rate: ${rate}}}, loss: mse, metrics: [mae]}
fit: {epochs: ${epochs}, batch_size: 3, validation_split: 0.25${more}}
`;

const folderOf = (facts: readonly TrainingFact[]): string => {
  const started = facts.find((fact) => fact.type === "started");
  if (started?.type !== "started") throw new Error(JSON.stringify(facts));
  return started.folder;
};

/** The first `steps` batches and a stop; the folder of the run. */
async function interrupted(workspace: string, text: string, steps: number): Promise<string> {
  const stop = new AbortController();
  const control = new TrainingControl();
  control.pause();
  let left = steps;
  const facts = await trainText(workspace, text, {
    context: { signal: stop.signal, control },
    onFact: (fact) => {
      if (fact.type !== "paused") return;
      if (left-- > 0) setImmediate(() => control.step());
      else stop.abort();
    },
  });
  expect(facts.at(-1)).toMatchObject({ type: "finished", status: "stopped" });
  return folderOf(facts);
}

const fileBytes = (folder: string, name: string): string => readFileSync(path.join(folder, name)).toString("latin1");

describe("a run that goes on equals one that never stopped", () => {
  test.each([
    ["plainly", model()],
    ["with early stopping", model(", early_stopping: {patience: 2, restore_best_weights: true}", 40, "0.3")],
    ["on a plateau", model(", reduce_lr_on_plateau: {monitor: loss, patience: 1, factor: 0.5, min_delta: 0.01}")],
    ["with a schedule", model("", 12, "{cosine_decay: {initial_learning_rate: 0.1, decay_steps: 50}}")],
  ])("%s", async (_, text) => {
    const workspace = temporaryFolder();
    const whole = folderOf(await trainText(workspace, text));
    for (const steps of [0, 1, 5, 13]) {
      const folder = await interrupted(workspace, text, steps);
      const facts = await trainText(workspace, text, { resume: path.basename(folder), reproducible: false });
      expect(folderOf(facts)).toBe(folder);
      expect(facts.at(-1)).toMatchObject({ type: "finished", status: "finished" });
      for (const name of [
        "metrics.jsonl",
        "last.safetensors",
        "best.safetensors",
        "epochs.safetensors",
        "checkpoint.safetensors",
      ]) {
        expect([steps, name, fileBytes(folder, name) === fileBytes(whole, name)]).toEqual([steps, name, true]);
      }
      const [ours, theirs] = [readRun(folder).record, readRun(whole).record];
      expect(ours.loss).toEqual(theirs.loss);
      expect([ours.status, ours.epochsDone]).toEqual(["finished", theirs.epochsDone]);
    }
  });

  test("without any checkpoint, from the beginning", async () => {
    const workspace = temporaryFolder();
    const whole = folderOf(await trainText(workspace, model()));
    const folder = await interrupted(workspace, model(), 9);
    for (const name of readdirSync(folder)) if (name.endsWith(".safetensors")) rmSync(path.join(folder, name));
    await trainText(workspace, model(), { resume: folder });
    expect(fileBytes(folder, "metrics.jsonl")).toBe(fileBytes(whole, "metrics.jsonl"));
    expect(readWeightsFile(path.join(folder, "last.safetensors"))).toEqual(
      readWeightsFile(path.join(whole, "last.safetensors")),
    );
  });

  test("longer than it was meant to be", async () => {
    const workspace = temporaryFolder();
    const long = folderOf(await trainText(workspace, model("", 9)));
    const folder = folderOf(await trainText(workspace, model("", 4)));
    await trainText(workspace, model("", 4), { resume: folder, epochs: 9 });
    expect(fileBytes(folder, "metrics.jsonl")).toBe(fileBytes(long, "metrics.jsonl"));
    expect(fileBytes(folder, "last.safetensors")).toBe(fileBytes(long, "last.safetensors"));
    expect(readRun(folder).record).toMatchObject({ epochs: 9, epochsDone: 9 });
  });
});

describe("stateful layers", () => {
  const stateful = (more = "batch_size: 3, validation_split: 0.4", samples = 15): string => `seed: 3
model: [Input: [6, 2], LSTM: {units: 4, return_sequences: true, stateful: true}, GRU: {units: 3, stateful: true}, Dense: 1]
data: {task: adding, length: 6, samples: ${samples}, seed: 2}
compile: {optimizer: adam, loss: mse, metrics: [mae]}
fit: {epochs: 6, shuffle: false, ${more}}
`;
  const kept = ["metrics.jsonl", "last.safetensors", "best.safetensors", "checkpoint.safetensors"];

  test("go on after a stop with the states they had", async () => {
    const workspace = temporaryFolder();
    const whole = folderOf(await trainText(workspace, stateful()));
    // Three batches train in an epoch, so that this is its beginning, its middle and its end.
    for (const steps of [1, 3, 5]) {
      const folder = await interrupted(workspace, stateful(), steps);
      await trainText(workspace, stateful(), { resume: folder });
      for (const name of kept) expect([steps, name, fileBytes(folder, name) === fileBytes(whole, name)]).toEqual([steps, name, true]); // prettier-ignore
    }
  });

  test("do not notice that predictions are shown while they train", async () => {
    const workspace = temporaryFolder();
    // 250 samples: not all of them are shown, and what is shown makes whole batches.
    const text = stateful("batch_size: 125", 250);
    const unseen = folderOf(await trainText(workspace, text, { context: { showPredictions: "never" } }));
    let now = 0;
    const facts = await trainText(workspace, text, {
      context: { showPredictions: "live", clock: { now: () => new Date(), elapsed: () => (now += 400) } },
    });
    expect(facts.filter(({ type }) => type === "predicted").length).toBeGreaterThan(2);
    expect(facts.at(-1)).toMatchObject({ type: "finished", status: "finished" });
    for (const name of kept) expect([name, fileBytes(folderOf(facts), name) === fileBytes(unseen, name)]).toEqual([name, true]); // prettier-ignore
  });

  test("are refused before they train where training or validation does not make whole batches", async () => {
    const uneven = stateful("batch_size: 5, validation_split: 0.4");
    expect(await trainText(temporaryFolder(), uneven)).toMatchObject([
      {
        type: "refused",
        cause: "model",
        reason: { id: "engine-stateful-batch", args: { layer: "lstm", samples: 9, batchSize: 5, cure: 3 } },
      },
    ]);
  });
});

describe("is refused, and nothing is changed,", () => {
  test.each<[string, string, (text: string) => string, string]>([
    ["where the model changed", model(), (text) => text.replace("GRU: 4", "GRU: 5"), "resume-other-model"],
    ["where the optimizer changed", model(), (text) => text.replace("0.05", "0.06"), "resume-other-model"],
    ["where the data changed", model(), (text) => text.replace("seed: 2}", "seed: 4}"), "resume-other-data"],
    ["where the seed changed", model(), (text) => text.replace("seed: 3", "seed: 6"), "resume-other-setting"],
    [
      "where weights to start from came",
      model(),
      (text) => `${text}weights: a.safetensors\n`,
      "resume-other-setting.none",
    ],
    [
      "where other bits are wanted",
      model(", reproducible: true"),
      (text) => text.replace("reproducible: true", "reproducible: false"),
      "resume-other-setting",
    ],
    ["where all epochs are done", model("", 1), (text) => text, "resume-finished"],
    [
      "where early stopping ended it",
      model(", early_stopping: {monitor: loss, patience: 0, min_delta: 100}"),
      (text) => text,
      "resume-early",
    ],
  ])("%s", async (_, text, change, id) => {
    const workspace = temporaryFolder();
    const folder = folderOf(await trainText(workspace, text));
    const before = readdirSync(folder).map((name) => [name, fileBytes(folder, name)]);
    const facts = await trainText(workspace, change(text), { resume: folder });
    expect(facts).toMatchObject([{ type: "refused", cause: "model", reason: { id } }]);
    expect(readdirSync(folder).map((name) => [name, fileBytes(folder, name)])).toEqual(before);
  });

  test("where there is no such run", async () => {
    expect(await trainText(temporaryFolder(), model(), { resume: "nothing" })).toMatchObject([
      { type: "refused", reason: { id: "run-unknown" } },
    ]);
  });
});

test("another name, another comment and another number of epochs are still the same model", async () => {
  const workspace = temporaryFolder();
  const folder = await interrupted(workspace, model(), 3);
  const renamed = `# edited\nname: other\n${model("", 50)}`;
  const facts = await trainText(workspace, renamed, { resume: folder });
  expect(facts.at(-1)).toMatchObject({ status: "finished", epochs: 12 });
});

test("a learning rate set by hand is told, kept in the record, and a column from then on", async () => {
  const control = new TrainingControl();
  const facts = await trainText(temporaryFolder(), model("", 3), {
    context: { control },
    onFact: (fact) => {
      if (fact.type === "epochsEnded" && fact.rows[0]?.epoch === 1) control.setLearningRate(0.25);
    },
  });
  expect(facts.find(({ type }) => type === "learningRateSet")).toMatchObject({
    epoch: 2,
    batch: 0,
    learningRate: 0.25,
  });
  const folder = folderOf(facts);
  expect(readRun(folder).record.learningRates).toEqual([{ epoch: 2, batch: 1, rate: 0.25 }]);
  expect(readMetrics(folder).map((row) => row["learning_rate"])).toEqual([undefined, 0.25, 0.25]);
});

test("a checkpoint is there soon after the start, and none is written for a run that is over by then", async () => {
  let now = 0;
  let firstAt: number | undefined;
  const clock = { now: () => new Date(0), elapsed: () => (now += 2) };
  const watch = (fact: TrainingFact, folder: string): void => {
    if (fact.type !== "epochsEnded" || firstAt !== undefined) return;
    if (existsSync(path.join(folder, "checkpoint.safetensors"))) firstAt = now;
  };
  for (const [epochs, isThere] of [
    [3, false],
    [60, true],
  ] as const) {
    [now, firstAt] = [0, undefined];
    const out = path.join(temporaryFolder(), "run");
    await trainText(out, model("", epochs), { out, context: { clock }, onFact: (fact) => watch(fact, out) });
    expect([epochs, firstAt !== undefined]).toEqual([epochs, isThere]);
  }
  expect(firstAt).toBeGreaterThan(250);
  expect(firstAt).toBeLessThan(500);
});

test("a save that fails is told once, training goes on, and the checkpoint before is intact", async () => {
  const workspace = temporaryFolder();
  let broken: MockInstance | undefined;
  let now = 0;
  const facts = await trainText(workspace, model("", 60), {
    context: { checkpointEvery: 0, clock: { now: () => new Date(0), elapsed: () => (now += 20) } },
    onFact: (fact) => {
      const epoch = fact.type === "epochsEnded" ? fact.rows[0]?.epoch : undefined;
      if (epoch === 20) {
        broken = vi.spyOn(files, "writeSync").mockImplementation(() => {
          throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
        });
      }
      if (epoch === 59) broken?.mockRestore();
    },
  });
  expect(facts.filter(({ type }) => type === "warned")).toMatchObject([{ reason: { id: "run-save-failed" } }]);
  expect(facts.at(-1)).toMatchObject({ type: "finished", status: "finished", epochs: 60 });
  expect(readMetrics(folderOf(facts)).length).toBe(60);
});
