/** Samples that are views of a series are the very numbers of samples that lie one behind the other. */
import { expect, test } from "vitest";
import { cutSamples, gatherSamples, isStaged, sampleAt } from "../../../src/core/data/samples";

const series = Float32Array.from({ length: 12 }, (_, at) => at);
/** Windows of two rows of two columns, beginning at rows 0, 1 and 3. */
const views = { shape: [3, 2, 2], values: series, starts: Int32Array.of(0, 2, 6) };
const plain = { shape: [3, 2, 2], values: Float32Array.of(0, 1, 2, 3, 2, 3, 4, 5, 6, 7, 8, 9) };

test.each([views, plain])("one sample, some", (tensor) => {
  expect([...sampleAt(tensor, 1)]).toEqual([2, 3, 4, 5]);
  expect([...gatherSamples(tensor, [2, 0])]).toEqual([6, 7, 8, 9, 0, 1, 2, 3]);
  expect(cutSamples(tensor, 1, 3)).toEqual({ shape: [2, 2, 2], values: plain.values.subarray(4) });
});

test("views are staged", () => {
  const dataset = (tensor: typeof plain) => ({ inputs: [{ name: "x", tensor }], targets: [] });
  expect(isStaged(dataset(views))).toBe(true);
  expect(isStaged(dataset(plain))).toBe(false);
});
