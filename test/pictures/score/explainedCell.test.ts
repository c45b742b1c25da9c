/** The cells that a cell came from are lit by what they contribute to the chosen sum. */
import { expect, it } from "vitest";
import { explained, type Lit, lightUp } from "../../../src/pictures/score/explainedCell";
import type { Palette, Pen } from "../../../src/pictures/pen";
import { drawRow, heightOf } from "../../../src/pictures/score/drawRow";
import { rowsOf, type ScoreRow } from "../../../src/pictures/score/scoreRows";
import { layOutSteps } from "../../../src/pictures/score/stepAxis";
import { scoreOf, type ScoreView } from "../../../src/protocol/panel";
import type { Looked, LookedLayer } from "../../../src/protocol/training";

const tensor = (shape: readonly number[], values: readonly number[]) => ({ shape, values: Float32Array.from(values) });

/** Two features, two units; the forget gate of unit 1 is moved by feature 2 (−4), unit 2 (2) and unit 1 (−1) at t 2. */
const states = { h: tensor([2, 2], [0.5, 1, 0.1, 0.2]), c: tensor([2, 2], [1, 2, 3, 4]) };
const gate = tensor([2, 2], [0.5, 0.5, 0.5, 0.5]);
const column = (at: number, ...rows: readonly number[]): number[] =>
  rows.flatMap((value) => Array.from({ length: 8 }, (_none, i) => (i === at ? value : 0)));
const lstm = (more: Partial<LookedLayer> = {}): LookedLayer => ({
  ...{ name: "lstm", kind: "LSTM", direction: 1, input: tensor([2, 2], [1, 1, 0, 2]), states },
  initial: { h: tensor([1, 2], [0, 0]), c: tensor([1, 2], [0, 0]) },
  gates: { i: gate, f: gate, c: gate, o: gate },
  reads: ["x"],
  cell: {
    ...{ activation: "tanh", recurrentActivation: "sigmoid" },
    weights: {
      kernel: tensor([2, 8], column(2, 5, -2)),
      recurrent_kernel: tensor([2, 8], column(2, -2, 2)),
      bias: tensor([8], column(2, 1)),
    },
  },
  ...more,
});
const score = (layer: LookedLayer): ScoreView => {
  const looked: Looked = {
    ...{ type: "looked", sample: 0, samples: 1, kept: [], connectivity: "none", layers: [layer] },
    ...{ attention: [], handOvers: [] },
    predictions: { samples: 1, inputs: [{ name: "x", values: [[[1, 1], [0, 2]]] }], outputs: [{ name: "d", kind: "values", predictions: [[[1], [2]]], decoded: [[[1], [2]]] }] }, // prettier-ignore
  };
  return scoreOf(looked, layer);
};
const lit = (layer: LookedLayer, step: number, gate?: string): Record<string, Lit | undefined> => {
  const view = score(layer);
  const rows = rowsOf({ ...{ score: view, model: undefined, predictions: null, output: 0, unit: 0, step, order: [0, 1], language: "en" } }); // prettier-ignore
  const found: Record<string, Lit | undefined> = {};
  for (const { key, body } of lightUp(rows, view, { step, unit: 0, gate }))
    if ((body.kind === "heat" || body.kind === "cells") && body.lit) found[key] = body.lit;
  return found;
};

it("by their products: the features at the step, the units before it, and the memory of the unit itself", () => {
  const [largest] = explained(score(lstm()), { step: 1, unit: 0 })?.sums[1]?.contributions ?? [];
  expect(largest).toMatchObject({ from: "input", index: 1, product: -4 });
  expect(lit(lstm(), 1)).toEqual({
    // A row a feature.
    "input/0": { at: 1, shares: Float32Array.of(0) },
    "input/1": { at: 1, shares: Float32Array.of(-1) },
    "state/c": { at: 0, shares: Float32Array.of(1, 0) },
    "state/h": { at: 0, shares: Float32Array.of(-0.25, 0.5) },
  });
  // Nothing moves the input gate but its bias.
  expect(lit(lstm(), 1, "i")).toEqual({});
});

it("the first step came from what the layer begins with, a step that is left out from nothing", () => {
  expect(lit(lstm(), 0)["state/h"]?.at).toBe("start");
  expect(lit(lstm({ direction: -1 }), 0)["state/h"]?.at).toBe(1);
  expect(lit(lstm({ counted: Uint8Array.of(1, 0) }), 1)).toEqual({});
});

it("as bars in their column, the larger the longer, and none where nothing counts", () => {
  const view = score(lstm());
  const rows = rowsOf({ ...{ score: view, model: undefined, predictions: null, output: 0, unit: 0, step: 1, order: [0, 1], language: "en" } }); // prettier-ignore
  const axis = layOutSteps(2, 200, 1);
  const gold = "rgb(1 2 3)";
  const bars: { readonly x: number; readonly width: number }[] = [];
  const nothing = (): void => undefined;
  const pen: Pen = {
    ...{ frame: nothing, line: nothing, disc: nothing, path: nothing, text: nothing },
    rect: (x, _y, width, _height, fill) => void (fill === gold && bars.push({ x, width })),
  };
  const palette = new Proxy({} as Palette, {
    get: (_none, name) => (name === "isHighContrast" ? false : name === "shown" ? [1, 2, 3] : [9, 9, 9]),
  });
  const draw = (row: ScoreRow): void =>
    drawRow(row.body, { pen, palette, axis, height: heightOf(row.body, axis), density: 1, unit: 0 });
  const named = (key: string): ScoreRow =>
    lightUp(rows, view, { step: 1, unit: 0 }).find((row) => row.key === key) as ScoreRow;
  draw(named("state/h"));
  expect(bars).toHaveLength(2);
  expect(bars[1]?.width).toBeCloseTo(2 * (bars[0]?.width ?? 0), 5);
  for (const { x, width } of bars) expect([x > axis.column(0).x0, x + width < axis.column(0).x1]).toEqual([true, true]);
  bars.length = 0;
  draw(named("input/0"));
  expect(bars).toEqual([]);
  draw(named("input/1"));
  expect(bars[0]?.x).toBeGreaterThan(axis.column(1).x0);
});
