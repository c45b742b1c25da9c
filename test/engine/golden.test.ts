/**
 * The engine against real Keras: predictions before, the loss of every epoch, predictions after.
 *
 * The cases come from test/golden/make.py. Errors are relative to max(1, |value|), elementwise.
 */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkGolden, goldenFolder } from "./checkGolden";
import { builds, engine } from "./kernels";

const cases = [
  "activations",
  "activity-regularizer",
  "activity-softmax",
  "adadelta",
  "adagrad",
  "adamax",
  "adamw",
  "attention",
  "attention-causal",
  "attention-concat",
  "attention-masked",
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
  "stateful-validation",
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
  const folders = readdirSync(goldenFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(cases);
});

describe.each(cases)("%s", (name) => {
  it.each(builds)("%s build", async (build) => {
    await checkGolden(name, (request) => {
      const session = engine.open({ ...request, reproducible: build === "exact" });
      expect(session.build).toBe(build);
      return session;
    });
  });
});
