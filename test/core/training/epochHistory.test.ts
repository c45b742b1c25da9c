/** The history of a long run stays small and true. */
import { expect, test } from "vitest";
import { EpochHistory } from "../../../src/core/training/epochHistory";

const row = (epoch: number): { epoch: number; loss: number } => ({ epoch, loss: 1 / epoch });

test("a short run is kept whole", () => {
  const history = new EpochHistory(10);
  history.add([row(1), row(2)]);
  history.add([row(3)]);
  expect(history.rows.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  expect(history.thinned).toBe(0);
});

test("a long run is halved again and again; its first and its newest figures are known", () => {
  const history = new EpochHistory(10);
  for (let epoch = 1; epoch <= 1001; epoch++) history.add([row(epoch)]);
  expect(history.rows.length).toBeLessThanOrEqual(10);
  expect(history.rows[0]).toEqual(row(1));
  expect(history.last).toEqual(row(1001));
  const steps = history.rows.slice(2).map(({ epoch }, index) => epoch - (history.rows[index + 1]?.epoch ?? 0));
  expect(new Set(steps)).toEqual(new Set([2 ** history.thinned]));
});
