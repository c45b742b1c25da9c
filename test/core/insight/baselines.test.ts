/** Answers without learning: the best constant one is the best by search, and the last value is what it says. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { type Baselines, measureBaselines } from "../../../src/core/insight/baselines";
import { bestConstantAnswer } from "../../../src/core/insight/constantAnswer";
import type { LossSettings } from "../../../src/core/model/graph";
import { planFit } from "../../../src/core/training/fitPlan";
import { rowLoss } from "../../reference/losses";
import { scalar } from "../../reference/scalar";

function baselinesOf(text: string): Baselines {
  const file = analyzeModelFile(text, { fileName: "a.rnn.yaml" });
  const { dataset } = encodeDataset(file);
  if (!file.graph || !file.compile || !dataset) throw new Error(JSON.stringify(file.diagnostics));
  const { training } = planFit(file.fit, file.compile, dataset);
  return measureBaselines(file.graph, file.compile, dataset, training);
}

/** The mean loss of the reference network's formula over all rows, always answering alike. */
function lossOf(loss: LossSettings, rows: readonly (readonly number[])[], answer: readonly number[]): number {
  const of = (row: readonly number[]): number =>
    rowLoss(
      loss,
      answer.map((value) => scalar(value)),
      row,
      false,
    ).value;
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}

const values = [[0.2, 3], [0.9, 1], [0.4, 1.5], [0.8, 7], [0.1, 2]]; // prettier-ignore
const bits = [[1, 0], [1, 1], [0, 0], [1, 0], [1, 0]]; // prettier-ignore
const oneHot = [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]]; // prettier-ignore
const labels = [[2], [0], [2], [2], [1]];

test.each<[LossSettings["name"], readonly (readonly number[])[], Record<string, number | number[]>]>([
  ["mean_squared_error", values, {}],
  ["mean_absolute_error", values, {}],
  ["huber", values, { delta: 0.7 }],
  ["log_cosh", values, {}],
  ["cosine_similarity", values, {}],
  ["poisson", values, {}],
  ["quantile", values, { quantiles: [0.1, 0.5, 0.9] }],
  ["binary_crossentropy", bits, {}],
  ["categorical_crossentropy", oneHot, {}],
  ["sparse_categorical_crossentropy", labels, {}],
])("%s: its loss is the formula's, and no neighbour is better", (name, rows, given) => {
  const loss: LossSettings = { name, arguments: given };
  const tensor = {
    shape: [rows.length, rows[0]?.length ?? 0],
    values: Float32Array.from(rows.flat()),
  };
  const best = bestConstantAnswer(tensor, loss);
  if (!best) throw new Error("no answer");
  const exact = rows.map((row) => row.map(Math.fround));
  expect(best.loss).toBeCloseTo(lossOf(loss, exact, best.answer), 6);
  const isClasses = name.includes("categorical");
  for (let at = 0; at < best.answer.length; at++) {
    for (const step of [-0.05, -0.001, 0.001, 0.05]) {
      const moved = best.answer.map((value, i) => value + (i === at ? step : 0));
      // Shares of classes add up to one, and both kinds of probabilities end at 0 and 1.
      const total = isClasses ? moved.reduce((a, b) => a + b, 0) : 1;
      const other = moved.map((value) => value / total);
      if ((isClasses || name.includes("binary")) && other.some((p) => p < 0 || p > 1)) continue;
      expect(lossOf(loss, exact, other)).toBeGreaterThanOrEqual(best.loss - 1e-9);
    }
  }
});

const network = "model:\n  - Input: [3, 1]\n  - LSTM: 2\n  - Dense: 1\n";
const series = "data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 6]], y: [4, 6, 9]}\n";

test("one answer of one feature is told in the data's own units", () => {
  const plain = `${series}${network}compile: {optimizer: sgd, loss: mse}\n`;
  const { constant, lastValue } = baselinesOf(plain);
  expect(constant?.answer).toBeCloseTo(19 / 3);
  expect(constant?.loss).toBeCloseTo(38 / 9);
  // 4 − 3, 6 − 4 and 9 − 6.
  expect(lastValue?.loss).toBeCloseTo((1 + 4 + 9) / 3);
});

test("scaled data: the loss is that of the scaled numbers, the answer is not", () => {
  const { constant, lastValue } = baselinesOf(
    `data: {x: {values: [[1, 2, 3], [2, 3, 4], [3, 4, 6]], scale: standard}, y: {values: [4, 6, 9], scale: standard}}\n${network}compile: {optimizer: sgd, loss: mse}\n`,
  );
  expect(constant?.answer).toBeCloseTo(19 / 3);
  expect(constant?.loss).toBeCloseTo(1);
  expect(lastValue?.loss).toBeCloseTo((1 + 4 + 9) / 3 / (38 / 9));
});

test("only the samples that train count, and outputs are added up with their weights", () => {
  const split = baselinesOf(
    `data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 6], [9, 9, 9]], y: [4, 6, 9, 900]}\n${network}compile: {optimizer: sgd, loss: mse}\nfit: {validation_split: 0.25}\n`,
  );
  expect(split.constant?.answer).toBeCloseTo(19 / 3);
  const two = baselinesOf(`data: {x: [[1], [2]], y: {a: [0, 1], b: [1, 3]}}
model:
  - Input: {shape: [1], name: x}
  - Dense: {units: 1, activation: sigmoid, name: a}
  - Dense: {units: 1, name: b, from: x}
outputs: [a, b]
compile: {optimizer: sgd, loss: {a: binary_crossentropy, b: mse}, loss_weights: [2, 10]}
`);
  expect(two.constant?.loss).toBeCloseTo(2 * Math.LN2 + 10);
  expect(two.constant?.answer).toBeUndefined();
});

test("the commonest class by its label", () => {
  const { constant, lastValue } = baselinesOf(`data:
  x: [[1], [2], [3]]
  y: {values: [dog, cat, dog], one_hot: [cat, dog]}
model:
  - Input: [1]
  - Dense: {units: 2, activation: softmax}
compile: {optimizer: sgd, loss: categorical_crossentropy}
`);
  expect(constant?.answer).toBe("dog");
  expect(constant?.loss).toBeCloseTo(-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3));
  expect(lastValue).toBeUndefined();
});

test("silent where a mask leaves steps out of the loss, and where the input is not the series", () => {
  const masked = network.replace("  - LSTM", "  - Masking\n  - LSTM");
  expect(baselinesOf(`${series}${masked}compile: {optimizer: sgd, loss: mse}\n`)).toEqual({});
  const two =
    "data: {x: [[[1, 0], [2, 1]], [[2, 0], [3, 1]]], y: [3, 4]}\nmodel:\n  - Input: [2, 2]\n  - LSTM: 2\n  - Dense: 1\n";
  expect(baselinesOf(`${two}compile: {optimizer: sgd, loss: mse}\n`).lastValue).toBeUndefined();
});
