/** Orders are permutations, repeat by (seed, epoch), and all are equally likely. */
import { expect, it } from "vitest";
import { shuffledOrder } from "../../../src/core/random/shuffledOrder";

it("holds every sample once", () => {
  for (const samples of [0, 1, 2, 257]) {
    const sorted = Array.from(shuffledOrder(samples, 3, 1)).sort((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: samples }, (_, i) => i));
  }
});

it("repeats for a seed and an epoch, and differs between epochs and seeds", () => {
  expect(shuffledOrder(50, 3, 1)).toEqual(shuffledOrder(50, 3, 1));
  expect(shuffledOrder(50, 3, 1)).not.toEqual(shuffledOrder(50, 3, 2));
  expect(shuffledOrder(50, 3, 1)).not.toEqual(shuffledOrder(50, 4, 1));
});

it("gives each of the six orders of three samples its share", () => {
  const counts = new Map<string, number>();
  for (let epoch = 1; epoch <= 6000; epoch++) {
    const order = shuffledOrder(3, 1, epoch).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
});
