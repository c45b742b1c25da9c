/** Axes as Keras counts them, and the shapes that tensors stretch to. */
import { describe, expect, test } from "vitest";
import { axesOf, readAxes, stretch } from "../../../src/core/shapes/axes";
import { checkModel } from "../checkModel";

describe("axes", () => {
  test.each([
    [-1, 3, [2]],
    [1, 3, [1]],
    [[2, 1], 3, [1, 2]],
    [[-1, 1], 4, [1, 3]],
    [0, 3, "batchAxis"],
    [-3, 3, "batchAxis"],
    [3, 3, "missingAxis"],
    [-4, 3, "missingAxis"],
    [[0, 3], 3, "missingAxis"],
    [[2, -1], 3, "repeatedAxis"],
  ])("%j of %i dimensions", (given, rank, expected) => expect(readAxes(given, rank)).toEqual(expected));

  test("an axis that no check has let through is an error", () => {
    expect(() => axesOf(0, 2)).toThrow(new RangeError("batchAxis"));
  });
});

describe("stretching", () => {
  test.each<[(number | null)[], (number | null)[], (number | null)[] | undefined]>([
    [
      [4, 3],
      [4, 3],
      [4, 3],
    ],
    [
      [4, 1],
      [1, 3],
      [4, 3],
    ],
    [[3], [4, 3], [4, 3]],
    [[2, 4, 3], [1], [2, 4, 3]],
    [
      [null, 3],
      [5, 3],
      [5, 3],
    ],
    [
      [null, 3],
      [1, 3],
      [null, 3],
    ],
    [[null, 3], [3], [null, 3]],
    [[null], [null], [null]],
    [[4, 3], [2, 3], undefined],
    [[4], [4, 3], undefined],
  ])("%j and %j", (a, b, expected) => {
    expect(stretch(a, b)).toEqual(expected);
    expect(stretch(b, a)).toEqual(expected);
  });
});

describe("shapes of layers", () => {
  const shapeOf = (layers: string) => {
    const inputs = ["{Input: {shape: [4, 2], name: a}}", "{Input: {shape: [null, 2], name: b}}"];
    const used = inputs.slice(0, /\bb\b/.test(layers) ? 2 : 1);
    return checkModel(`model: [${used.join(", ")}, ${layers}]`).layers.at(-1)?.outputs?.[0]?.shape;
  };

  test.each([
    ["{Concatenate: {from: [a, a], axis: 1}}", [null, 8, 2]],
    ["{Concatenate: {from: [a, b], axis: 1}}", [null, null, 2]],
    ["{Concatenate: {from: [b, a], axis: 2}}", [null, 4, 4]],
    ["{LSTM: {units: 2, from: b, name: c}}, {Add: {from: [a, c]}}", [null, 4, 2]],
    ["{Dense: {units: 1, from: a, name: c}}, {Multiply: {from: [c, b]}}", [null, 4, 2]],
    ["{GlobalMaxPooling1D: {from: a, data_format: channels_first}}", [null, 4]],
    ["{GlobalAveragePooling1D: {from: a, data_format: channels_first, keepdims: true}}", [null, 4, 1]],
    ["{Flatten: {from: a, data_format: channels_first}}", [null, 8]],
  ])("%s", (layers, shape) => expect(shapeOf(layers)).toEqual(shape));
});
