/** Verdicts on what a layer holds: said where they are true, with their numbers, and not where they are not. */
import { expect, test } from "vitest";
import type { Tensor } from "../../../src/core/data/dataset";
import { judgeLayer } from "../../../src/core/insight/layerVerdicts";
import { render } from "../../../src/core/messages/message";

type Judged = Parameters<typeof judgeLayer>[0];

const T = 10;
const H = 4;
const fill = (of: (t: number, unit: number) => number, steps = T): Tensor => ({
  shape: [steps, H],
  values: Float32Array.from({ length: steps * H }, (_none, at) => of(Math.floor(at / H), at % H)),
});
const moving = fill((t, unit) => 0.3 + 0.4 * Math.sin(t + unit));
const layer = (change: Partial<Judged>): Judged => ({
  name: "lstm",
  kind: "LSTM",
  direction: 1,
  states: { h: moving },
  gates: {},
  ...change,
});
const said = (change: Partial<Judged>): string[] => judgeLayer(layer(change)).map(({ says }) => render(says, "en"));

test("nothing is said of a layer without anything to say", () => {
  const gates = { i: moving, f: moving, o: moving, c: fill(() => 0.05) };
  expect(said({ gates, gradient: fill((t) => 0.5 + t / T) })).toEqual([]);
});

test("a gradient that vanishes on its way to the first step, and one that grows", () => {
  const vanishing = fill((t) => 10 ** (t - T));
  expect(said({ gradient: vanishing })).toEqual([
    "lstm: at t 1 arrives 1e-7 % of the gradient of t 10, so the network learns next to nothing from its far end.",
  ]);
  expect(judgeLayer(layer({ gradient: vanishing, kind: "SimpleRNN" }))[0]?.next?.id).toBe("verdict-vanishing.plain");
  expect(judgeLayer(layer({ gradient: vanishing }))[0]?.next?.id).toBe("verdict-vanishing.gated");
  expect(said({ gradient: fill((t) => 2 ** (2 * (T - t))) })).toEqual([
    "lstm: the gradient at t 1 is 262,000 times that at t 10.",
  ]);
});

test("the far end of a layer that walks backward is the last step", () => {
  const gradient = fill((t) => 10 ** -t);
  expect(said({ gradient, name: "b", direction: -1 })).toEqual([
    "b: at t 10 arrives 1e-7 % of the gradient of t 1, so the network learns next to nothing from its far end.",
  ]);
});

test("silent on short sequences, on no gradient at all and on numbers that are none", () => {
  const short = fill((t) => 10 ** (2 * t), 4);
  expect(said({ gradient: short, states: { h: fill(() => 0, 4) } })).toEqual([]);
  expect(said({ gradient: fill(() => 0) })).toEqual([]);
  expect(said({ gradient: fill((t) => (t === 3 ? Number.NaN : 1)) })).toEqual([]);
});

test("how far back the last output reaches", () => {
  const connectivity = { shape: [1, T], values: Float32Array.from({ length: T }, (_none, t) => (t < 6 ? 0.01 : 1)) };
  expect(said({ connectivity })[0]).toMatch(/^lstm: the last output reaches back 4 of 10 steps, to t 7;/);
  const rows = { shape: [T, T], values: Float32Array.from({ length: T * T }, (_none, at) => (at >= 90 ? 1 : 0)) };
  expect(said({ connectivity: rows })[0]).toMatch(/reaches back 10 of 10 steps, to t 1;/);
  expect(said({ connectivity: { shape: [1, T], values: new Float32Array(T) } })).toEqual([]);
});

test("gates that do not move, but never the candidate", () => {
  const ends = fill((t) => (t % 2 ? 0.99 : 0.01));
  expect(said({ gates: { f: ends, c: ends } })).toEqual([
    "lstm: gate f hardly moves: 100 % of its values are near an end (50 % below 0.1, 50 % above 0.9).",
  ]);
  expect(said({ gates: { f: fill((t) => (t % 2 ? 0.99 : 0.5)) } })).toEqual([]);
});

test("units that stay at zero, where they are more than a few", () => {
  const still = fill((t, unit) => (unit < 2 ? 0 : 0.3 * t));
  expect(said({ states: { h: still } })).toEqual([
    "lstm: 2 of 4 units stay within ±0.001 at every step of this sample.",
  ]);
});
