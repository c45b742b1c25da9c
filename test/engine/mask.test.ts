/** Masks against the float64 reference: where they come from, which layers hand them on, and what they do to loss and metrics. */
import { describe, expect, it } from "vitest";
import { lowerGraph } from "../../src/engine/plan/lowerGraph";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { checkAgainstReference, expectClose, randomColumn, type Comparison } from "./checkAgainstReference";
import { builds, engine } from "./kernels";
import { trainWithHistory } from "./trainWithHistory";

const check = (items: readonly LayerItem[], more: Comparison = {}): void =>
  checkAgainstReference(items, { samples: 7, padding: 0, ...more });

const ids = { Input: { shape: [4], dtype: "int32" } };
const embedding = { Embedding: { input_dim: 6, output_dim: 3, mask_zero: true } };

describe("a mask", () => {
  it("comes from Masking, also of another value, and reaches the loss", () => {
    check([{ Input: [4, 3] }, "Masking", { Dense: 2 }]);
    check([{ Input: [4, 5] }, { Masking: 2.5 }, { Dense: 2 }], { padding: 2.5 });
    check([{ Input: [5] }, "Masking", { Dense: 2 }]);
    check([{ Input: [2, 4, 3] }, "Masking", { Dense: 2 }]);
  });

  it("comes from an Embedding's id 0", () => {
    check([ids, embedding, { Dense: 2 }]);
    check([{ Input: { shape: [4, 2], dtype: "int32" } }, embedding, { Dense: 2 }]);
  });

  it.each([
    ["mae", "numbers", "linear"],
    ["binary_crossentropy", "bits", "sigmoid"],
    ["categorical_crossentropy", "classes", "softmax"],
    ["sparse_categorical_crossentropy", "labels", "softmax"],
    ["kl_divergence", "classes", "softmax"],
  ] as const)("leaves steps out of %s", (loss, targets, activation) =>
    check([{ Input: [4, 3] }, "Masking", { Dense: { units: 3, activation } }], { loss, targets }),
  );

  it("passes through layers that treat steps alike", () =>
    check([
      { Input: [4, 3] },
      { Masking: 0 },
      { Dense: 5 },
      { Activation: "tanh" },
      "LayerNormalization",
      { TimeDistributed: { Dense: 4 } },
      { Dropout: 0 },
      { SpatialDropout1D: 0 },
      { Dense: 2 },
    ]));

  it.each([
    ["Flatten", { Flatten: {} }],
    ["Reshape", { Reshape: [2, -1] }],
    ["GlobalMaxPooling1D", { GlobalMaxPooling1D: { keepdims: true } }],
  ])("ends at %s", (_, layer) => check([{ Input: [4, 3] }, "Masking", layer, { Dense: 2 }]));

  it.each([false, true])("narrows the mean over time, keepdims %s", (keepdims) =>
    check([{ Input: [4, 3] }, "Masking", { Dense: 5 }, { GlobalAveragePooling1D: { keepdims } }, { Dense: 2 }]),
  );

  it.each(["Add", "Multiply", "Average", "Subtract", "Concatenate"])("meets another one in %s", (kind) => {
    const branches = [
      { Input: { shape: [4, 3], name: "x" } },
      { Masking: { name: "a", from: "x" } },
      { Dense: { units: 3, name: "p", from: "a" } },
      { Dense: { units: 3, name: "free", from: "x" } },
      { Masking: { name: "b", from: "free", mask_value: 0 } },
    ];
    check([...branches, { [kind]: { from: ["p", "a"] } }, { Dense: 2 }]);
    check([...branches, { [kind]: { from: ["p", "b"] } }, { Dense: 2 }]);
    check([...branches, { [kind]: { from: ["free", "p"] } }, { Dense: 2 }]);
  });

  it("is worth nothing where no step counts", () => {
    const graph = buildGraph([{ Input: [2, 3] }, "Masking", { Dense: 2 }]);
    const zeros = { name: "x", tensor: { shape: [2, 2, 3], values: new Float32Array(12) } };
    const session = engine.open({
      graph,
      compile: buildCompile("sgd", "mse"),
      dataset: { samples: 2, inputs: [zeros], targets: [randomColumn("y", [2, 2, 2], 1)] },
      ...{ batchSize: 2, seed: 1, reproducible: true },
    });
    const before = session.weights();
    expect(session.trainBatch(Int32Array.of(0, 1))[0]).toBe(0);
    expect(session.weights()).toEqual(before);
  });

  it("is not made where nobody reads it", () => {
    const graph = buildGraph([ids, embedding, "Flatten", { Dense: 1 }]);
    const { network, outputs } = lowerGraph(graph, [[4]]);
    expect(outputs[0]?.mask).toBeUndefined();
    expect(network.operations.flatMap(({ writes }) => writes.mask ?? [])).toHaveLength(1);
  });
});

it.each(builds)(
  "metrics leave out what does not count, but for the root mean square and the counts of yes, %s",
  async (build) => {
    const graph = buildGraph([{ Input: [2, 1] }, "Masking", { Activation: "linear" }]);
    const x = { name: "x", tensor: { shape: [2, 2, 1], values: Float32Array.of(1, 0, 2, 3) } };
    const y = { name: "y", tensor: { shape: [2, 2, 1], values: Float32Array.of(0, 1, 1, 1) } };
    const metrics = ["mae", "mse", "accuracy", "root_mean_squared_error", "recall"] as const;
    const session = engine.open({
      graph,
      compile: buildCompile({ sgd: { learning_rate: 0 } }, "mse", metrics),
      dataset: { samples: 2, inputs: [x], targets: [y] },
      ...{ batchSize: 1, seed: 1, reproducible: build === "exact" },
    });
    const { history } = await trainWithHistory({
      ...{
        session,
        training: { from: 0, to: 2 },
        batchSize: 1,
        epochs: 1,
        shuffle: false,
        seed: 1,
        outputNames: ["y"],
      },
      now: () => performance.now(),
    });
    const found = metrics.map((name) => history[name]?.[0] ?? NaN);
    expectClose(found, [4 / 3, 6 / 3, 2 / 3, Math.sqrt(7 / 4), 2 / 3], 1e-6, "metrics");
    expectClose(history.loss ?? [], [(1 + 5 / 2) / 2], 1e-6, "the mean of the batches' losses");
  },
);
