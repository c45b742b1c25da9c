/**
 * The engine against real Keras: predictions before, the loss of every epoch, predictions after.
 *
 * The cases come from test/golden/make.py. Errors are relative to max(1, |value|), elementwise.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { DataColumn, Tensor } from "../../src/core/data/dataset";
import { train } from "../../src/engine/trainer";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { builds, engine } from "./kernels";
import { readSafetensors } from "./readSafetensors";

interface GoldenModel {
  readonly model: readonly LayerItem[];
  readonly outputs?: readonly string[];
  readonly data: { readonly x: unknown; readonly y: unknown };
  readonly compile: { readonly optimizer: string | Record<string, unknown>; readonly loss: string };
  readonly fit: { readonly epochs: number; readonly batch_size: number };
}

interface Expected {
  readonly tolerance: { readonly before: number; readonly loss: number; readonly after: number };
  readonly predictions_before: unknown[];
  readonly loss_by_epoch: number[];
  readonly predictions_after: unknown[];
}

const folder = "test/golden";
const cases = [
  "bidirectional-concat",
  "bidirectional-sum-sequences",
  "gru-reset-after",
  "gru-reset-before",
  "many-to-many",
  "many-to-one",
  "simple-rnn",
  "stacked",
  "two-outputs",
];

it("every case is here, and none that nobody names", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(cases);
});

/** Nested lists to numbers and a shape. */
function toTensor(nested: unknown): Tensor {
  const shape: number[] = [];
  for (let at = nested; Array.isArray(at); at = at[0]) shape.push(at.length);
  return { shape, values: Float32Array.from((nested as unknown[]).flat(Infinity) as number[]) };
}

function encode(source: unknown): Tensor {
  if (Array.isArray(source)) return toTensor(source);
  const { values, one_hot: labels } = source as { values: unknown[]; one_hot: number[] };
  const { shape } = toTensor(values);
  const ones = (values.flat(Infinity) as number[]).flatMap((value) => labels.map((label) => (label === value ? 1 : 0)));
  return { shape: [...shape, labels.length], values: Float32Array.from(ones) };
}

const largestError = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(found.length).toBe(expected.length);
  return Array.from(found).reduce((worst, value, i) => {
    const right = expected[i] as number;
    return Math.max(worst, Math.abs(value - right) / Math.max(1, Math.abs(right)));
  }, 0);
};

describe.each(cases)("%s", (name) => {
  const model = parse(readFileSync(`${folder}/${name}/model.rnn.yaml`, "utf8")) as GoldenModel;
  const expected = JSON.parse(readFileSync(`${folder}/${name}/expected.json`, "utf8")) as Expected;
  const outputs = model.outputs ?? ["output"];
  const targets: DataColumn[] = outputs.map((output) => ({
    name: output,
    tensor: encode(outputs.length > 1 ? (model.data.y as Record<string, unknown>)[output] : model.data.y),
  }));
  const input = { name: "input", tensor: encode(model.data.x) };
  const samples = input.tensor.shape[0] as number;

  it.each(builds)("%s build", async (build) => {
    const session = engine.open({
      graph: buildGraph(model.model, model.outputs),
      compile: buildCompile(model.compile.optimizer, Array<string>(outputs.length).fill(model.compile.loss)),
      dataset: { samples, inputs: [input], targets },
      batchSize: model.fit.batch_size,
      seed: 1,
      reproducible: build === "exact",
    });
    expect(session.build).toBe(build);
    session.setWeights(readSafetensors(`${folder}/${name}/weights.safetensors`));
    const predictionError = (nested: unknown[]): number => {
      const all = outputs.length > 1 ? nested : [nested];
      return Math.max(...session.predict().map(({ values }, i) => largestError(values, toTensor(all[i]).values)));
    };
    expect(predictionError(expected.predictions_before)).toBeLessThan(expected.tolerance.before);
    const { history } = await train({
      session,
      samples,
      batchSize: model.fit.batch_size,
      epochs: model.fit.epochs,
      shuffle: false,
      seed: 1,
      outputNames: outputs,
      now: () => performance.now(),
    });
    const lossError = largestError(history.loss ?? [], expected.loss_by_epoch);
    expect(lossError).toBeLessThan(expected.tolerance.loss);
    const afterError = predictionError(expected.predictions_after);
    expect(afterError).toBeLessThan(expected.tolerance.after);
    if (process.env.UNROLL_SHOW_ERRORS) console.log(name, build, { lossError, afterError });
  });
});
