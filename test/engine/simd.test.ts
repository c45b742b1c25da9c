/**
 * The kernels' own exponential, logarithm, tanh and sigmoid: errors on a fine grid, on both builds.
 *
 * exp: relative error below 3e-7 on [−87, 88]. sigmoid and tanh: absolute error below 2e-7. softplus (exp and log): below 3e-7
 * relative to max(1, value). What is kept of small and large numbers: activationRange.test.ts.
 */
import { describe, expect, it } from "vitest";
import { buildGraph } from "./buildGraph";
import { builds, engine } from "./kernels";

/** What the engine makes of every number of a grid. */
function evaluate(activation: string, grid: Float32Array, reproducible: boolean): Float32Array {
  const dataset = {
    samples: 1,
    inputs: [{ name: "x", tensor: { shape: [1, grid.length], values: grid } }],
    targets: [],
  };
  const graph = buildGraph([{ Input: [grid.length] }, { Activation: activation }]);
  const session = engine.open({ graph, dataset, batchSize: 1, seed: 1, reproducible });
  return session.predict()[0]?.values ?? new Float32Array();
}

const grid = (from: number, to: number, count = 40_000): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

const worst = (found: Float32Array, right: (i: number) => number, scale: (value: number) => number): number =>
  found.reduce((most, value, i) => Math.max(most, Math.abs(value - right(i)) / scale(right(i))), 0);

const at = (values: Float32Array, i: number): number => values[i] as number;

describe.each(builds)("%s build", (build) => {
  const exact = build === "exact";

  it("exp", () => {
    const x = grid(-87, 88);
    const found = evaluate("exponential", x, exact);
    expect(worst(found, (i) => Math.exp(at(x, i)), Math.abs)).toBeLessThan(3e-7);
    expect(Array.from(evaluate("exponential", Float32Array.of(0), exact))).toEqual([1]);
    expect(Array.from(evaluate("exponential", Float32Array.of(NaN), exact))).toEqual([NaN]);
  });

  it("sigmoid and tanh", () => {
    const x = grid(-100, 100);
    const one = (): number => 1;
    expect(worst(evaluate("sigmoid", x, exact), (i) => 1 / (1 + Math.exp(-at(x, i))), one)).toBeLessThan(2e-7);
    expect(worst(evaluate("tanh", x, exact), (i) => Math.tanh(at(x, i)), one)).toBeLessThan(2e-7);
    const near = grid(-0.01, 0.01);
    expect(worst(evaluate("tanh", near, exact), (i) => Math.tanh(at(near, i)), one)).toBeLessThan(2e-7);
    expect(evaluate("tanh", Float32Array.of(0), exact)[0]).toBe(0);
  });

  it("softplus", () => {
    const x = grid(-60, 60);
    const right = (i: number): number => Math.log1p(Math.exp(at(x, i)));
    expect(worst(evaluate("softplus", x, exact), right, (value) => Math.max(1, value))).toBeLessThan(3e-7);
  });
});
