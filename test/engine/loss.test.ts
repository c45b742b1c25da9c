/** Losses and their gradients against the float64 reference: behind their own activation, behind another one, over steps. */
import { describe, expect, it } from "vitest";
import { buildCompile, buildGraph, type LossItem } from "./buildGraph";
import { checkAgainstReference, randomColumn, type Comparison } from "./checkAgainstReference";
import { engine } from "./kernels";

const check = (activation: string, loss: LossItem, targets: Comparison["targets"] = "numbers", units = 5): void => {
  for (const shape of [[3], [4, 3]]) {
    checkAgainstReference([{ Input: shape }, { Dense: { units, activation } }], { loss, targets, tolerance: 5e-6 });
    checkAgainstReference([{ Input: shape }, { Dense: units }, { Activation: activation }], {
      loss,
      targets,
      tolerance: 5e-6,
    });
  }
};

describe("losses", () => {
  it("mean squared error", () => check("linear", "mse"));
  it("mean absolute error", () => check("tanh", "mae"));
  it("Huber's loss, near and far", () => {
    check("linear", "huber");
    check("linear", { huber: { delta: 0.3 } });
  });
  it("the logarithm of the hyperbolic cosine", () => check("linear", "log_cosh"));
  it("the cosine of an angle", () => check("linear", "cosine_similarity"));
  it("Poisson's loss", () => check("softplus", "poisson", "bits"));
  it("Kullback and Leibler's divergence", () => {
    check("softmax", "kl_divergence", "classes");
    check("relu", "kl_divergence", "bits");
  });
  it("binary cross-entropy behind its sigmoid", () => check("sigmoid", "binary_crossentropy", "bits"));
  it("binary cross-entropy of other probabilities", () => check("hard_sigmoid", "binary_crossentropy", "bits"));
  it("binary cross-entropy behind a softmax", () => check("softmax", "binary_crossentropy", "classes"));
  it("categorical cross-entropy behind its softmax", () => check("softmax", "categorical_crossentropy", "classes"));
  it("categorical cross-entropy of numbers that do not add up to 1", () =>
    check("softplus", "categorical_crossentropy", "classes"));
  it("categorical cross-entropy behind a sigmoid", () => check("sigmoid", "categorical_crossentropy", "classes", 18));
  it("sparse cross-entropy behind its softmax", () =>
    check("softmax", "sparse_categorical_crossentropy", "labels", 18));
  it("sparse cross-entropy of other numbers", () => check("sigmoid", "sparse_categorical_crossentropy", "labels"));
  it("cross-entropy of a recurrent layer's own sigmoid", () =>
    checkAgainstReference([{ Input: [3, 2] }, { SimpleRNN: { units: 3, activation: "sigmoid" } }], {
      loss: "binary_crossentropy",
      targets: "bits",
    }));
  it("behind a softmax in a TimeDistributed", () =>
    checkAgainstReference([{ Input: [3, 2] }, { TimeDistributed: { Dense: { units: 3, activation: "softmax" } } }], {
      loss: "categorical_crossentropy",
      targets: "classes",
    }));

  it.each(["softmax", "sigmoid"])("stays finite behind a %s that is sure and wrong", (activation) => {
    const x = { name: "x", tensor: { shape: [1, 2], values: Float32Array.of(300, -300) } };
    const y = { name: "y", tensor: { shape: [1, 2], values: Float32Array.of(0, 1) } };
    const loss = activation === "softmax" ? "categorical_crossentropy" : "binary_crossentropy";
    const graph = buildGraph([{ Input: [2] }, { Activation: activation }]);
    const dataset = { samples: 1, inputs: [x], targets: [y] };
    const session = engine.open({
      graph,
      compile: buildCompile("sgd", loss),
      dataset,
      batchSize: 1,
      seed: 1,
      reproducible: true,
    });
    expect(session.trainBatch(Int32Array.of(0))[0]).toBe(activation === "softmax" ? 600 : 300);
  });

  it("passes NaN on, through every kind of layer and loss", () => {
    const cases = [
      ["mse", "linear", { LSTM: 3 }],
      ["mae", "tanh", { GRU: 3 }],
      ["binary_crossentropy", "sigmoid", { SimpleRNN: 3 }],
      ["categorical_crossentropy", "softmax", { Bidirectional: { LSTM: 3 } }],
      ["categorical_crossentropy", "softplus", { LSTM: { units: 3, activation: "softplus" } }],
      ["binary_crossentropy", "hard_sigmoid", { GRU: { units: 3, reset_after: false } }],
    ] as const;
    for (const [loss, activation, layer] of cases) {
      const x = randomColumn("x", [2, 3, 2], 1);
      x.tensor.values[1] = NaN;
      const graph = buildGraph([{ Input: [3, 2] }, layer, { Dense: { units: 2, activation } }]);
      const dataset = {
        samples: 2,
        inputs: [x],
        targets: [{ name: "y", tensor: { shape: [2, 2], values: Float32Array.of(1, 0, 0, 1) } }],
      };
      for (const reproducible of [false, true]) {
        const session = engine.open({
          graph,
          compile: buildCompile("adam", loss),
          dataset,
          batchSize: 2,
          seed: 1,
          reproducible,
        });
        expect([loss, session.trainBatch(Int32Array.of(0, 1))[0]]).toEqual([loss, NaN]);
      }
    }
  });
});
