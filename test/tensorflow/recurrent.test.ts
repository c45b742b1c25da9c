/**
 * Recurrent layers on TensorFlow: the fused LSTM and the whole GRU against ones that go step by step, there and back; long sequences
 * against the other engine.
 */
import { describe, expect, it } from "vitest";
import type { NamedTensor, SessionRequest } from "../../src/core/training/networkSession";
import { blockLstm, type FusedLstm } from "../../src/tensorflow/layers/blockLstm";
import { wholeGru, type WholeGru } from "../../src/tensorflow/layers/wholeGru";
import type { Tensor, Tf } from "../../src/tensorflow/tfjs";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";
import { randomColumn } from "../engine/checkAgainstReference";
import { engine } from "../engine/kernels";
import { hasTensorFlow, tensorFlow, tensorFlowEngine } from "./tensorFlow";

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? Number.NaN))), 0);
};

/** Keras's formulas, one step after the other: x (T, B, F) to h and c, (T, B, H). */
function plainLstm(tf: Tf, { x, kernel, bias, h, c }: FusedLstm): ReturnType<typeof blockLstm> {
  const cells: Tensor[] = [];
  const outputs = tf.unstack(x).map((step) => {
    const gates = tf.add(tf.matMul(tf.concat([step, h], 1), kernel), bias);
    const [i, f, g, o] = tf.split(gates, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    cells.push(c);
    return h;
  });
  return { outputs: tf.stack(outputs), cells: tf.stack(cells) };
}

/** Keras's formulas with `reset_after`: gates (T, B, 3H) to h, (T, B, H). */
function plainGru(tf: Tf, { gates, kernel, bias, h }: WholeGru): Tensor {
  const steps = gates.shape[0] ?? 0;
  const outputs = Array.from({ length: steps }, (_, t) => {
    const parts = (x: Tensor): Tensor[] => tf.split(x, 3, 1);
    const [xz, xr, xh] = parts(tf.squeeze(tf.slice(gates, t, 1), [0])) as [Tensor, Tensor, Tensor];
    const [hz, hr, hh] = parts(tf.add(tf.matMul(h, kernel), bias)) as [Tensor, Tensor, Tensor];
    const z = tf.sigmoid(tf.add(xz, hz));
    const candidate = tf.tanh(tf.add(xh, tf.mul(tf.sigmoid(tf.add(xr, hr)), hh)));
    h = tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate));
    return h;
  });
  return tf.stack(outputs);
}

describe.skipIf(!hasTensorFlow)("recurrent layers", () => {
  const [steps, batch, features, units] = [7, 5, 3, 4];

  it.each(["x", "kernel", "bias", "h", "c"] as const)("the fused LSTM and its gradient: %s", (of) => {
    const { tf } = tensorFlow();
    tf.tidy(() => {
      const make = (name: string, shape: number[], seed: number): [string, Tensor] => {
        const { tensor } = randomColumn(name, shape, seed);
        return [name, tf.tensor(tensor.values, shape)];
      };
      const given = new Map([
        make("x", [steps, batch, features], 1),
        make("kernel", [features + units, 4 * units], 2),
        make("bias", [4 * units], 3),
        make("h", [batch, units], 5),
        make("c", [batch, units], 6),
      ]);
      const [, weights] = make("dy", [steps, batch, units], 4);
      const [, others] = make("dc", [steps, batch, units], 7);
      const run = (lstm: typeof blockLstm) => (value: Tensor) => {
        const all = { ...(Object.fromEntries(given) as unknown as FusedLstm), [of]: value };
        const { outputs, cells } = lstm(tf, all);
        return tf.sum(tf.add(tf.mul(outputs, weights), tf.mul(cells as Tensor, others)));
      };
      const at = given.get(of) as Tensor;
      expect(largestDifference(run(blockLstm)(at).dataSync(), run(plainLstm)(at).dataSync())).toBeLessThan(1e-5);
      const slopes = [blockLstm, plainLstm].map((lstm) => tf.grad(run(lstm))(at).dataSync());
      expect(largestDifference(slopes[0] ?? [], slopes[1] ?? [])).toBeLessThan(1e-5);
    });
  });

  const ofGru = ["gates", "kernel", "bias", "h"] as const;
  it.each([steps, 1].flatMap((long) => ofGru.map((of) => ({ of, long }))))(
    "the whole GRU and its gradient over $long steps: $of",
    ({ of, long }) => {
      const { tf } = tensorFlow();
      tf.tidy(() => {
        const make = (shape: number[], seed: number): Tensor =>
          tf.tensor(randomColumn("", shape, seed).tensor.values, shape);
        const given: WholeGru = {
          gates: make([long, batch, 3 * units], 1),
          kernel: make([units, 3 * units], 2),
          bias: make([3 * units], 3),
          h: make([batch, units], 5),
        };
        const weights = make([long, batch, units], 4);
        const run = (gru: typeof wholeGru) => (value: Tensor) =>
          tf.sum(tf.mul(gru(tf, { ...given, [of]: value }), weights));
        expect(largestDifference(wholeGru(tf, given).dataSync(), plainGru(tf, given).dataSync())).toBeLessThan(1e-5);
        const slopes = [wholeGru, plainGru].map((gru) => tf.grad(run(gru))(given[of]).dataSync());
        expect(largestDifference(slopes[0] ?? [], slopes[1] ?? [])).toBeLessThan(1e-5);
      });
    },
  );

  const layers: readonly LayerItem[] = [
    { LSTM: 24 },
    { GRU: 24 },
    { GRU: { units: 12, reset_after: false } },
    { SimpleRNN: 24 },
    { Jordan: { units: 9, output_units: 5, output_activation: "tanh" } },
    { LSTM: { units: 12, recurrent_activation: "hard_sigmoid", go_backwards: true } },
  ];
  it.each(layers)("100 steps of %o: losses and weights are the other engine's", (layer) => {
    const samples = Int32Array.of(0, 1, 2, 3, 4, 5);
    const given: SessionRequest = {
      graph: buildGraph([{ Input: [100, 4] }, layer, { Dense: 2 }]),
      compile: buildCompile("sgd", "mse"),
      dataset: { samples: 6, inputs: [randomColumn("x", [6, 100, 4], 1)], targets: [randomColumn("y", [6, 2], 2)] },
      ...{ batchSize: 6, seed: 5, reproducible: false },
    };
    const session = tensorFlowEngine().open(given);
    const other = engine.open(given);
    for (let i = 0; i < 3; i++) {
      expect(session.trainBatch(samples)[0]).toBeCloseTo(other.trainBatch(samples)[0] ?? 0, 5);
    }
    const numbers = (tensors: readonly NamedTensor[]): number[] => tensors.flatMap(({ values }) => Array.from(values));
    expect(largestDifference(numbers(session.weights()), numbers(other.weights()))).toBeLessThan(1e-5);
  });
});
