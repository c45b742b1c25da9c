/** Weights by the class of a sample's target: in training alone; classes and targets that there cannot be are told. */
import { expect, test } from "vitest";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { checkModel } from "../checkModel";
import { analyzed } from "./analyzed";

const x = "x: [[1, 2], [3, 4], [5, 6], [7, 8]]";
const net = (last: string, loss: string): string =>
  `model: [Input: [2, 1], LSTM: 2, {Dense: {${last}}}]\ncompile: {loss: ${loss}}\n`;
const bit = net("units: 1, activation: sigmoid", "binary_crossentropy");
const three = net("units: 3, activation: softmax", "categorical_crossentropy");
const weightsOf = (text: string): unknown => {
  const weights = encodeDataset(analyzed(text)).dataset?.targets[0]?.weights;
  return weights && [weights.shape, Array.from(weights.values)];
};

test.each([
  ["0 and 1", `data: {${x}, y: [0, 1, 1, 0]}\n${bit}fit: {class_weight: {1: 5}}`, [1, 5, 5, 1]],
  ["one-hot rows", `data: {${x}, y: {values: [0, 2, 1, 2], one_hot: 3}}\n${three}fit: {class_weight: {0: 2, 2: 3}}`, [2, 3, 1, 3]],
  ["labels", `data: {${x}, y: {values: [ham, spam, egg, spam], one_hot: [egg, ham, spam]}}\n${three}fit: {class_weight: {spam: 4, ham: 0.5}}`, [0.5, 4, 1, 4]],
  ["words behind one unit", `data: {${x}, y: {values: [ham, spam, ham, ham], one_hot: [ham, spam]}}\n${bit}fit: {class_weight: {spam: 4}}`, [1, 4, 1, 1]],
  ["class numbers", `data: {${x}, y: [0, 1, 2, 0]}\n${net("units: 3, activation: softmax", "sparse_categorical_crossentropy")}fit: {class_weight: {2: 0}}`, [1, 1, 0, 1]],
  ["samples that validate count once", `data: {${x}, y: [1, 1, 1, 1]}\n${bit}fit: {class_weight: {1: 5}, validation_split: 0.5}`, [5, 5, 1, 1]],
])("%s", (_, text, expected) => {
  expect(weightsOf(text)).toEqual([[4, 1], expected]);
}); // prettier-ignore

test("every step by its own class", () => {
  const text = `data: {x: [[1, 2], [3, 4]], y: [[0, 1], [1, 1]]}\nmodel: [Input: [2, 1], {LSTM: {units: 2, return_sequences: true}}, {Dense: {units: 1, activation: sigmoid}}]\ncompile: {loss: binary_crossentropy}\nfit: {class_weight: {1: 5}}`;
  expect(weightsOf(text)).toEqual([
    [2, 2],
    [1, 5, 5, 5],
  ]);
});

test("of a made task too", () => {
  const text = `data: {task: parity, length: 4, samples: 20}\n${net("units: 1, activation: sigmoid", "binary_crossentropy").replace("[2, 1]", "[4, 1]")}fit: {class_weight: {1: 5}}`;
  const { targets } = encodeDataset(analyzed(text)).dataset ?? { targets: [] };
  const [target] = targets;
  expect(Array.from(target?.weights?.values ?? [])).toEqual(Array.from(target?.tensor.values ?? [], (y) => 1 + 4 * y));
});

test.each([
  [`data: {${x}, y: [0, 1, 1, 0]}\n${bit}fit: {class_weight: {0: 1, 2: ‹|5|›}}`, "class-weight-unknown: 2 is not a class of the targets, which are 0, 1"],
  [`data: {${x}, y: {values: [ham, spam, egg, spam], one_hot: [egg, ham, spam]}}\n${three}fit: {class_weight: {1: ‹|5|›}}`, "class-weight-unknown: egg, ham, spam"],
  [`data: {${x}, y: [0.5, 1, 1, 0]}\n${bit}fit: {‹|class_weight|›: {1: 5}}`, "class-weight-numbers"],
  [`data: {${x}, y: [0, 1, 1, 0], sample_weight: [1, 1, 1, 2]}\n${bit}fit: {‹|class_weight|›: {1: 5}}`, "class-weight-twice"],
  [`data: {${x}, y: [0, 1, 1, 0]}\n${bit}fit: {class_weight: ‹|5|›}`, "wrong-type: {0: 1, 1: 5}"],
  [`data: {${x}, y: [0, 1, 1, 0]}\n${bit}fit: {class_weight: {1: ‹|much|›}}`, "wrong-type: a number"],
])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
}); // prettier-ignore
