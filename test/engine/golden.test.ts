/**
 * The engine against real Keras: predictions before, the loss of every epoch, predictions after.
 *
 * The cases come from test/golden/make.py. Errors are relative to max(1, |value|), elementwise.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import { planFit } from "../../src/core/training/fitPlan";
import { builds, engine } from "./kernels";
import { readSafetensors } from "./readSafetensors";
import { trainWithHistory } from "./trainWithHistory";

interface Expected {
  readonly tolerance: { readonly before: number; readonly loss: number; readonly after: number };
  readonly predictions_before: unknown[];
  readonly loss_by_epoch: number[];
  readonly metrics_by_epoch?: Readonly<Record<string, number[]>>;
  readonly predictions_after: unknown[];
}

const folder = "test/golden";
const cases = [
  "activations",
  "activity-regularizer",
  "activity-softmax",
  "adadelta",
  "adagrad",
  "adamax",
  "adamw",
  "auc",
  "auc-majoring",
  "auc-pr",
  "autoencoder-states",
  "bidirectional-ave",
  "bidirectional-concat",
  "bidirectional-mul",
  "bidirectional-none",
  "bidirectional-states-both-ends",
  "bidirectional-sum-sequences",
  "cell-hard-sigmoid",
  "cell-silu-gelu",
  "cell-softmax",
  "clipnorm-adam",
  "clipvalue-rmsprop",
  "concatenate",
  "cosine-decay",
  "cosine-decay-restarts",
  "early-stopping",
  "early-stopping-accuracy",
  "early-stopping-restore",
  "embedding-sparse",
  "encoder-decoder",
  "encoder-decoder-bidirectional",
  "encoder-decoder-gru",
  "encoder-decoder-simple",
  "exponential-decay",
  "exponential-staircase",
  "flatten",
  "global-average-pooling",
  "global-clipnorm-decay",
  "global-max-pooling",
  "go-backwards",
  "gru-reset-after",
  "gru-reset-before",
  "huber",
  "inverse-time-decay",
  "kl-divergence",
  "layer-normalization",
  "log-cosh",
  "loss-weights",
  "many-to-many",
  "many-to-many-time-distributed",
  "many-to-one",
  "mask-backwards",
  "mask-backwards-sequences",
  "mask-bidirectional",
  "mask-bidirectional-last",
  "mask-flatten",
  "mask-gru",
  "mask-lstm",
  "mask-lstm-sequences",
  "mask-many-to-one",
  "mask-max",
  "mask-mean",
  "mask-merges",
  "mask-metrics",
  "mask-product",
  "mask-sequences",
  "mask-simple-rnn",
  "mask-states",
  "mask-states-last",
  "mask-zero-bidirectional",
  "mask-zero-crossentropy",
  "mask-zero-lstm",
  "mask-zero-mean",
  "masking-dense",
  "masking-value",
  "max-norm",
  "merges",
  "metrics-binary",
  "metrics-outputs",
  "metrics-sequence",
  "nadam",
  "no-bias",
  "no-forget-bias",
  "non-neg",
  "piecewise-constant-decay",
  "plateau",
  "plateau-and-stopping",
  "poisson",
  "polynomial-decay",
  "precision-top-k",
  "regularizers",
  "repeat-vector",
  "reshape",
  "simple-rnn",
  "sparse-top-k",
  "stacked",
  "stateful",
  "stateful-bidirectional",
  "stateful-mask",
  "states-from-dense",
  "states-gru",
  "states-lstm",
  "states-simple-rnn",
  "two-outputs",
  "unit-norm",
  "validation",
  "validation-outputs",
];

it("every case is here, and none that nobody names", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(cases);
});

/** All numbers of nested lists. */
const flatten = (nested: unknown): number[] => [nested].flat(Infinity) as number[];

const largestError = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(found.length).toBe(expected.length);
  return Array.from(found).reduce((worst, value, i) => {
    const right = expected[i] as number;
    return Math.max(worst, Math.abs(value - right) / Math.max(1, Math.abs(right)));
  }, 0);
};

describe.each(cases)("%s", (name) => {
  const file = analyzeModelFile(readFileSync(`${folder}/${name}/model.rnn.yaml`, "utf8"), {
    fileName: `${name}.rnn.yaml`,
  });
  const expected = JSON.parse(readFileSync(`${folder}/${name}/expected.json`, "utf8")) as Expected;

  it.each(builds)("%s build", async (build) => {
    const { graph, compile, fit } = file;
    const { dataset } = encodeDataset(file);
    if (!graph || !compile || !dataset) return expect.fail(JSON.stringify(file.diagnostics));
    const { batchSize } = fit;
    const session = engine.open({ graph, compile, dataset, batchSize, seed: 1, reproducible: build === "exact" });
    expect(session.build).toBe(build);
    session.setWeights(readSafetensors(`${folder}/${name}/weights.safetensors`));
    const predictionError = (nested: unknown[]): number => {
      const all = graph.outputs.length > 1 ? nested : [nested];
      return Math.max(...session.predict().map(({ values }, i) => largestError(values, flatten(all[i]))));
    };
    expect(predictionError(expected.predictions_before)).toBeLessThan(expected.tolerance.before);
    const outputNames = dataset.targets.map((target) => target.name);
    const now = (): number => performance.now();
    expect(fit.shuffle).toBe(false);
    const plan = planFit(fit, compile, dataset.samples);
    const { history } = await trainWithHistory({ ...plan, session, seed: 1, outputNames, now });
    const lossError = largestError(history.loss ?? [], expected.loss_by_epoch);
    expect(lossError).toBeLessThan(expected.tolerance.loss);
    for (const [column, values] of Object.entries(expected.metrics_by_epoch ?? {})) {
      expect([column, largestError(history[column] ?? [], values)]).toEqual([column, expect.closeTo(0, 3)]);
    }
    const afterError = predictionError(expected.predictions_after);
    expect(afterError).toBeLessThan(expected.tolerance.after);
    if (process.env.UNROLL_SHOW_ERRORS) console.log(name, build, { lossError, afterError });
  });
});
