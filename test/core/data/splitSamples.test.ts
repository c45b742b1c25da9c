/** The border between training and validation, as Keras draws it. */
import { expect, it } from "vitest";
import { countSamples, splitSamples } from "../../../src/core/data/splitSamples";
import { checkModel } from "../checkModel";

it.each([
  [10, 0.2, 8],
  [10, 0.25, 7],
  [5, 0.1, 4],
  [3, 0.34, 1],
  [10, 0.3, 7],
])("%i samples, share %d: validation begins at %i", (samples, share, border) => {
  expect(splitSamples(samples, share)).toEqual({
    training: { from: 0, to: border },
    validation: { from: border, to: samples },
  });
});

it("takes all samples where nothing validates", () => {
  expect(splitSamples(7, undefined)).toEqual({ training: { from: 0, to: 7 } });
});

it("counts the samples of lists and of made tasks", () => {
  const count = (data: string): number => {
    const { data: section } = checkModel(`model: [Input: [3, 2], LSTM: 2, Dense: 1]\ndata: ${data}\n`);
    return section ? countSamples(section) : NaN;
  };
  expect(count("{task: adding, length: 3, samples: 11, seed: 1}")).toBe(11);
  expect(count("{x: [[[1, 2], [3, 4], [5, 6]], [[1, 2], [3, 4], [5, 6]]]}")).toBe(2);
});
