/** Predictions as answers by sequence, step and feature: see src/pictures/answers/scoreModel.ts. */
import { expect, it } from "vitest";
import * as fc from "fast-check";
import type { OutputPredictions } from "../../../src/protocol/training";
import { readOutput, tallyOf } from "../../../src/pictures/answers/scoreModel";

const output = (kind: OutputPredictions["kind"], lists: Partial<OutputPredictions>): OutputPredictions => ({
  name: "out",
  kind,
  predictions: [],
  decoded: [],
  ...lists,
});

it("reads classes without time", () => {
  const score = readOutput(
    output("classes", {
      labels: ["a", "b"],
      predictions: [
        [0.2, 0.8],
        [0.4, 0.6],
      ],
      decoded: ["b", "b"],
      targets: ["b", "a"],
    }),
  );
  expect([score.timed, score.steps, score.features, score.labels]).toEqual([false, 1, 1, ["a", "b"]]);
  expect(score.sequences[1]?.[0]?.[0]).toEqual({
    prediction: 0.6,
    decided: "b",
    probabilities: [0.4, 0.6],
    target: "a",
    right: false,
  });
  expect(score.tally).toMatchObject({ right: 1, judged: 2 });
});

it("reads classes over time, with numbers for labels that are not given", () => {
  const score = readOutput(
    output("classes", {
      predictions: [
        [
          [0.2, 0.8],
          [0.9, 0.1],
        ],
      ],
      decoded: [[1, 0]],
      targets: [[[1], [1]]],
    }),
  );
  expect([score.timed, score.steps, score.labels]).toEqual([true, 2, [0, 1]]);
  expect(score.sequences[0]?.map(([answer]) => answer?.right)).toEqual([true, false]);
});

it("reads binary answers over time, and takes targets with and without the last axis", () => {
  for (const targets of [[[0, 1]], [[[0], [1]]]]) {
    const score = readOutput(output("binary", { predictions: [[[0.2], [0.4]]], decoded: [[[0], [0]]], targets }));
    expect(score.sequences[0]?.map(([answer]) => [answer?.prediction, answer?.target, answer?.right])).toEqual([
      [0.2, 0, true],
      [0.4, 1, false],
    ]);
  }
});

it("reads several features of one step", () => {
  const score = readOutput(output("binary", { predictions: [[0.2, 0.9]], decoded: [[0, 1]], targets: [[0, 0]] }));
  expect([score.timed, score.features, score.tally.right]).toEqual([false, 2, 1]);
});

it("compares values in the data's own units", () => {
  const score = readOutput(output("values", { predictions: [[0.1]], decoded: [[105]], targets: [[100]] }));
  expect(score.sequences[0]?.[0]?.[0]).toEqual({ prediction: 105, decided: 105, target: 100, difference: 5 });
  expect(score.tally).toMatchObject({ judged: 0, meanDifference: 5, compared: 1 });
});

it("a decision from numbers that are not finite is wrong, and counted", () => {
  const score = readOutput(
    output("binary", { predictions: [[NaN], [null]], decoded: [[0], [0]], targets: [[0], [0]] }),
  );
  expect(score.tally).toMatchObject({ right: 0, judged: 2, notNumbers: 2 });
});

it("judges nothing without right values", () => {
  expect(readOutput(output("binary", { predictions: [[0.3]], decoded: [[0]] })).tally).toMatchObject({
    judged: 0,
    compared: 0,
  });
});

it("reads anything without failing, and never counts more right than judged", () => {
  const list = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc.constantFrom("classes", "binary", "values"),
      list,
      list,
      list,
      (kind, predictions, decoded, targets) => {
        const { sequences, tally } = readOutput(output(kind, { predictions, decoded, targets }));
        expect(tally).toEqual(tallyOf(sequences));
        expect(tally.right).toBeLessThanOrEqual(tally.judged);
      },
    ),
  );
});
