/** What samples and steps count: read beside the targets, by output, filled up with them; what does not fit is told where it stands. */
import { expect, test } from "vitest";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { checkModel } from "../checkModel";
import { analyzed } from "./analyzed";

const one = "model: [Input: [2, 1], LSTM: 2, Dense: 1]\ncompile: {loss: mse}\n";
const steps = "model: [Input: [2, 1], {LSTM: {units: 2, return_sequences: true}}, Dense: 1]\ncompile: {loss: mse}\n";
const weightsOf = (text: string): unknown[] =>
  (encodeDataset(analyzed(text)).dataset?.targets ?? []).map(
    ({ weights }) => weights && [weights.shape, Array.from(weights.values)],
  );

test("one a sample, also in a row of its own, or one a step", () => {
  const two = "x: [[1, 2], [3, 4]], y: [1, 2]";
  const row = [[2, 1], [0.5, 2]]; // prettier-ignore
  expect(weightsOf(`data: {${two}, sample_weight: [0.5, 2]}\n${one}`)).toEqual([row]);
  expect(weightsOf(`data: {${two}, sample_weight: {values: [[0.5], [2]]}}\n${one}`)).toEqual([row]);
  const each = "x: [[1, 2], [3, 4]], y: [[1, 2], [3, 4]]";
  expect(weightsOf(`data: {${each}, sample_weight: [[1, 0], [3, 4]]}\n${steps}`)).toEqual([
    [
      [2, 2],
      [1, 0, 3, 4],
    ],
  ]);
  expect(weightsOf(`data: {${each}, sample_weight: [0.5, 2]}\n${steps}`)).toEqual([row]);
});

test("shorter samples have no weight where they were filled up", () => {
  const text = steps.replace("[2, 1], ", "[null, 1], Masking: 0, ");
  const data = "x: [‹|[[1], [2]]|›, [[3]]], y: [[1, 2], [3]], sample_weight: [[5, 6], [7]]";
  const file = checkModel(`data: {${data}}\n${text}`, "data-padded");
  const { dataset } = encodeDataset(file);
  expect(Array.from(dataset?.targets[0]?.weights?.values ?? [])).toEqual([5, 6, 7, 0]);
});

test("an output that the map leaves out counts once", () => {
  const text =
    "model: [{Input: {shape: [2], name: in}}, {Dense: {units: 1, name: a, from: in}}, {Dense: {units: 1, name: b, from: in}}]\noutputs: [a, b]\ncompile: {loss: mse}\n";
  const data = "x: [[1, 2], [3, 4]], y: {a: [1, 2], b: [3, 4]}";
  expect(weightsOf(`data: {${data}, sample_weight: {b: [1, 2]}}\n${text}`)).toEqual([
    undefined,
    [
      [2, 1],
      [1, 2],
    ],
  ]);
  checkModel(`data: {${data}, sample_weight: {c: ‹|[1, 2]|›}}\n${text}`, "data-unknown-name: Its outputs: a, b");
});

const rows = "x: [[1, 2], [3, 4]], y: [1, 2]";
test.each([
  [`data: {${rows}, sample_weight: ‹|[1, 2, 3]|›}\n${one}`, "data-samples: sample_weight has 3 samples, but y (dense) has 2"],
  [`data: {${rows}, sample_weight: ‹|[[1, 2], [3, 4]]|›}\n${one}`, "sample-weight-shape: (2, 2), but dense takes one for each sample"],
  [`data: {${rows}, sample_weight: [1, ‹|.nan|›]}\n${one}`, "data-not-finite"],
  [`data: {${rows}, sample_weight: {values: [1, 2], ‹|scale|›: standard}}\n${one}`, "source-plain: leave scale out"],
])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
}); // prettier-ignore
