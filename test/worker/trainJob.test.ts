/** A training job: what it tells, what it leaves on disk, and what it refuses. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import type { NamedTensor } from "../../src/core/training/networkSession";
import type { TrainingFact } from "../../src/protocol/training";
import { type Message, render } from "../../src/core/messages/message";
import { readMetrics, readRun } from "../../src/runs/readRun";
import { readRunWeights, readWeightsFile } from "../../src/runs/readWeights";
import { writeSafetensors } from "../../src/interop/safetensors/writeSafetensors";
import { temporaryFolder } from "../runs/temporaryFolder";
import { tiny, trainText } from "./jobDoor";

const typesOf = (facts: readonly TrainingFact[]): string =>
  facts
    .map(({ type }) => type)
    .join(" ")
    .replace(/(epochsEnded ?)+/, "epochsEnded… ");
const weightsIn = (folder: string): readonly NamedTensor[] => readRunWeights(readRun(folder))?.tensors ?? [];
const compile = "compile: {optimizer: sgd, loss: mse}\n";

function startedOf(facts: readonly TrainingFact[]): Extract<TrainingFact, { type: "started" }> {
  const [first] = facts;
  if (first?.type !== "started") throw new Error(`began with ${JSON.stringify(first)}`);
  return first;
}

test("the course's first example gives 4, 5, 1, 2", async () => {
  const workspace = temporaryFolder();
  const facts = await trainText(workspace, manyToOne);
  expect(typesOf(facts)).toBe("started epochsEnded… predicted finished");
  expect(startedOf(facts)).toMatchObject({
    engine: "wasm",
    build: "exact",
    seed: 7,
    epochs: 100,
    samples: 4,
    params: 5029,
  });
  expect(facts.at(-1)).toMatchObject({ status: "finished", epochs: 100 });
  expect(facts.find(({ type }) => type === "predicted")).toMatchObject({
    predictions: { epoch: 100, outputs: [{ decoded: [4, 5, 1, 2] }] },
  });
  const { folder } = startedOf(facts);
  // A slow machine saves before the end, too.
  const names = readdirSync(folder).filter((name) => name !== "checkpoint.previous.safetensors");
  expect(names.sort()).toEqual([
    "best.safetensors",
    "checkpoint.safetensors",
    "epochs.safetensors",
    "last.safetensors",
    "metrics.jsonl",
    "model.rnn.yaml",
    "run.json",
  ]);
  expect(readFileSync(path.join(folder, "model.rnn.yaml"), "utf8")).toBe(manyToOne);
  const { baselines } = startedOf(facts);
  expect(baselines.constant?.loss).toBeCloseTo(Math.log(4), 6);
  expect(readRun(folder).record).toMatchObject({ status: "finished", file: "a.rnn.yaml", epochsDone: 100, samples: 4, baselines }); // prettier-ignore
  expect(readMetrics(folder)).toHaveLength(100);
});

test("the same seed gives the same bits, another one others; without a seed one is drawn", async () => {
  const weightsOf = async (text: string, seed?: number): Promise<unknown> =>
    weightsIn(startedOf(await trainText(temporaryFolder(), text, seed === undefined ? {} : { seed })).folder);
  const first = await weightsOf(tiny(compile));
  expect(await weightsOf(tiny(compile))).toEqual(first);
  expect(await weightsOf(tiny(compile), 2)).not.toEqual(first);
  expect(startedOf(await trainText(temporaryFolder(), tiny(compile).replace("seed: 1\n", ""))).seed).toBe(2 ** 29);
});

test("best is the epoch with the lowest loss, last the last", async () => {
  const facts = await trainText(
    temporaryFolder(),
    tiny("compile: {optimizer: {sgd: {learning_rate: 0.14}}, loss: mse}\nfit: {epochs: 30, batch_size: 1}\n"),
  );
  const { folder } = startedOf(facts);
  const losses = readMetrics(folder).map(({ loss }) => loss ?? Number.NaN);
  expect(readRun(folder).record.loss).toMatchObject({ best: Math.min(...losses), last: losses.at(-1) });
  expect(weightsIn(folder)).toEqual(readWeightsFile(path.join(folder, "last.safetensors")));
});

test("weights from a file, of the option and of the model file", async () => {
  const workspace = temporaryFolder();
  const weights = [
    { name: "dense/kernel", shape: [1, 1], values: Float32Array.of(2) },
    { name: "dense/bias", shape: [1], values: Float32Array.of(0) },
  ];
  writeFileSync(path.join(workspace, "w.safetensors"), writeSafetensors(weights));
  const fromFile = await trainText(workspace, tiny(`${compile}weights: w.safetensors\n`));
  expect(fromFile.find(({ type }) => type === "epochsEnded")).toMatchObject({ rows: [{ loss: 0 }] });
  const fromOption = await trainText(workspace, tiny(compile), { weights: path.join(workspace, "w.safetensors") });
  expect(fromOption.find(({ type }) => type === "epochsEnded")).toMatchObject({ rows: [{ loss: 0 }] });
  writeFileSync(path.join(workspace, "w.safetensors"), writeSafetensors(weights.slice(1)));
  expect(await trainText(workspace, tiny(`${compile}weights: w.safetensors\n`))).toMatchObject([
    { type: "refused", cause: "model", code: "weights-mismatch", reason: { id: "weights-mismatch.missing" } },
  ]);
});

test.each([
  ["a finding in the file", "model: [LSMT: 3]\n", { cause: "model", code: "unknown-layer" }],
  ["no loss", tiny(""), { cause: "model", code: "training-missing" }],
  ["weights outside", tiny(`${compile}weights: ../w.safetensors\n`), { cause: "model", code: "weights-outside" }],
  [
    "weights that are not there",
    tiny(`${compile}weights: w.safetensors\n`),
    { cause: "model", code: "weights-missing" },
  ],
])("refused: %s; nothing is written", async (_, text, expected) => {
  const workspace = temporaryFolder();
  const facts = await trainText(workspace, text);
  expect(facts).toMatchObject([{ type: "refused", ...expected }]);
  expect(readdirSync(workspace)).toEqual([]);
});

test("tfjs-node that was not set up is refused, never replaced", async () => {
  vi.stubEnv("UNROLL_CACHE", temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await trainText(temporaryFolder(), tiny(compile), { engine: "tfjs-node" })).toMatchObject([
    { type: "refused", cause: "engine", reason: { id: "tensorflow-absent" } },
  ]);
});

test("a folder that holds a run is refused", async () => {
  const workspace = temporaryFolder();
  const out = path.join(workspace, "out");
  await trainText(workspace, tiny(compile), { out });
  expect(await trainText(workspace, tiny(compile), { out })).toMatchObject([
    { type: "refused", reason: { id: "run-folder-taken" } },
  ]);
});

test("a sample that is padding alone is named, and no learning rate is blamed", async () => {
  const text =
    "data: {x: [[1, 2, 0], [0, 0, 0], [2, 1, 1], [3, 0, 0]], y: [[0], [1], [1], [0]]}\nmodel:\n  - Input: {shape: [3], dtype: int32}\n  - Embedding: {input_dim: 4, output_dim: 3, mask_zero: true}\n" +
    "  - LSTM: {units: 2, return_sequences: true}\n  - GlobalAveragePooling1D: {name: p}\n  - Dense: {units: 1, activation: sigmoid}\n" +
    "compile: {optimizer: sgd, loss: binary_crossentropy}\nfit: {epochs: 2, batch_size: 2, shuffle: false}\n";
  const facts = await trainText(temporaryFolder(), text);
  const { reason } = facts.at(-1) as { reason?: Message };
  expect(reason).toMatchObject({
    id: "training-diverged.padding",
    args: { epoch: 1, batch: 1, layer: "p", sample: 2 },
  });
  expect(reason && render(reason, "en")).toContain("sample 2 is padding alone");
});

test("divergence: the epoch that broke off is not counted, the run has failed, the last good weights are kept", async () => {
  const facts = await trainText(
    temporaryFolder(),
    tiny("compile: {optimizer: {sgd: {learning_rate: 1e4}}, loss: mse}\nfit: {epochs: 50}\n"),
  );
  expect(facts.at(-1)).toMatchObject({
    type: "finished",
    status: "failed",
    reason: { id: expect.stringMatching(/^training-diverged\./) },
  });
  const told = facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : []));
  expect(told.every(({ loss }) => Number.isFinite(loss))).toBe(true);
  expect(facts.at(-1)).toMatchObject({ epochs: told.length });
  const { folder } = startedOf(facts);
  expect(readRun(folder).status).toBe("failed");
  for (const { values } of weightsIn(folder)) expect(values.every(Number.isFinite)).toBe(true);
});

test("a stop before, in the middle, and twice", async () => {
  for (const after of [0, 3]) {
    const stop = new AbortController();
    if (after === 0) stop.abort();
    const facts = await trainText(temporaryFolder(), tiny(`${compile}fit: {epochs: 100000}\n`), {
      context: { signal: stop.signal },
      onFact: (fact) => {
        if (fact.type === "epochsEnded" && fact.rows.some(({ epoch }) => epoch >= after)) stop.abort();
      },
    });
    expect(facts.at(-1)).toMatchObject({ type: "finished", status: "stopped", epochs: after });
    const { folder } = startedOf(facts);
    expect(readRun(folder).status).toBe("stopped");
    expect(existsSync(path.join(folder, "last.safetensors"))).toBe(true);
  }
});

test("while training, predictions follow at most twice a second, and checkpoints as often as asked", async () => {
  let now = 0;
  const facts = await trainText(temporaryFolder(), tiny(`${compile}fit: {epochs: 20}\n`), {
    context: { showPredictions: "live", clock: { now: () => new Date(0), elapsed: () => (now += 20) } },
  });
  const epochs = facts.flatMap((fact) => (fact.type === "predicted" ? [fact.predictions.epoch ?? 0] : []));
  expect(epochs.at(-1)).toBe(20);
  expect(epochs.length).toBeGreaterThan(1);
  expect(epochs.length).toBeLessThan(10);
});
