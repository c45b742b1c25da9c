/** Dense, Activation, Dropout, TimeDistributed, branches and ranks, against the float64 reference. */
import { describe, expect, it } from "vitest";
import { referenceActivations, rowActivations } from "../reference/activations";
import { buildCompile, buildGraph } from "./buildGraph";
import { checkAgainstReference, dropoutMaskOf, randomColumn } from "./checkAgainstReference";
import { engine } from "./kernels";

describe("Dense", () => {
  it.each([1, 4, 15, 16, 33])("%i units", (units) => {
    checkAgainstReference([{ Input: [3] }, { Dense: units }, { Dense: 2 }]);
    checkAgainstReference([{ Input: [2, 3] }, { Dense: units }, { Dense: { units: 5, use_bias: false } }]);
  });

  it.each([...referenceActivations, ...rowActivations])("%s", (activation) => {
    checkAgainstReference([{ Input: [2, 3] }, { Dense: { units: 6, activation } }, { Dense: 3 }]);
  });

  it("takes (B, F), (B, T, F) and (B, S, T, F)", () => {
    for (const shape of [[4], [3, 4], [2, 3, 4]])
      checkAgainstReference([{ Input: shape }, { Dense: 3 }, { Activation: "tanh" }]);
  });

  it("more rows than one chunk", () =>
    checkAgainstReference([{ Input: [9, 2] }, { Dense: 18 }, { Dense: 3 }], { samples: 30 }));

  it("frozen in the middle", () => {
    checkAgainstReference([{ Input: [4] }, { Dense: 3 }, { Dense: { units: 5, trainable: false } }, { Dense: 2 }]);
  });
});

describe("graphs", () => {
  it("adds the gradients of several consumers", () => {
    checkAgainstReference(
      [
        { Input: { shape: [4, 2], name: "in" } },
        { Dense: { units: 5, activation: "tanh", name: "trunk" } },
        { LSTM: { units: 3, name: "a", from: "trunk" } },
        { GRU: { units: 3, return_sequences: true, name: "b", from: "trunk" } },
        { Activation: { activation: "softmax", name: "c", from: "trunk" } },
        { Dropout: { rate: 0, name: "d", from: "trunk" } },
      ],
      { outputs: ["a", "b", "c", "trunk", "d"], loss: ["mse", "mae", "mse", "mae", "mse"] },
    );
  });

  it("an output that feeds another layer", () => {
    checkAgainstReference(
      [
        { Input: [3] },
        { Dense: { units: 4, activation: "softmax", name: "first" } },
        { Dense: { units: 2, name: "second" } },
      ],
      { outputs: ["first", "second"], loss: ["mse", "mse"] },
    );
  });

  it("two losses that want the same logits", () => {
    checkAgainstReference(
      [
        { Input: [3] },
        { Dense: { units: 4, name: "sum" } },
        { Activation: { activation: "sigmoid", name: "one", from: "sum" } },
        { Activation: { activation: "sigmoid", name: "two", from: "sum" } },
      ],
      { outputs: ["sum", "one", "two"], loss: ["mse", "binary_crossentropy", "binary_crossentropy"], targets: "bits" },
    );
  });

  it("several inputs", () => {
    checkAgainstReference(
      [
        { Input: { shape: [3], name: "p" } },
        { Input: { shape: [2, 2], name: "q" } },
        { Dense: { units: 2, from: "p", name: "a" } },
        { LSTM: { units: 2, from: "q", name: "b" } },
      ],
      { outputs: ["b", "a"] },
    );
  });

  it("free lengths take the length of the data", () => {
    checkAgainstReference([{ Input: [null, 2] }, { GRU: 3 }], { inputShapes: [[6, 2]] });
  });

  it("wrapped layers", () => {
    checkAgainstReference([
      { Input: [3, 2] },
      { TimeDistributed: { Dense: { units: 4, activation: "relu" } } },
      { TimeDistributed: { Activation: "softsign" } },
    ]);
  });
});

describe("Dropout", () => {
  it.each([3, 4, 8, 13, 21])("of %i features follows its definition, forward and backward", (features) => {
    const mask = dropoutMaskOf(9, 6, features, 1);
    checkAgainstReference([{ Input: [3, 2] }, { Dense: features }, { Dropout: 0.4 }, { Dense: 2 }, { Dropout: 0 }], {
      samples: 6,
      seed: 9,
      mask,
    });
    checkAgainstReference([{ Input: [3, features] }, { Dropout: 0.4 }, { Dense: 2 }], { samples: 6, seed: 9, mask });
  });

  it("keeps the right share, differs between layers, steps and seeds, and is off in predictions", () => {
    const run = (seed: number, index: number, updates: number): Float32Array => {
      // A linear layer of ones over its input shows the mask as the gradient of its weights.
      const items = [...Array.from({ length: index }, () => ({ Dropout: 1e-9 })), { Dropout: 0.3 }];
      const graph = buildGraph([
        { Input: [4000] },
        ...items,
        { Dense: { units: 1, kernel_initializer: { name: "zeros", arguments: {} } } },
      ]);
      const x = randomColumn("x", [1, 4000], 1);
      x.tensor.values.fill(1);
      const y = { name: "y", tensor: { shape: [1, 1], values: Float32Array.of(-0.5) } };
      const compile = buildCompile({ sgd: { learning_rate: updates === 1 ? 1 : 1e-6 } }, "mse");
      const session = engine.open({
        graph,
        compile,
        dataset: { samples: 1, inputs: [x], targets: [y] },
        batchSize: 1,
        seed,
        reproducible: true,
      });
      let before = session.weights()[0]?.values as Float32Array;
      expect(session.predict()[0]?.values[0]).toBe(0);
      for (let i = 0; i < updates; i++) {
        before = session.weights()[0]?.values as Float32Array;
        session.trainBatch(Int32Array.of(0));
      }
      const after = session.weights()[0]?.values as Float32Array;
      return after.map((value, i) => (value === before[i] ? 0 : 1));
    };
    const share = (kept: Float32Array): number => kept.reduce((sum, one) => sum + one, 0) / kept.length;
    const same = (a: Float32Array, b: Float32Array): number => a.filter((one, i) => one === b[i]).length / a.length;
    const base = run(1, 0, 1);
    expect(share(base)).toBeCloseTo(0.7, 1);
    expect(same(base, run(1, 0, 1))).toBe(1);
    for (const other of [run(2, 0, 1), run(1, 1, 1), run(1, 0, 2)]) {
      // Independent masks agree where both keep or both drop: 0.7² + 0.3².
      expect(same(base, other)).toBeCloseTo(0.58, 1);
    }
  });
});
