/** The quantile loss against the float64 reference, how targets and quantiles share an output, and weights of losses. */
import { expect, it } from "vitest";
import { buildCompile, buildGraph } from "./buildGraph";
import { checkAgainstReference, expectClose, randomColumn } from "./checkAgainstReference";
import { engine } from "./kernels";
import { trainWithHistory } from "./trainWithHistory";

const loss = { quantile: { quantiles: [0.1, 0.5, 0.9] } };

it.each([3, 6, 15])("shares %i numbers out among three quantiles", (units) => {
  checkAgainstReference([{ Input: [4] }, { Dense: units }], { loss });
  checkAgainstReference([{ Input: [5, 4] }, { LSTM: { units: 3, return_sequences: true } }, { Dense: units }], {
    loss,
  });
});

it("is half the absolute error where only the median is asked for", () => {
  const losses = ["mae", "quantile"].map((name) => {
    const session = engine.open({
      graph: buildGraph([{ Input: [3] }, { Dense: 2 }]),
      compile: buildCompile("sgd", name),
      dataset: { samples: 4, inputs: [randomColumn("x", [4, 3], 1)], targets: [randomColumn("y", [4, 2], 2)] },
      ...{ batchSize: 4, seed: 1, reproducible: true },
    });
    return session.trainBatch(Int32Array.of(0, 1, 2, 3))[0] ?? NaN;
  });
  expect((losses[1] ?? NaN) * 2).toBeCloseTo(losses[0] ?? NaN, 6);
});

it("is refused where the numbers do not come out", () => {
  const open = () =>
    engine.open({
      graph: buildGraph([{ Input: [3] }, { Dense: 4 }]),
      compile: buildCompile("sgd", loss),
      dataset: { samples: 2, inputs: [randomColumn("x", [2, 3], 1)], targets: [randomColumn("y", [2, 4], 2)] },
      ...{ batchSize: 2, seed: 1, reproducible: true },
    });
  expect(open).toThrow("engine-quantiles");
});

const two = [
  { Input: { shape: [3], name: "in" } },
  { Dense: { units: 4, name: "trunk", from: "in" } },
  { Dense: { units: 2, name: "a", from: "trunk" } },
  { Dense: { units: 3, name: "b", activation: "softmax", from: "trunk" } },
];

it("losses count as much as their weights say", () => {
  const options = { outputs: ["a", "b"], loss: ["mse", "categorical_crossentropy"], targets: "classes" } as const;
  checkAgainstReference(two, { ...options, lossWeights: [0.3, 2] });
  checkAgainstReference(two, { ...options, lossWeights: [0, 1] });
});

it("the loss of an epoch is the weighted sum, an output's own is not weighted", async () => {
  const session = engine.open({
    graph: buildGraph(two, ["a", "b"]),
    compile: buildCompile({ sgd: { learning_rate: 0 } }, ["mse", "mae"], [], [0.25, 3]),
    dataset: {
      samples: 4,
      inputs: [randomColumn("in", [4, 3], 1)],
      targets: [randomColumn("a", [4, 2], 2), randomColumn("b", [4, 3], 3)],
    },
    ...{ batchSize: 4, seed: 1, reproducible: true },
  });
  const [a = NaN, b = NaN] = session.trainBatch(Int32Array.of(0, 1, 2, 3));
  const { history } = await trainWithHistory({
    ...{
      session,
      training: { from: 0, to: 4 },
      batchSize: 4,
      epochs: 1,
      shuffle: false,
      seed: 1,
      outputNames: ["a", "b"],
    },
    now: () => performance.now(),
  });
  expectClose([history.a_loss?.[0] ?? NaN, history.b_loss?.[0] ?? NaN], [a, b], 1e-7, "own losses");
  expectClose(history.loss ?? [], [0.25 * a + 3 * b], 1e-7, "loss");
});
