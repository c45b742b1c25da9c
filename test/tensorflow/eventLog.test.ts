/** `--log-dir`: event files that the real TensorBoard reads, from either engine; and what is said where nothing can write them. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { cacheFolder } from "../../src/tensorflow/tensorFlowFolder";
import { readMetrics } from "../../src/runs/readRun";
import { readWeightsFile } from "../../src/runs/readWeights";
import { placeWith } from "../cli/unroll";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow } from "./tensorFlow";

const model = (fit = ""): string => `seed: 3
model: [Input: [5, 2], LSTM: {units: 5}, Dense: {units: 1, name: last}]
data: {task: adding, length: 5, samples: 20, seed: 2}
compile: {optimizer: {adam: {learning_rate: {exponential_decay: {initial_learning_rate: 0.1, decay_steps: 4, decay_rate: 0.5}}}}, loss: mse, metrics: [mae]}
fit: {epochs: 6, batch_size: 4, validation_split: 0.2${fit}}
`;

const python = path.join(cacheFolder(process.env), "tensorboard-2.20.0", "bin", "python");
const hasTensorBoard = existsSync(python) && spawnSync(python, ["-c", "import tensorboard"]).status === 0;
if (!hasTensorBoard)
  console.error("\n!!! SKIPPED: TensorBoard is not there; `npm test -- --only tensorboard` brings it !!!");

interface Curves {
  readonly scalars: Readonly<Record<string, [step: number, value: number][]>>;
  /** Steps, and at the last one the sum of counts and the ends of the buckets. */
  readonly histograms: Readonly<Record<string, { steps: number[]; count: number; from: number; to: number }>>;
}

const reader = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util
events = EventAccumulator(sys.argv[1], size_guidance={"tensors": 0, "scalars": 0, "histograms": 0})
events.Reload()
tags = events.Tags()
scalars = {tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in tags["scalars"]}
histograms = {}
for tag in tags["tensors"]:
    all = [(e.step, tensor_util.make_ndarray(e.tensor_proto)) for e in events.Tensors(tag)]
    last = all[-1][1]
    histograms[tag] = {"steps": [step for step, _ in all], "count": float(last[:, 2].sum()), "from": float(last[0, 0]), "to": float(last[-1, 1])}
    assert events.SummaryMetadata(tag).plugin_data.plugin_name == "histograms"
print(json.dumps({"scalars": scalars, "histograms": histograms}))
`;

function readBack(folder: string): Curves {
  const script = path.join(temporaryFolder(), "read.py");
  writeFileSync(script, reader);
  const { stdout, stderr, status } = spawnSync(python, [script, folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Curves;
}

describe.skipIf(!hasTensorFlow || !hasTensorBoard)("the real TensorBoard", () => {
  test.each(["wasm", "tfjs-node"])(
    "reads every figure of a run on %s, and histograms of its weights",
    async (engine) => {
      const { run, folder } = placeWith({ "a.rnn.yaml": model() });
      const { code, err } = await run(`train a.rnn.yaml --engine ${engine} --log-dir logs --out kept`);
      expect([code, err]).toEqual([0, ""]);
      const rows = readMetrics(path.join(folder, "kept"));
      expect(rows.length).toBe(6);
      const train = readBack(path.join(folder, "logs", "train"));
      const validation = readBack(path.join(folder, "logs", "validation"));
      const curve = (column: string): [number, number][] =>
        rows.map((row) => [row["epoch"] ?? 0, expect.closeTo(row[column] ?? Number.NaN, 5) as number]);
      expect(train.scalars).toEqual({
        epoch_loss: curve("loss"),
        epoch_mae: curve("mae"),
        epoch_learning_rate: curve("learning_rate"),
      });
      expect(validation.scalars).toEqual({ epoch_loss: curve("val_loss"), epoch_mae: curve("val_mae") });
      // The last bias is a single number, of which there is no histogram.
      const weights = readWeightsFile(path.join(folder, "kept", "last.safetensors")).filter(({ name }) => name !== "last/bias"); // prettier-ignore
      expect(Object.keys(train.histograms).sort()).toEqual(weights.map(({ name }) => `${name}/histogram`).sort());
      for (const { name, values } of weights) {
        const found = train.histograms[`${name}/histogram`];
        expect(found).toMatchObject({ steps: [1, 2, 3, 4, 5, 6], count: values.length });
        expect(found?.from).toBeCloseTo(Math.min(...values), 4);
        expect(found?.to).toBeCloseTo(Math.max(...values), 4);
      }
    },
  );

  test("a rate that stays has its curve too, and nothing validates where nothing is to", async () => {
    const text = model()
      .replace(/\{exponential_decay.*?\}\}/, "0.01")
      .replace(", validation_split: 0.2", "");
    const { run, folder } = placeWith({ "a.rnn.yaml": text });
    expect((await run("train a.rnn.yaml --log-dir logs --epochs 2")).code).toBe(0);
    const { scalars } = readBack(path.join(folder, "logs", "train"));
    expect(scalars["epoch_learning_rate"]).toEqual([[1, expect.closeTo(0.01, 7)], [2, expect.closeTo(0.01, 7)]]); // prettier-ignore
    expect(existsSync(path.join(folder, "logs", "validation"))).toBe(false);
  });
});

test("without TensorFlow: refused before anything is written, with what is needed", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": model() });
  const before = process.env.UNROLL_CACHE;
  process.env.UNROLL_CACHE = temporaryFolder();
  try {
    const { code, err, out } = await run("train a.rnn.yaml --log-dir logs");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("unroll engines --setup tensorflow");
    expect([existsSync(path.join(folder, "logs")), existsSync(path.join(folder, ".unroll"))]).toEqual([false, false]);
  } finally {
    if (before === undefined) delete process.env.UNROLL_CACHE;
    else process.env.UNROLL_CACHE = before;
  }
});

test.skipIf(!hasTensorFlow)("a folder that cannot be made is named", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": model() });
  writeFileSync(path.join(folder, "logs"), "a file");
  const { code, err } = await run("train a.rnn.yaml --log-dir logs");
  expect(code).toBe(2);
  expect(err).toContain(path.join(folder, "logs"));
});
