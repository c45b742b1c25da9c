/** `compile`: what is understood by output and for all, and what is said about the rest. */
import { expect, test } from "vitest";
import { checkModel } from "./checkModel";

const one = (compile: string): string =>
  `model: [{Input: [2]}, {Dense: 3}]\ndata: {x: [[1, 2], [3, 4]], y: [[1, 2, 3], [4, 5, 6]]}\ncompile: {${compile}}\n`;
const two = (compile: string): string =>
  `model: [{Input: {shape: [2], name: in}}, {Dense: {units: 1, name: a, from: in}}, {Dense: {units: 1, name: b, from: in}}]\noutputs: [a, b]\ncompile: {loss: mse, ${compile}}\n`;

test.each([
  [one("loss: {quantile: [0.1, 0.5, ‹|1|›]}"), "out-of-range"],
  [one("loss: {quantile: ‹|[0.1, 0.1]|›}"), "wrong-type: list of different numbers"],
  [one("loss: {quantile: [0.1, 0.5]}").replace("Dense", "‹|Dense|›"), "quantile-units: dense gives 3 numbers"],
  [
    one("loss: {quantile: [0.1, 0.5, 0.9]}").replace("[[1, 2, 3], [4, 5, 6]]", "[‹|[1, 2, 3]|›, [4, 5, 6]]"),
    "data-shape",
  ],
  [
    one("loss: {quantile: [0.1, 0.5, 0.9]}, metrics: [‹|mae|›]").replace("[[1, 2, 3], [4, 5, 6]]", "[1, 2]"),
    "metric-of-quantiles",
  ],
  [one("loss: mse, metrics: [{auc: {curve: ‹|PRC|›}}]"), "wrong-type: ROC, PR"],
  [one("loss: mse, metrics: [{auc: {num_thresholds: ‹|1|›}}]"), "out-of-range"],
  [one("loss: mse, metrics: [{top_k_categorical_accuracy: {k: ‹|2.5|›}}]"), "wrong-type: whole number"],
  [one("loss: mse, metrics: [‹|sparse_top_k_categorical_accuracy|›]"), "metric-of-labels"],
  [one("loss: mse, metrics: [{precision: {‹|threshold|›: 0.5}}]"), "unknown-argument: thresholds"],
  [one("loss: mse, metrics: [{precision: {thresholds: [0.3, ‹|1.7|›]}}]"), "out-of-range"],
  [one("loss: mse, metrics: [{precision: {thresholds: ‹|[0.3, 0.3]|›}}]"), "wrong-type: 0.3"],
  [one("loss: mse, metrics: [{precision: {thresholds: ‹|[]|›}}]"), "wrong-type"],
  [two("loss_weights: ‹|heavy|›"), "wrong-type: loss_weights must be a number"],
  [two("loss_weights: ‹|[1, 2, 3]|›"), "loss-for-unknown: There are 3 numbers for 2 outputs"],
  [two("loss_weights: {a: ‹|-1|›}"), "out-of-range"],
  [two("loss_weights: {‹|c|›: 1}"), "loss-for-unknown"],
  [two("metrics: {‹|c|›: [mae]}"), "loss-for-unknown"],
  [two("metrics: {a: ‹|mae|›}"), "wrong-type: list of names"],
] as [string, string][])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
});

test("weights and metrics belong to outputs", () => {
  const given = (text: string) => checkModel(two(text)).compile;
  expect(given("loss_weights: 0.5")?.lossWeights).toEqual([0.5, 0.5]);
  expect(given("loss_weights: [1, 0.2]")?.lossWeights).toEqual([1, 0.2]);
  expect(given("loss_weights: {b: 3}")?.lossWeights).toEqual([1, 3]);
  expect(given("metrics: {b: [mae, {recall: {thresholds: 0.2}}, recall, recall]}")?.metrics).toEqual([
    [],
    [
      { name: "mae", column: "mae", arguments: {} },
      { name: "recall", column: "recall", arguments: { thresholds: 0.2, top_k: null, class_id: null } },
      { name: "recall", column: "recall_1", arguments: { thresholds: null, top_k: null, class_id: null } },
    ],
  ]);
});

test("several thresholds are a column each, a list of one is a threshold", () => {
  const metrics = "{precision: {thresholds: [0.3, 0.7]}}, precision, {recall: {thresholds: [0.4]}}";
  expect(checkModel(one(`loss: mse, metrics: [${metrics}]`)).compile?.metrics[0]).toEqual([
    { name: "precision", column: "precision@0.3", arguments: { thresholds: 0.3, top_k: null, class_id: null } },
    { name: "precision", column: "precision@0.7", arguments: { thresholds: 0.7, top_k: null, class_id: null } },
    { name: "precision", column: "precision_1", arguments: { thresholds: null, top_k: null, class_id: null } },
    { name: "recall", column: "recall", arguments: { thresholds: 0.4, top_k: null, class_id: null } },
  ]);
});

test("a target meets its quantiles, one number for each", () => {
  const text = one("loss: {quantile: [0.1, 0.5, 0.9]}").replace("[[1, 2, 3], [4, 5, 6]]", "[1, 2]");
  expect(checkModel(text).compile?.losses[0]).toEqual({ name: "quantile", arguments: { quantiles: [0.1, 0.5, 0.9] } });
});
