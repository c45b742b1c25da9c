/** Which classes are taken for which, in training and in validation: src/pictures/answers/confusion.ts. */
import { expect, test } from "vitest";
import { confusionOf, mixUps } from "../../../src/pictures/answers/confusion";
import { readOutput } from "../../../src/pictures/answers/scoreModel";

const classes = readOutput(
  {
    name: "y",
    kind: "classes",
    labels: ["cat", "dog", "cow"],
    predictions: Array.from({ length: 6 }, () => [0.5, 0.3, 0.2]),
    decoded: ["cat", "cat", "dog", "cow", "cat", "cat"],
    targets: ["cat", "dog", "dog", "cat", "dog", "cat"],
  },
  { validationFrom: 4 },
);

test("a row for each right class, a column for each decision", () => {
  expect(confusionOf(classes, 0, 6)).toEqual({
    ...{ labels: ["cat", "dog", "cow"], right: 3, all: 6 },
    counts: [
      [2, 0, 1],
      [2, 1, 0],
      [0, 0, 0],
    ],
  });
  expect(mixUps(confusionOf(classes, 0, 6)!, 1)).toEqual([{ right: "dog", decided: "cat", count: 2 }]);
});

test.each([
  [{}, ["training 0 3"]],
  [{ validationFrom: 2 }, ["training 0 2", "validation 2 3"]],
  [{ validationFrom: 1, testFrom: 2 }, ["training 0 1", "validation 1 2", "test 2 3"]],
  [{ testFrom: 2 }, ["training 0 2", "test 2 3"]],
  [{ validationFrom: 7, testFrom: 9 }, ["training 0 3"]],
])("the parts of three sequences with %j", (borders, parts) => {
  const { decoded, predictions } = { decoded: [[1], [2], [3]], predictions: [[1], [2], [3]] };
  const read = readOutput({ name: "y", kind: "values", decoded, predictions }, borders);
  expect(read.parts.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual(parts);
});

test("training and validation apart", () => {
  const { parts } = classes;
  expect(parts).toEqual([{ name: "training", from: 0, to: 4 }, { name: "validation", from: 4, to: 6 }]); // prettier-ignore
  expect(parts.map(({ from, to }) => confusionOf(classes, from, to)?.right)).toEqual([2, 1]);
});

test("decisions of 0 and 1 at every step are counted; values are no classes, and no targets no confusion", () => {
  const bits = { name: "y", kind: "binary", predictions: [[[0.2], [0.9]]], decoded: [[[0], [1]]] } as const;
  const output = { ...bits, predictions: [...bits.predictions], decoded: [...bits.decoded] };
  expect(confusionOf(readOutput({ ...output, targets: [[[1], [1]]] }), 0, 1)?.counts).toEqual([[0, 0], [1, 1]]); // prettier-ignore
  expect(confusionOf(readOutput(output), 0, 1)).toBeUndefined();
  expect(confusionOf(readOutput({ ...output, kind: "values", targets: [[[1], [1]]] }), 0, 1)).toBeUndefined();
});
