/** Inputs as voices over time: see src/pictures/answers/inputModel.ts. */
import { expect, it } from "vitest";
import type { ModelView } from "../../../src/protocol/panel";
import { readInputs } from "../../../src/pictures/answers/inputModel";

const modelOf = (outputShapes: (number | null)[][], kinds: readonly string[] = []): ModelView => ({
  file: "a",
  name: "a",
  layers: ["Input", ...kinds].map((kind) => ({
    name: kind === "Input" ? "x" : kind,
    kind,
    detail: "",
    outputShapes,
    params: 0,
    trainable: true,
  })),
  totalParams: 0,
  trainableParams: 0,
  errors: 0,
});

it("a list of single values is a sequence, where the Input has time", () => {
  const score = readInputs([{ name: "x", values: [[1, 2, 3]] }], modelOf([[null, 3, 5]]));
  expect(score.steps).toBe(3);
  expect(score.voices(0)).toEqual([{ input: "x", timed: true, values: [1, 2, 3] }]);
});

it("the same list is a vector, where it has none", () => {
  const score = readInputs([{ name: "x", values: [[1, 2]] }], modelOf([[null, 2]]));
  expect(score.steps).toBe(1);
  expect(score.voices(0).map(({ feature, timed, values }) => [feature, timed, values])).toEqual([
    [1, false, [1]],
    [2, false, [2]],
  ]);
});

it("ids before an Embedding are a sequence", () => {
  expect(readInputs([{ name: "x", values: [[7, 8, 9]] }], modelOf([[null, 3]], ["Embedding"])).steps).toBe(3);
});

it("several features are several voices", () => {
  const [first, second] = readInputs(
    [
      {
        name: "x",
        values: [
          [
            [1, 0.5],
            [2, 0.25],
          ],
        ],
      },
    ],
    undefined,
  ).voices(0);
  expect([first?.values, second?.values]).toEqual([
    [1, 2],
    [0.5, 0.25],
  ]);
});

it("shades bits and smooth numbers, not labels", () => {
  const rangeOf = (values: unknown[]): unknown => readInputs([{ name: "x", values }], undefined).voices(0)[0]?.range;
  expect(rangeOf([[0, 1, 1]])).toEqual([0, 1]);
  expect(rangeOf([[0.5, -2, 3]])).toEqual([-2, 3]);
  expect(rangeOf([[1, 2, 3]])).toBeUndefined();
  expect(rangeOf([["a", "b"]])).toBeUndefined();
});
