/** Borders of the parts and the windows that belong to them, by the definition. */
import { expect, test } from "vitest";
import { rowParts, windowStarts } from "../../../../src/core/data/series/seriesParts";

test("borders are at floor(rows · share), shares added up", () => {
  expect(rowParts(28, { train: 0.7, validation: 0.15, test: 0.15 })).toEqual({
    train: { first: 0, end: 19 },
    validation: { first: 19, end: 23 },
    test: { first: 23, end: 28 },
  });
  // 100 · 0.57 is a little less than 57 in float64.
  expect(rowParts(100, { train: 0.57, validation: 0, test: 0.43 }).train.end).toBe(57);
  expect(rowParts(10, { train: 0.5, validation: 0, test: 0.2 }).test).toEqual({ first: 5, end: 7 });
});

/** Every window of the series, by the part that holds all its target rows. */
function byDefinition(
  rows: number,
  shares: [number, number, number],
  window: number,
  horizon: number,
  stride: number,
): number[][] {
  const [train, validation, test] = shares;
  const borders = [0, train, train + validation, train + validation + test].map((share) =>
    Math.floor(rows * share + 1e-9),
  );
  const parts: number[][] = [[], [], []];
  for (let start = 0; start + window + horizon <= rows; start += stride) {
    const [first, last] = [start + window, start + window + horizon - 1];
    const part = [0, 1, 2].find((at) => first >= (borders[at] ?? 0) && last < (borders[at + 1] ?? 0));
    if (part !== undefined) parts[part]?.push(start);
  }
  return parts;
}

test.each([
  [28, [0.7, 0.15, 0.15], 5, 1, 1],
  [28, [0.7, 0.15, 0.15], 5, 3, 1],
  [97, [0.6, 0.2, 0.1], 10, 4, 3],
  [50, [0.5, 0, 0.5], 7, 2, 2],
  [30, [0.2, 0.4, 0.4], 10, 1, 1],
  [12, [1, 0, 0], 3, 2, 5],
] as const)("%d rows, shares %j, window %d, horizon %d, stride %d", (rows, shares, window, horizon, stride) => {
  const [train, validation, test] = shares;
  const { starts, counts } = windowStarts(rows, rowParts(rows, { train, validation, test }), {
    window,
    horizon,
    stride,
  });
  const expected = byDefinition(rows, [...shares], window, horizon, stride);
  expect([...starts]).toEqual(expected.flat());
  expect(Object.values(counts)).toEqual(expected.map(({ length }) => length));
});
