/** Streams repeat, differ from one another, and have the distributions they promise. */
import { describe, expect, it } from "vitest";
import { createStream } from "../../../src/core/random/randomStream";

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("streams", () => {
  it("repeat for the same seed, purpose and index", () => {
    const a = createStream(7, "weights", 3);
    const b = createStream(7, "weights", 3);
    expect(draw(100, a.bits)).toEqual(draw(100, b.bits));
  });

  it("keep the numbers of version 0.1", () => {
    const stream = createStream(7, "weights", 0);
    expect([stream.bits(), stream.uniform(), stream.normal()]).toMatchInlineSnapshot(`
      [
        2954082802,
        0.8409235776146013,
        -0.42504212009076864,
      ]
    `);
  });

  it("differ for another seed, purpose or index, large and negative seeds included", () => {
    const first = (seed: number, purpose: "weights" | "shuffle" | "dropout", index: number): number =>
      createStream(seed, purpose, index).bits();
    const all = [
      first(1, "weights", 0),
      first(2, "weights", 0),
      first(1, "shuffle", 0),
      first(1, "dropout", 0),
      first(1, "weights", 1),
      first(1 + 2 ** 32, "weights", 0),
      first(-1, "weights", 0),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it("uniform: in [0, 1), mean ½, variance 1/12, flat", () => {
    const values = draw(40_000, createStream(1, "weights", 0).uniform);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(mean(values.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 3);
    const tenths = Array.from({ length: 10 }, (_, k) => values.filter((value) => Math.floor(value * 10) === k).length);
    for (const count of tenths) expect(Math.abs(count - 4000)).toBeLessThan(300);
  });

  it("normal: the first four moments, and the share within one deviation", () => {
    const values = draw(60_000, createStream(2, "weights", 0).normal);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(Math.abs(mean(values.map((value) => value ** 3)))).toBeLessThan(0.05);
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.12);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.6827, 2);
  });
});
