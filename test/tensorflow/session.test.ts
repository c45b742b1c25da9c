/** Sessions on TensorFlow: the other engine's beginnings and dropout, states, what is not finite, and tensors that never grow in number. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { WeightsMismatch, type NetworkSession, type SessionRequest } from "../../src/core/training/networkSession";
import { PlanError } from "../../src/engine/plan/planError";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";
import { randomColumn } from "../engine/checkAgainstReference";
import { engine } from "../engine/kernels";
import { hasTensorFlow, tensorFlow, tensorFlowEngine } from "./tensorFlow";

const items: readonly LayerItem[] = [
  { Input: [6, 3] },
  { Bidirectional: { LSTM: { units: 5, return_sequences: true, dropout: 0.3 } } },
  { SpatialDropout1D: 0.2 },
  { TimeDistributed: { Dropout: 0.4 } },
  { GRU: { units: 11 } },
  { Dropout: 0.2 },
  { Dense: 2 },
];

function request(layers = items, optimizer = "adam", target = 1): SessionRequest {
  const y = randomColumn("y", [11, 2], 2);
  return {
    graph: buildGraph(layers),
    compile: buildCompile(optimizer, "mse"),
    dataset: {
      samples: 11,
      inputs: [randomColumn("x", [11, 6, 3], 1)],
      targets: [{ ...y, tensor: { ...y.tensor, values: y.tensor.values.map((value) => value * target) } }],
    },
    ...{ batchSize: 4, seed: 3, reproducible: false },
  };
}

const open = (given = request()): NetworkSession => tensorFlowEngine().open(given);
const batches = [Int32Array.of(3, 0, 7, 10), Int32Array.of(1, 2), Int32Array.of(9, 4, 5)];
const train = (session: NetworkSession): number[] => batches.map((batch) => session.trainBatch(batch)[0] ?? Number.NaN);

describe.skipIf(!hasTensorFlow)("on TensorFlow", () => {
  it("begins with the other engine's weights, bit for bit", () => {
    expect(open().weights()).toEqual(engine.open(request()).weights());
  });

  it("drops the very same numbers: every loss of a network full of dropout is the other engine's", () => {
    const other = engine.open(request());
    const session = open();
    for (let i = 0; i < 3; i++) train(session).forEach((loss, j) => expect(loss).toBeCloseTo(train2(other, j), 5));
  });

  it("goes on from a state as if it had never stopped", () => {
    const first = open();
    train(first);
    const [state, weights] = [first.state(), first.weights()];
    const second = open({ ...request(), seed: 3 });
    second.setWeights(weights);
    second.setState(state);
    expect(state.steps).toBe(3);
    expect(state.tensors[0]?.name).toBe(engine.open(request()).state().tensors[0]?.name);
    expect(train(second)).toEqual(train(first));
    expect(second.weights()).toEqual(first.weights());
  });

  it("refuses weights and states of another network, and changes nothing then", () => {
    const session = open();
    const before = session.weights();
    const wrong = before.map((one, i) => (i === 1 ? { ...one, shape: [1, ...one.shape] } : one));
    expect(() => session.setWeights(wrong)).toThrow(WeightsMismatch);
    expect(() =>
      session.setWeights([...before, { name: "more/kernel", shape: [0], values: new Float32Array() }]),
    ).toThrow(WeightsMismatch);
    expect(() => session.setState({ steps: 1, tensors: [] })).toThrow(WeightsMismatch);
    expect([session.weights(), session.state().steps]).toEqual([before, 0]);
  });

  it("a snapshot names the weights of its moment", () => {
    const session = open(request([{ Input: [6, 3] }, { LSTM: { units: 3, trainable: false } }, { Dense: 2 }]));
    const [before, snapshot] = [session.weights(), session.snapshot()];
    train(session);
    expect(session.weights(snapshot)).toEqual(before);
    const after = session.weights();
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after[3]).not.toEqual(before[3]);
    session.snapshot(snapshot);
    expect(session.weights(snapshot)).toEqual(after);
  });

  it("a batch that is only evaluated changes nothing, and drops nothing", () => {
    const session = open();
    const before = session.weights();
    const batch = Int32Array.of(0, 1, 2, 3);
    const found = session.evaluateBatch(batch)[0] ?? 0;
    expect(found).toBeCloseTo(engine.open(request()).evaluateBatch(batch)[0] ?? 0, 5);
    expect(session.weights()).toEqual(before);
  });

  it("predicts chosen samples in their order, over several batches", () => {
    const session = open();
    const [all] = session.predict();
    const chosen = Int32Array.of(10, 2, 2, 0, 5);
    const expected = Array.from(chosen).flatMap((sample) =>
      Array.from(all?.values.subarray(sample * 2, sample * 2 + 2) ?? []),
    );
    const [some] = session.predict(chosen);
    expect(some?.shape).toEqual([5, 2]);
    some?.values.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? 0, 6));
    expect(() => session.predict(Int32Array.of(11))).toThrow(RangeError);
  });

  it("a step that is not finite is not taken, and says where", () => {
    const session = open(
      request([{ Input: [6, 3] }, { LSTM: 4 }, { Dense: { units: 2, name: "last" } }], "adam", 1e30),
    );
    const before = session.weights();
    session.trainBatch(batches[0] as Int32Array);
    expect(session.nonFinite?.()).toEqual({ layer: "last", where: "loss" });
    expect([session.weights(), session.state().steps]).toEqual([before, 0]);
    const broken = before.map((one) => ({ ...one, values: one.values.map(() => Number.NaN) }));
    session.setWeights(broken);
    session.trainBatch(batches[0] as Int32Array);
    expect(session.nonFinite?.()).toEqual({ layer: "lstm", where: "output" });
  });

  it("the learning rate can be changed between steps", () => {
    const session = open(request(items, "sgd"));
    expect(session.learningRate).toBeCloseTo(0.01, 7);
    session.learningRate = 0;
    const before = session.weights();
    train(session);
    expect(session.weights()).toEqual(before);
  });

  it("promises no bits on every machine: refused, not ignored", () => {
    expect(() => open({ ...request(), reproducible: true })).toThrow(new PlanError("engine-not-reproducible"));
  });

  it("on one machine the same seed gives the same figures and weights", () => {
    const [first, second] = [open(), open()];
    expect(train(first)).toEqual(train(second));
    expect(first.weights()).toEqual(second.weights());
  });

  it("has as many tensors after 300 steps as after 10, none after its end, and memory that stays", () => {
    const { tf } = tensorFlow();
    const before = tf.memory().numTensors;
    const session = open();
    const step = (): unknown => session.trainBatch(batches[0] as Int32Array);
    for (let i = 0; i < 10; i++) step();
    const after10 = tf.memory();
    for (let i = 10; i < 300; i++) step();
    session.predict();
    session.evaluateBatch(batches[0] as Int32Array);
    expect(tf.memory()).toMatchObject({ numTensors: after10.numTensors, numBytes: after10.numBytes });
    session.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("keeps its memory flat over 600 steps", () => {
    // A step of this network makes some 200 KB of tensors: one that stayed would be seen soon.
    const session = open(request([{ Input: [6, 3] }, { LSTM: { units: 96, dropout: 0.2 } }, { Dense: 2 }]));
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    /** In MB, after a collection, as V8 lets garbage lie about: what lives in JavaScript, and what the process holds besides, where tensors are. */
    const measure = (): [number, number] => {
      collectGarbage();
      const { heapUsed, heapTotal, rss } = process.memoryUsage();
      return [heapUsed / 2 ** 20, (rss - heapTotal) / 2 ** 20];
    };
    const walk = (steps: number): [number, number] => {
      const measured = Array.from({ length: steps / 20 }, () => {
        for (let i = 0; i < 20; i++) session.trainBatch(batches[0] as Int32Array);
        return measure();
      });
      return [Math.max(...measured.map(([heap]) => heap)), Math.max(...measured.map(([, besides]) => besides))];
    };
    const [early, late] = [walk(300), walk(300)];
    expect(session.state().steps).toBe(600);
    expect(late[0] - early[0]).toBeLessThan(1);
    expect(late[1] - early[1]).toBeLessThan(24);
    session.dispose();
  });
});

/** The loss of one of the batches on the other engine; batches are asked for in their order. */
function train2(session: NetworkSession, batch: number): number {
  return session.trainBatch(batches[batch] as Int32Array)[0] ?? Number.NaN;
}
