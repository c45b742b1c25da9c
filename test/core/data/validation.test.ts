/** Samples of their own that validate: behind the others, encoded and scaled as they are. */
import { expect, test } from "vitest";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { planFit } from "../../../src/core/training/fitPlan";
import { checkModel } from "../checkModel";
import { analyzed } from "./analyzed";

const net = "model: [Input: [2, 1], LSTM: 2, Dense: 1]\ncompile: {loss: mse, metrics: [mae]}\n";

test("scaled with the figures of those that train", () => {
  const file = analyzed(
    `data: {x: {values: [[0, 1], [2, 3]], scale: minmax}, y: {values: [0, 10], scale: minmax}, validation: {x: [[6, 9]], y: [20]}}\n${net}fit: {early_stopping: {monitor: val_mae}}`,
  );
  const { dataset } = encodeDataset(file);
  if (!dataset || !file.compile) return expect.fail();
  expect([dataset.samples, dataset.parts]).toEqual([3, { train: 2, validation: 1, test: 0 }]);
  expect(Array.from(dataset.inputs[0]?.tensor.values ?? [])).toEqual([0, 1 / 3, 2 / 3, 1, 2, 3].map(Math.fround));
  expect(Array.from(dataset.targets[0]?.tensor.values ?? [])).toEqual([0, 1, 2]);
  expect(planFit(file.fit, file.compile, dataset)).toMatchObject({
    training: { from: 0, to: 2 },
    validation: { from: 2, to: 3 },
  });
});

test("labels by the list of y, and weights of their own or none", () => {
  const kinds = net
    .replace("Dense: 1", "{Dense: {units: 2, activation: softmax}}")
    .replace("mse", "categorical_crossentropy");
  const data = "x: [[0, 1], [2, 3]], y: {values: [a, b], one_hot: [a, b]}, sample_weight: [2, 3]";
  const more = "validation: {x: [[1, 1]], y: [b]";
  const weights = (text: string): number[] =>
    Array.from(encodeDataset(analyzed(`${text}\n${kinds}`)).dataset?.targets[0]?.weights?.values ?? []);
  expect(weights(`data: {${data}, ${more}}}`)).toEqual([2, 3, 1]);
  expect(weights(`data: {${data}, ${more}, sample_weight: [7]}}`)).toEqual([2, 3, 7]);
});

test("shorter samples are filled up to the length of those that train", () => {
  const file = checkModel(
    `data: {x: [‹|[[1], [2], [3]]|›, [[4]]], y: [1, 2], validation: {x: [‹|[[5], [6]]|›], y: [3]}}\n${net.replace("[2, 1]", "[null, 1], Masking: 0")}`,
    "data-padded",
    "data-padded",
  );
  expect(encodeDataset(file).dataset?.inputs[0]?.tensor.shape).toEqual([3, 3, 1]);
});

const data = "x: [[0, 1], [2, 3]], y: [1, 2]";
test.each([
  [`data: {${data}, validation: ‹|{x: [[1, 1]]}|›}\n${net}`, "validation-missing: need y as well"],
  [`data: {${data}, validation: {x: [‹|[1, 1, 1]|›], y: [1]}}\n${net}`, "data-shape: (1, 3)"],
  [`data: {${data}, validation: {x: [[1, 1]], y: ‹|[1, 2]|›}}\n${net}`, "data-samples: y has 2 samples, but x has 1"],
  [`data: {${data}, validation: {x: {values: [[1, 1]], ‹|scale|›: minmax}, y: [1]}}\n${net}`, "source-plain: said once"],
  [`data: {${data}, validation: {x: [[1, 1]], y: [1]}}\n${net}fit: {validation_split: ‹|0.5|›}`, "validation-twice"],
  [`data: {${data}, validation: {x: [[1, 1]], y: [1], ‹|z|›: [1]}}\n${net}`, "unknown-key"],
])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
}); // prettier-ignore
