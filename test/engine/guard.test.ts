/** Steps that would spoil the weights: they are not taken, and the session says in which layer the numbers went wrong. */
import { describe, expect, it } from "vitest";
import type { NamedTensor, NetworkSession } from "../../src/core/training/networkSession";
import { train } from "../../src/engine/trainer";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { randomColumn } from "./checkAgainstReference";
import { builds, engine } from "./kernels";

const samples = 6;
const layers: readonly LayerItem[] = [
  { Input: [4, 3] },
  { GRU: { units: 5, return_sequences: true } },
  { LSTM: { units: 4, name: "second" } },
  { Dense: 2 },
];

function open(optimizer: string, reproducible = true, loss = "mse", items = layers): NetworkSession {
  return engine.open({
    graph: buildGraph(items),
    compile: buildCompile(optimizer, loss),
    dataset: {
      samples,
      inputs: [randomColumn("x", [samples, 4, 3], 1)],
      targets: [randomColumn("y", [samples, 2], 2)],
    },
    batchSize: samples,
    seed: 3,
    reproducible,
  });
}

const batch = Int32Array.from({ length: samples }, (_, i) => i);

/** The weights with one number of one of them replaced. */
const spoil = (weights: readonly NamedTensor[], name: string, value: number): NamedTensor[] =>
  weights.map((weight) => ({
    ...weight,
    values: weight.values.map((old, i) => (weight.name === name && i === 0 ? value : old)),
  }));

describe.each(builds)("a step that is not finite, %s build", (build) => {
  const exact = build === "exact";

  it("is not taken: weights and the optimizer's memory stay, and so does the count of updates", () => {
    for (const optimizer of ["sgd", "adam", "nadam", "rmsprop", "adagrad"]) {
      const disturbed = open(optimizer, exact);
      const calm = open(optimizer, exact);
      for (const session of [disturbed, calm]) session.trainBatch(batch);
      const good = disturbed.weights();
      disturbed.setWeights(spoil(good, "dense/bias", NaN));
      const broken = disturbed.weights();
      disturbed.trainBatch(batch);
      expect(disturbed.nonFinite?.(), optimizer).toEqual({ layer: "dense", where: "output" });
      expect(disturbed.weights(), optimizer).toEqual(broken);
      disturbed.setWeights(good);
      for (const session of [disturbed, calm]) session.trainBatch(batch);
      expect(disturbed.nonFinite?.(), optimizer).toBeUndefined();
      expect(disturbed.weights(), optimizer).toEqual(calm.weights());
    }
  });

  it("names the first layer that gives out something else than numbers", () => {
    const session = open("adam", exact);
    const weights = session.weights();
    for (const [name, layer] of [["gru/kernel", "gru"], ["second/bias", "second"], ["dense/kernel", "dense"]] as const) {
      for (const value of [NaN, Infinity]) {
        session.setWeights(spoil(weights, name, value));
        session.trainBatch(batch);
        // A cell may hold an infinity back: then the first layer that breaks lies behind it or on the way back.
        const found = session.nonFinite?.();
        if (Number.isNaN(value)) expect(found).toEqual({ layer, where: "output" });
        else expect(found === undefined || found.where !== "loss").toBe(true);
      }
    }
  }); // prettier-ignore

  it("names the output whose loss overflows although all that is given out is finite", () => {
    const session = open("sgd", exact);
    session.setWeights(spoil(session.weights(), "dense/bias", 1e25));
    session.trainBatch(batch);
    expect(session.nonFinite?.()).toEqual({ layer: "dense", where: "loss" });
  });

  it("names the layer whose gradient overflows although the loss is finite", () => {
    const items = [
      { Input: [4, 3] },
      { Dense: { units: 3, name: "first" } },
      "Flatten",
      { Dense: { units: 2, name: "last" } },
    ];
    const session = open("sgd", exact, "mse", items);
    const large = (name: string, value: number) => (weight: NamedTensor) =>
      weight.name === name ? { ...weight, values: weight.values.map(() => value) } : weight;
    // Outputs of about 1e12 from tiny features: the loss is finite, the gradient of the features is not.
    const weights = session.weights().map(large("last/kernel", 1e30)).map(large("first/kernel", 1e-18));
    session.setWeights(weights);
    const before = session.weights();
    const [loss = NaN] = session.trainBatch(batch);
    expect(Number.isFinite(loss)).toBe(true);
    expect(session.nonFinite?.()).toEqual({ layer: "flatten", where: "gradient" });
    expect(session.weights()).toEqual(before);
  });
});

it("ends a run, with the epoch, the batch and the layer", async () => {
  const session = open("sgd");
  session.setWeights(spoil(session.weights(), "second/kernel", NaN));
  const result = await train({
    ...{
      session,
      training: { from: 0, to: samples },
      batchSize: samples,
      epochs: 3,
      shuffle: false,
      seed: 1,
      outputNames: ["y"],
    },
    now: () => performance.now(),
  });
  expect(result).toMatchObject({
    status: "failed",
    epochs: 0,
    failure: { epoch: 1, batch: 1, found: { layer: "second", where: "output" } },
  });
});
