/** Regularizers: the penalty and its slope against their formulas, for every weight that can have one. */
import { describe, expect, it } from "vitest";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn, shake } from "./checkAgainstReference";
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
