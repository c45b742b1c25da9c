/** A session's state, moved into another session; evaluation without a trace; the learning rate between steps. */
import { describe, expect, it } from "vitest";
import { WeightsMismatch, type NetworkSession } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn } from "./checkAgainstReference";
import { builds, engine } from "./kernels";

const layers: readonly LayerItem[] = [
  { Input: [4, 3] },
  { LSTM: { units: 5, kernel_regularizer: { name: "l2", arguments: { l2: 0.1 } } } },
  { Dropout: 0.3 },
  { Dense: { units: 2, trainable: false, name: "frozen" } },
  { Dense: 2 },
];

function open(optimizer: string | object = "adam", { seed = 1, reproducible = true } = {}): NetworkSession {
  const dataset = {
    samples: 9,
    inputs: [randomColumn("x", [9, 4, 3], 1)],
    targets: [randomColumn("y", [9, 2], 2)],
  };
  const compile = buildCompile(optimizer as string, "mse", ["mae"]);
  return engine.open({ graph: buildGraph(layers), compile, dataset, batchSize: 4, seed, reproducible });
}

const batches = Array.from({ length: 12 }, (_, i) => Int32Array.of(i % 9, (i * 2 + 1) % 9, (i * 4 + 2) % 9));
const train = (session: NetworkSession, from: number, to: number): number[] =>
  batches.slice(from, to).map((batch) => session.trainBatch(batch)[0] ?? NaN);

const optimizers = [
  "sgd",
  { sgd: { momentum: 0.9 } },
  { rmsprop: { momentum: 0.5, centered: true } },
  { adam: { amsgrad: true } },
  "adamw",
  "nadam",
  "adamax",
  "adagrad",
  "adadelta",
];

describe("a state", () => {
  it.each(optimizers)("of %j goes on in another session bit for bit", (optimizer) => {
    const whole = open(optimizer);
    const losses = train(whole, 0, 12);
    const first = open(optimizer);
    train(first, 0, 7);
    const second = open(optimizer);
    second.setWeights(first.weights());
    second.setState(first.state());
    expect(train(second, 7, 12)).toEqual(losses.slice(7));
    expect(second.weights()).toEqual(whole.weights());
    expect(second.state()).toEqual(whole.state());
  });

  it("names the memories of trainable weights as Keras does", () => {
    const session = open();
    train(session, 0, 2);
    const { steps, tensors } = session.state();
    expect(steps).toBe(2);
    expect(tensors.map(({ name, shape }) => `${name} ${shape.join("×")}`)).toEqual([
      "optimizer/momentum/lstm/kernel 3×20",
      "optimizer/momentum/lstm/recurrent_kernel 5×20",
      "optimizer/momentum/lstm/bias 20",
      "optimizer/momentum/dense_1/kernel 2×2",
      "optimizer/momentum/dense_1/bias 2",
      "optimizer/velocity/lstm/kernel 3×20",
      "optimizer/velocity/lstm/recurrent_kernel 5×20",
      "optimizer/velocity/lstm/bias 20",
      "optimizer/velocity/dense_1/kernel 2×2",
      "optimizer/velocity/dense_1/bias 2",
    ]); // prettier-ignore
  });

  it("of another network is refused, and nothing is changed", () => {
    const session = open();
    train(session, 0, 3);
    const before = session.state();
    const changed = before.tensors.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value + 1) }));
    const set = (tensors: typeof changed): void => session.setState({ steps: 9, tensors });
    expect(() => set(changed.slice(1))).toThrow(
      new WeightsMismatch("optimizer/momentum/lstm/kernel", [3, 20], undefined),
    );
    const extra = { name: "more", shape: [1], values: Float32Array.of(1) };
    expect(() => set([...changed, extra])).toThrow(new WeightsMismatch("more", undefined, [1]));
    expect(session.state()).toEqual(before);
  });
});

describe.each(builds)("evaluating, %s build", (build) => {
  const reproducible = build === "exact";

  it("leaves no trace, also in the steps after it", () => {
    const plain = open("adam", { reproducible });
    const evaluated = open("adam", { reproducible });
    const losses = train(plain, 0, 6);
    const found = batches.slice(0, 6).map((batch) => {
      evaluated.evaluateBatch(Int32Array.of(8, 7, 6, 5));
      return evaluated.trainBatch(batch)[0];
    });
    expect(found).toEqual(losses);
    expect(evaluated.state()).toEqual(plain.state());
  });

  it("gives the loss of what is predicted, with penalty and metrics, without dropout", () => {
    const session = open("adam", { reproducible });
    train(session, 0, 3);
    const samples = Int32Array.of(2, 7, 4);
    const [loss] = session.evaluateBatch(samples);
    const targets = randomColumn("y", [9, 2], 2).tensor.values;
    const [predicted] = session.predict(samples);
    const errors = Array.from(predicted?.values ?? [], (value, i) => {
      return value - (targets[(samples[i >> 1] as number) * 2 + (i & 1)] as number);
    });
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expectClose([loss ?? NaN], [mean(errors.map((error) => error * error))], 1e-6, "loss");
    const [part = NaN, whole = NaN] = session.metricCounts?.() ?? [];
    expectClose([part / whole], [mean(errors.map(Math.abs))], 1e-6, "mae");
    const kernel = session.weights()[0]?.values ?? [];
    expectClose(
      [session.batchPenalty?.() ?? NaN],
      [0.1 * Array.from(kernel).reduce((sum, w) => sum + w * w, 0)],
      1e-6,
      "penalty",
    );
  });

  it("predicts some samples as it predicts them among all", () => {
    const session = open("adam", { reproducible });
    const [all] = session.predict();
    const some = [8, 0, 3, 3, 5, 1];
    const [part] = session.predict(Int32Array.from(some));
    expect(part?.shape).toEqual([6, 2]);
    const expected = some.flatMap((sample) => Array.from(all?.values.subarray(sample * 2, sample * 2 + 2) ?? []));
    expectClose(part?.values ?? [], expected, 1e-6, "some");
  });
});

describe("the learning rate", () => {
  it("is a float32 that counts from the next step on", () => {
    const session = open({ sgd: { learning_rate: 0.25 } });
    expect(session.learningRate).toBe(0.25);
    session.learningRate = 0.1;
    expect(session.learningRate).toBe(Math.fround(0.1));
    const before = session.weights();
    session.learningRate = 0;
    train(session, 0, 3);
    expect(session.weights()).toEqual(before);
    const [fast, changed] = [open({ sgd: { learning_rate: 0.5 } }), open({ sgd: { learning_rate: 0.25 } })];
    changed.learningRate = 0.5;
    train(fast, 0, 2);
    train(changed, 0, 2);
    expect(changed.weights()).toEqual(fast.weights());
    expect(changed.weights()).not.toEqual(before);
  });
});
