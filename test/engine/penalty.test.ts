/** Regularizers: the penalty and its slope against their formulas, for every weight that can have one. */
import { describe, expect, it } from "vitest";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { checkAgainstReference, expectClose, randomColumn, shake } from "./checkAgainstReference";
import { builds, engine } from "./kernels";

const given = { name: "l1_l2", arguments: { l1: 0.03, l2: 0.2 } };
const all = { kernel_regularizer: given, recurrent_regularizer: given, bias_regularizer: given };
const layers: readonly (readonly [string, LayerItem])[] = [
  ["Dense", { Dense: { units: 5, kernel_regularizer: given, bias_regularizer: given } }],
  ["SimpleRNN", { SimpleRNN: { units: 3, ...all } }],
  ["LSTM", { LSTM: { units: 3, ...all } }],
  ["GRU", { GRU: { units: 3, ...all } }],
  ["Bidirectional", { Bidirectional: { LSTM: { units: 3, ...all } } }],
  ["LayerNormalization", { LayerNormalization: { gamma_regularizer: given, beta_regularizer: given } }],
  ["Embedding", { Embedding: { input_dim: 6, output_dim: 3, embeddings_regularizer: given } }],
];

/** The same layer without its regularizers. */
const withoutPenalty = (layer: LayerItem): LayerItem =>
  JSON.parse(
    JSON.stringify(layer, (key, value: unknown) => (key.endsWith("_regularizer") ? undefined : value)),
  ) as LayerItem;

/** Ids for an Embedding, numbers for the others. */
function inputFor(kind: string): { item: LayerItem; x: ReturnType<typeof randomColumn> } {
  const x = randomColumn("x", kind === "Embedding" ? [3, 4] : [3, 4, 2], 1);
  if (kind !== "Embedding") return { item: { Input: [4, 2] }, x };
  x.tensor.values.forEach((value, i) => (x.tensor.values[i] = Math.floor(Math.abs(value) * 10) % 6));
  return { item: { Input: { shape: [4], dtype: "int32" } }, x };
}

describe.each(layers)("%s", (kind, layer) => {
  const plain = withoutPenalty(layer);
  it.each(builds)("%s build", (build) => {
    const run = (item: LayerItem) => {
      const { item: input, x } = inputFor(kind);
      const graph = buildGraph([input, item]);
      const [answer] = engine
        .open({ graph, dataset: { samples: 3, inputs: [x], targets: [] }, batchSize: 3, seed: 1, reproducible: true })
        .predict();
      const y = randomColumn("y", answer?.shape ?? [], 2);
      const session = engine.open({
        graph,
        compile: buildCompile({ sgd: { learning_rate: 1 } }, "mse"),
        dataset: { samples: 3, inputs: [x], targets: [y] },
        ...{ batchSize: 3, seed: 1, reproducible: build === "exact" },
      });
      const before = shake(session.weights(), 4);
      session.setWeights(before);
      const losses = session.trainBatch(Int32Array.of(0, 1, 2));
      return { before: before.flatMap(({ values }) => [...values]), after: session.weights().flatMap(({ values }) => [...values]), losses, penalty: session.batchPenalty?.() ?? NaN };
    }; // prettier-ignore
    const found = run(layer);
    const bare = run(plain);
    expect(bare.penalty).toBe(0);
    expectClose(found.losses, bare.losses, 0, "the output's own loss");
    const penalty = found.before.reduce((sum, w) => sum + 0.03 * Math.abs(w) + 0.2 * w * w, 0);
    expectClose([found.penalty], [penalty], 1e-6, "penalty");
    const right = bare.after.map((w, i) => {
      const before = found.before[i] ?? 0;
      return w - 0.03 * Math.sign(before) - 0.4 * before;
    });
    expectClose(found.after, right, 1e-6, "weights after a step");
  });
});

it("weights that are not trained have no penalty", () => {
  const graph = buildGraph([
    { Input: [2] },
    { Dense: { units: 3, kernel_regularizer: given, trainable: false } },
    { Dense: 1 },
  ]);
  const dataset = { samples: 2, inputs: [randomColumn("x", [2, 2], 1)], targets: [randomColumn("y", [2, 1], 2)] };
  const session = engine.open({ graph, compile: buildCompile("sgd", "mse"), dataset, batchSize: 2, seed: 1, reproducible: true }); // prettier-ignore
  session.trainBatch(Int32Array.of(0, 1));
  expect(session.batchPenalty?.()).toBe(0);
});

describe("of what a layer gives", () => {
  const activity_regularizer = { name: "l1_l2", arguments: { l1: 0.07, l2: 0.3 } };
  it("reaches the weights through every use of it", () => {
    checkAgainstReference([{ Input: [4] }, { Dense: { units: 5, activity_regularizer } }]);
    checkAgainstReference([
      { Input: [4] },
      { Dense: { units: 5, activation: "tanh", activity_regularizer } },
      { Dense: 2 },
    ]);
    checkAgainstReference([{ Input: [3, 4] }, { Dense: { units: 3, activity_regularizer } }, "Flatten", { Dense: 2 }]);
  });
  it("stands beside a loss that reads what stands before the activation", () =>
    checkAgainstReference([{ Input: [4] }, { Dense: { units: 3, activation: "softmax", activity_regularizer } }], {
      loss: "categorical_crossentropy",
      targets: "classes",
    }));
  it.each(["SimpleRNN", "LSTM", "GRU"])("of %s, of the last step or of all", (kind) => {
    for (const return_sequences of [false, true]) {
      const cell = { [kind]: { units: 3, return_sequences, activity_regularizer } };
      checkAgainstReference([{ Input: [4, 2] }, cell, { Dense: 2 }]);
      checkAgainstReference([{ Input: [4, 2] }, { Bidirectional: cell }, { Dense: 2 }]);
    }
  });
  it("of two layers, one of them not trained", () =>
    checkAgainstReference([
      { Input: [4] },
      { Dense: { units: 3, activity_regularizer, trainable: false } },
      { Dense: { units: 3, activity_regularizer } },
      { Dense: 2 },
    ]));
  it("counts nothing where no output needs the layer, and leaves its weights alone", () => {
    const regularizer = { name: "l2", arguments: { l2: 0.1 } };
    const items = [
      { Input: { shape: [3], name: "in" } },
      { Dense: { units: 2, name: "lost", from: "in", activity_regularizer, kernel_regularizer: regularizer } },
      { Dense: { units: 1, name: "kept", from: "in" } },
    ];
    const dataset = { samples: 2, inputs: [randomColumn("in", [2, 3], 1)], targets: [randomColumn("kept", [2, 1], 2)] };
    const session = engine.open({ graph: buildGraph(items), compile: buildCompile("sgd", "mse"), dataset, ...{ batchSize: 2, seed: 1, reproducible: true } });
    const lost = () => session.weights().filter(({ name }) => name.startsWith("lost"));
    const before = lost();
    session.trainBatch(Int32Array.of(0, 1));
    expect(session.batchPenalty?.()).toBe(0);
    expect(lost()).toEqual(before);
  }); // prettier-ignore
});
