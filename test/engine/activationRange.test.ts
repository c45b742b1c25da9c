/**
 * Every activation over the whole range of float32, by itself and inside cells, on every engine, against float64.
 *
 * What is stated is the error relative to the right value: 1e-6 for all but those in `looser`. A right value below the smallest normal
 * number may be anything of that size, one above the largest is infinite.
 */
import { describe, expect, it } from "vitest";
import type { KerasObject } from "../../src/core/model/argumentTypes";
import type { ActivationName } from "../../src/core/model/objectTables";
import type { NamedTensor } from "../../src/core/training/networkSession";
import { activationsWithArguments, formulaOf, referenceActivations } from "../reference/activations";
import { buildGraph, type LayerItem } from "./buildGraph";
import { type EngineUnderTest, everyEngine, openOn } from "./everyEngine";

/** The exponent of these is rounded before the exponential is taken of it. */
const looser: Readonly<Record<string, number>> = { gelu: 2e-6, gelu_tanh: 2e-5, celu: 2e-6 };
const SMALLEST = 2 ** -125;
/**
 * What TensorFlow's own functions leave: some lose digits where two numbers nearly cancel, as Keras on TensorFlow does, so that the error
 * is relative to max(1, |value|) there; the sigmoid of numbers below −87 is 0.
 */
const smallestOnTensorFlow: Readonly<Record<string, number>> = {
  gelu: 1,
  gelu_tanh: 1,
  tanh_shrink: 1,
  silu: 2 ** -119,
  mish: 2 ** -119,
};
const LARGEST = 2 ** 128 * (1 - 2 ** -25);

/** Every power of two of both signs with some numbers between, and what lies near zero more densely. */
function wholeRange(between: number, dense: number): Float32Array {
  const powers = Array.from({ length: 277 }, (_, i) => 2 ** (i - 149));
  const steps = Array.from({ length: between }, (_, k) => 1 + (k + 0.37 * (k % 3)) / (between + 1));
  const sizes = [0, ...powers.flatMap((power) => steps.map((step) => step * power))];
  const near = Array.from({ length: dense }, (_, i) => -110 + (220 * i) / (dense - 1));
  return Float32Array.from([...sizes, ...sizes.map((size) => -size), ...near]).filter((x) => Number.isFinite(x));
}

function expectWithin(
  found: Float32Array,
  right: (i: number) => number,
  bound: number,
  what: string,
  smallest = SMALLEST / bound,
): void {
  let worst = { error: 0, i: 0 };
  found.forEach((value, i) => {
    const expected = right(i);
    const isRight = Math.abs(expected) >= LARGEST && value === Math.sign(expected) * Infinity;
    const error = isRight ? 0 : Math.abs(value - expected) / Math.max(Math.abs(expected), smallest);
    if (!(error <= worst.error)) worst = { error, i };
  });
  if (!(worst.error <= bound))
    expect.fail(`${what}: ${found[worst.i]} instead of ${right(worst.i)}, error ${worst.error}`);
}

/** Predictions of a network whose weights are as given, the others 0. */
function predict(
  items: readonly LayerItem[],
  x: Float32Array,
  shape: readonly number[],
  engineName: EngineUnderTest,
  weights: Readonly<Record<string, readonly number[]>> = {},
  outputs?: readonly string[],
): Float32Array {
  const samples = x.length / shape.reduce((product, size) => product * size, 1);
  const session = openOn(engineName, {
    graph: buildGraph(items, outputs),
    dataset: { samples, inputs: [{ name: "x", tensor: { shape: [samples, ...shape], values: x } }], targets: [] },
    ...{ batchSize: Math.min(samples, 4096), seed: 1 },
  });
  session.setWeights(
    session
      .weights()
      .map((one): NamedTensor => ({ ...one, values: Float32Array.from(weights[one.name] ?? one.values.map(() => 0)) })),
  );
  const found = session.predict()[0]?.values ?? new Float32Array();
  session.dispose();
  return found;
}

const written = [...referenceActivations.map((name) => ({ [name]: {} })), ...activationsWithArguments];
const cases = written.map((one) => {
  const [[name, written]] = Object.entries(one) as [[ActivationName, Readonly<Record<string, unknown>>]];
  // Arguments are float32 too: at a threshold it makes a difference.
  const rounded = Object.entries(written).map(([key, value]) => [
    key,
    typeof value === "number" ? Math.fround(value) : value,
  ]);
  const given = Object.fromEntries(rounded) as KerasObject<ActivationName>["arguments"];
  const formula = given["approximate"] === true ? "gelu_tanh" : name;
  const bound = looser[formula] ?? 1e-6;
  const ofTensorFlow = smallestOnTensorFlow[formula] ?? SMALLEST;
  // What is stated as a size is divided by the bound, what is relative to max(1, |value|) is 1.
  const smallest = (engine: EngineUnderTest): number =>
    engine !== "tfjs-node" ? SMALLEST / bound : ofTensorFlow === 1 ? 1 : ofTensorFlow / bound;
  return { title: JSON.stringify(one), activation: { name, arguments: given }, bound, smallest };
});

describe.each(everyEngine)("%s", (engine) => {
  it.each(cases)("$title by itself", ({ activation, bound, smallest, title }) => {
    const x = wholeRange(24, 20_001);
    const formula = formulaOf(activation);
    const found = predict([{ Input: [x.length] }, { Activation: { activation } }], x, [x.length], engine);
    expectWithin(found, (i) => formula(x[i] as number)[0], bound, title, smallest(engine));
  });

  it.each(cases)("$title inside every cell", ({ activation, bound, smallest, title }) => {
    const x = wholeRange(3, 2001);
    const least = smallest(engine);
    const formula = formulaOf(activation);
    const right = (i: number): number => formula(x[i] as number)[0];
    const input = { Input: [1, 1] };
    const run = (item: LayerItem, weights: Parameters<typeof predict>[4], outputs?: string[]): Float32Array =>
      predict([input, item], x, [1, 1], engine, weights, outputs);
    const simple = run({ SimpleRNN: { units: 1, activation } }, { "simple_rnn/kernel": [1] });
    expectWithin(simple, right, bound, `SimpleRNN ${title}`, least);
    const jordan = { units: 1, activation: { name: "linear", arguments: {} }, output_activation: activation };
    const open = { "jordan/kernel": [1], "jordan/output_kernel": [1] };
    expectWithin(run({ Jordan: jordan }, open), right, bound, `Jordan ${title}`, least);
    // The gates are open, or shut: σ(100) is 1.
    const lstm = { "lstm/kernel": [0, 0, 1, 0], "lstm/bias": [100, 0, 0, 100] };
    expectWithin(
      run({ LSTM: { units: 1, activation, return_state: true } }, lstm, ["lstm/c"]),
      right,
      bound,
      `LSTM ${title}`,
      least,
    );
    for (const reset_after of [true, false]) {
      const bias = [-100, 0, 0, ...(reset_after ? [0, 0, 0] : [])];
      const gru = run({ GRU: { units: 1, activation, reset_after } }, { "gru/kernel": [0, 0, 1], "gru/bias": bias });
      const bounded = (i: number): number => (Math.abs(right(i)) < LARGEST ? right(i) : 0);
      const kept = gru.map((value, i) => (Math.abs(right(i)) < LARGEST ? value : 0));
      expectWithin(kept, bounded, bound, `GRU ${title}`, least);
    }
  });

  it("a tiny input goes through the tanh of an LSTM's cell twice", () => {
    const x = wholeRange(3, 11);
    const weights = { "lstm/kernel": [0, 0, 1, 0], "lstm/bias": [100, 0, 0, 100] };
    const found = predict([{ Input: [1, 1] }, { LSTM: 1 }], x, [1, 1], engine, weights);
    expectWithin(found, (i) => Math.tanh(Math.tanh(x[i] as number)), 1e-6, "LSTM");
    expect(predict([{ Input: [1] }, { Activation: "tanh" }], Float32Array.of(1e-8), [1], engine)[0]).toBe(
      Math.fround(1e-8),
    );
  });

  it("as recurrent activations: sigmoid and its like open a gate by the right share", () => {
    const x = wholeRange(3, 2001);
    for (const name of ["sigmoid", "hard_sigmoid", "softplus", "exponential"] as const) {
      const formula = formulaOf({ name, arguments: {} });
      const given = { units: 1, activation: "linear", recurrent_activation: name, return_state: true };
      // c = i · g, where g is 1.
      const weights = { "lstm/kernel": [1, 0, 0, 0], "lstm/bias": [0, 0, 1, 0] };
      const found = predict([{ Input: [1, 1] }, { LSTM: given }], x, [1, 1], engine, weights, ["lstm/c"]);
      expectWithin(found, (i) => formula(x[i] as number)[0], 1e-6, name);
    }
  });

  it("softmax and log_softmax of rows that are sure, or nearly", () => {
    const rows = [[0, -3, 2, 1, 5], [20, 0, 0, 1, 2], [100, 80, -100, 99, 3], [1e-8, 0, -1e-8, 0, 0], [3e38, -3e38, 0, 0, 0], [7, 7, 7, 7, 7], [40, 0, 0, 0, 0]]; // prettier-ignore
    const x = Float32Array.from(rows.flat());
    const others = (row: readonly number[], top: number): number =>
      row.reduce((sum, value) => sum + Math.exp(value - top), 0) - 1;
    const logs = rows.flatMap((row) => {
      const top = Math.max(...row);
      // The sum of the others by itself, so that it does not vanish beside 1.
      const rest = row.toSpliced(row.indexOf(top), 1).reduce((sum, value) => sum + Math.exp(value - top), 0);
      return row.map((value) => value - top - Math.log1p(rest));
    });
    const shares = rows.flatMap((row) => {
      const top = Math.max(...row);
      return row.map((value) => Math.exp(value - top) / (1 + others(row, top)));
    });
    const run = (activation: string): Float32Array =>
      predict([{ Input: [5] }, { Activation: activation }], x, [5], engine);
    expectWithin(run("softmax"), (i) => shares[i] as number, 1e-6, "softmax");
    expectWithin(run("log_softmax"), (i) => logs[i] as number, 1e-6, "log_softmax");
  });

  it("sparsemax of rows: as exact as the sums of its numbers are", () => {
    const rows = [[0, -3, 2, 1, 5], [0.1, 0.2, 0.3, 0.25, -9], [1e-8, 0, -1e-8, 0, 0], [7.3, 7.1, 7.2, 6.9, 7.25], [300.5, 300.25, 300, 299, 1], [-2e4, -2e4, -2.00002e4, -3e4, 0.5]]; // prettier-ignore
    const x = Float32Array.from(rows.flat());
    const right = rows.flatMap((_, at) => {
      const row = Array.from(x.subarray(at * 5, at * 5 + 5));
      // The k largest are kept that lie above what is left of 1 after them; what is taken off is Keras's (Σ of their partial sums − 1) / k.
      const sorted = row.toSorted((a, b) => b - a);
      const sums = sorted.map((__, k) => sorted.slice(0, k + 1).reduce((a, b) => a + b, 0));
      const kept = sorted.filter((value, k) => 1 + (k + 1) * value > (sums[k] as number)).length;
      const threshold = (sums.slice(0, kept).reduce((a, b) => a + b, 0) - 1) / kept;
      return row.map((value) => Math.max(0, value - threshold));
    });
    const found = predict([{ Input: [5] }, { Activation: "sparsemax" }], x, [5], engine);
    for (const [at, row] of rows.entries()) {
      const part = found.subarray(at * 5, at * 5 + 5);
      const size = Math.max(1, ...row.map(Math.abs));
      expectWithin(part, (i) => right[at * 5 + i] as number, 1e-6 * row.length * size, `sparsemax ${at}`, 1);
    }
  });
});

/** The derivative is what a step of plain gradient descent takes from a bias. */
function slopeAt(engine: EngineUnderTest, name: ActivationName, x: number): number {
  const column = (title: string, value: number) => ({
    name: title,
    tensor: { shape: [1, 1], values: Float32Array.of(value) },
  });
  const session = openOn(engine, {
    graph: buildGraph([{ Input: [1] }, { Dense: { units: 1, activation: name } }]),
    compile: {
      optimizer: { name: "sgd", arguments: { learning_rate: 1 } },
      losses: [{ name: "mean_absolute_error", arguments: {} }],
      lossWeights: [1],
      metrics: [[]],
    },
    dataset: { samples: 1, inputs: [column("x", 1)], targets: [column("y", -1e30)] },
    ...{ batchSize: 1, seed: 1 },
  });
  session.setWeights(
    session.weights().map((one) => ({ ...one, values: Float32Array.of(one.name.endsWith("bias") ? 0 : x) })),
  );
  session.trainBatch(Int32Array.of(0));
  const bias = session.weights().find((one) => one.name.endsWith("bias"))?.values[0] ?? NaN;
  session.dispose();
  return -bias;
}

describe.each(everyEngine)("derivatives, %s", (engine) => {
  it.each(["softplus", "log_sigmoid", "exponential", "silu", "mish", "gelu", "tanh_shrink", "squareplus"] as const)(
    "%s keeps its digits where the function is flat",
    (name) => {
      // Nothing is left of the digits where TensorFlow's formulas cancel.
      if (engine === "tfjs-node" && (name === "gelu" || name === "tanh_shrink")) return;
      const formula = formulaOf({ name, arguments: {} });
      const flat =
        name === "log_sigmoid" ? [16.5, 30, 60] : name === "tanh_shrink" ? [1e-4, 1e-8] : [-16.5, -30, -9.25];
      for (const x of flat)
        expectWithin(Float32Array.of(slopeAt(engine, name, x)), () => formula(x)[1], 2e-5, `${name} at ${x}`);
    },
  );

  // Behind a relu, or a masked step, exactly 0 is common; formulas in two halves meet there.
  it.each(["sigmoid", "tanh", "softplus", "log_sigmoid", "silu", "mish", "gelu", "squareplus", "softsign"] as const)(
    "%s at exactly 0",
    (name) => expect(slopeAt(engine, name, 0)).toBeCloseTo(formulaOf({ name, arguments: {} })(0)[1], 5),
  );
});
