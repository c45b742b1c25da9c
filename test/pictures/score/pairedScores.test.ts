/** An encoder and its decoder side by side: which is which, what is handed over, and the rows that attention adds. */
import { describe, expect, it } from "vitest";
import type { Tensor } from "../../../src/core/data/dataset";
import type { Palette, Pen } from "../../../src/pictures/pen";
import { drawRow, heightOf } from "../../../src/pictures/score/drawRow";
import { beginsAt, handedOver, orderPair, scoreChosen, turnScore } from "../../../src/pictures/score/pairedScores";
import { rowsOf, type ScoreRow } from "../../../src/pictures/score/scoreRows";
import { layOutScore, layOutSteps } from "../../../src/pictures/score/stepAxis";
import { scoreOf, type ScoreView } from "../../../src/protocol/panel";
import type { Looked, LookedLayer } from "../../../src/protocol/training";

const tensor = (shape: readonly number[], values: readonly number[]): Tensor & { values: Float32Array } => ({
  shape,
  values: Float32Array.from(values),
});

const gru = (name: string, h: readonly number[], more: Partial<LookedLayer> = {}): LookedLayer => {
  const steps = tensor([h.length, 1], h);
  return {
    ...{ name, kind: "GRU", direction: 1, input: steps, initial: { h: tensor([1, 1], [0]) }, states: { h: steps } },
    ...{ gates: { z: steps, r: steps, h: steps }, reads: [`${name} input`], cell: { activation: "tanh" } },
    ...more,
  };
};

const looked: Looked = {
  ...{ type: "looked", sample: 0, samples: 1, kept: [], connectivity: "none" },
  layers: [gru("encoder", [0.1, 0.2, 0.7]), gru("decoder", [0.6, 0.5], { initial: { h: tensor([1, 1], [0.7]) } })],
  attention: [{ name: "reads", weights: tensor([2, 3], [0.1, 0.2, 0.7, 0.6, 0.3, 0.1]), queries: "decoder", values: "encoder" }], // prettier-ignore
  handOvers: [{ from: "encoder", to: "decoder", states: ["h"] }],
  predictions: {
    samples: 1,
    inputs: [
      { name: "encoder input", values: [[4, 5, 6]] },
      { name: "decoder input", values: [[7, 8]] },
    ],
    outputs: [{ name: "dense", kind: "values", predictions: [[[1], [2]]], decoded: [[[1], [2]]] }],
  },
};
const scoreWith = (layer: number): ScoreView => scoreOf(looked, looked.layers[layer] as LookedLayer);
const rows = (score: ScoreView, otherStep = 0, step = 0): readonly ScoreRow[] =>
  rowsOf({ ...{ score, model: undefined, predictions: null, output: 0, unit: 0, step, order: [0], language: "en" }, otherStep }); // prettier-ignore
const rowNamed = (all: readonly ScoreRow[], key: string): ScoreRow | undefined => all.find((row) => row.key === key);

describe("the pair", () => {
  it("stands in the order of computing, whichever is chosen, and can be turned round before the host says so", () => {
    for (const [at, other] of [
      [0, "decoder"],
      [1, "encoder"],
    ] as const) {
      // prettier-ignore
      const score = scoreWith(at);
      expect(orderPair(score).map(({ layer }) => layer.name)).toEqual(["encoder", "decoder"]);
      expect(scoreChosen(score, other)?.layer.name).toBe(other);
      expect(scoreChosen(score, other)).toBe(turnScore(score));
      expect(scoreChosen(score, score.layer.name)).toBe(score);
      expect(scoreChosen(score, "unknown")).toBe(score);
    }
    const alone = scoreOf({ ...looked, attention: [], handOvers: [] }, looked.layers[0] as LookedLayer);
    expect(orderPair(alone)).toEqual([alone]);
    expect([turnScore(alone), alone.partner]).toEqual([undefined, undefined]);
  });

  it("says what is handed over, from the last step that is read to the place before the first", () => {
    const [encoder, decoder] = orderPair(scoreWith(1)) as [ScoreView, ScoreView];
    expect([beginsAt(encoder), beginsAt(decoder)]).toEqual(["nowhere", "left"]);
    const axes = [layOutScore(3, 300, 0, "nowhere"), layOutScore(2, 300, 0, "left")] as const;
    const found = handedOver(encoder, axes, "en");
    expect(found?.said).toBe("encoder hands its last state over (h): decoder begins with it.");
    expect(found?.from).toBeGreaterThan(axes[0].column(1).x1);
    expect(found?.to).toBeLessThan(axes[1].column(0).x0);
    const attended = orderPair(scoreOf({ ...looked, handOvers: [] }, looked.layers[1] as LookedLayer));
    expect(handedOver(attended[0] as ScoreView, axes, "en")).toEqual({ said: "decoder reads the steps of encoder by attention." }); // prettier-ignore
    const repeated = { ...looked, handOvers: [{ from: "encoder", to: "decoder", states: [] }] };
    const [giver] = orderPair(scoreOf(repeated, looked.layers[1] as LookedLayer));
    expect(handedOver(giver as ScoreView, axes, "en")?.said).toBe("encoder hands its answer over: every step of decoder reads it."); // prettier-ignore
  });
});

describe("the rows of the two", () => {
  const [encoder, decoder] = orderPair(scoreWith(1)) as [ScoreView, ScoreView];

  it("each show their own input; answers are the decoder's", () => {
    const keys = (score: ScoreView): string[] => rows(score).map(({ key }) => key);
    expect(keys(encoder)).toEqual(["input/0", "gate/z", "gate/r", "gate/h", "belt", "state/h", "read/reads"]);
    expect(keys(decoder)).toEqual(["input/0", "gate/z", "gate/r", "gate/h", "belt", "state/h", "attention/reads", "output/0"]); // prettier-ignore
    expect([rowNamed(rows(encoder), "input/0")?.at(2), rowNamed(rows(decoder), "input/0")?.at(1)]).toEqual(["6", "8"]);
  });

  it("mark the state that goes over", () => {
    expect(rowNamed(rows(encoder), "state/h")?.body).toMatchObject({ handedAt: 2 });
    expect(rowNamed(rows(decoder), "state/h")?.body).toMatchObject({ initial: { values: Float32Array.of(0.7) } });
    expect(rowNamed(rows(encoder), "state/h")?.body).not.toHaveProperty("initial");
    expect(rowNamed(rows(decoder), "gate/z")?.body).not.toHaveProperty("initial");
  });

  it("show attention as a map of the decoder's steps, and as a row of the encoder's at the decoder's cursor", () => {
    const map = rowNamed(rows(decoder, 2), "attention/reads");
    expect(map?.said).toBe("Attention reads: what each of 2 steps takes of 3 steps. Strongest at t 1, which takes 0.7 of t 3."); // prettier-ignore
    expect([map?.at(0), map?.at(1)]).toEqual(["0.7 at t 3", "0.6 at t 1"]);
    expect(map?.body).toMatchObject({ otherStep: 2, map: { scale: { low: 0 } } });
    const read = rowNamed(rows(encoder, 1), "read/reads");
    expect([read?.subtitle, read?.said, read?.at(0)]).toEqual(["by decoder at t 2", "At t 2 decoder takes most of t 1: 0.6.", "0.6"]); // prettier-ignore
  });

  it("are drawn with numbers where there is room, with the decoder's beginning left of its steps", () => {
    const axis = layOutScore(2, 300, 0, "left");
    const drawn: { text: string[]; places: number[] } = { text: [], places: [] };
    const pen: Pen = {
      rect: (x) => void drawn.places.push(x),
      frame: () => undefined,
      line: () => undefined,
      disc: () => undefined,
      path: () => undefined,
      text: (text) => void drawn.text.push(text),
    };
    const grey = [128, 128, 128] as const;
    const palette = new Proxy({} as Palette, { get: (_none, name) => (name === "isHighContrast" ? false : grey) });
    const draw = (row: ScoreRow | undefined): void => {
      if (!row) throw new Error("no such row");
      drawRow(row.body, { pen, palette, axis, height: heightOf(row.body, axis), density: 1, unit: 0 });
    };
    draw(rowNamed(rows(decoder), "attention/reads"));
    expect(drawn.text).toEqual(["t 1", "t 2", "t 3", "0.10", "0.20", "0.70", "0.60", "0.30", "0.10"]);
    drawn.places = [];
    draw(rowNamed(rows(decoder), "state/h"));
    expect(drawn.places.toSorted((a, b) => a - b)).toEqual([axis.start?.x0, axis.column(0).x0, axis.column(1).x0]);
  });
});

it("an axis with a beginning is as wide as it may be, and steps are found below the pointer", () => {
  for (const begins of ["left", "right"] as const) {
    const axis = layOutScore(50, 400, 10, begins);
    expect(axis.width).toBe(400);
    for (const step of [0, 10, 49]) {
      const { x0, x1 } = axis.column(step);
      expect(axis.stepAt((x0 + x1) / 2)).toBe(step);
    }
    const [first, last] = [axis.column(0), axis.column(49)];
    const start = axis.start ?? { x0: Number.NaN, x1: Number.NaN };
    if (begins === "left") expect(start.x1).toBeLessThan(first.x0);
    else expect(start.x0).toBeGreaterThan(last.x1);
    expect([start.x0 >= 0, start.x1 <= axis.width]).toEqual([true, true]);
  }
  expect(layOutScore(5, 400, 0, "nowhere").column(3)).toEqual(layOutSteps(5, 400, 0).column(3));
});
