/** The unrolled strip: which layers stand under which axis, what their boxes hold, and what is drawn of it. */
import { expect, it } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { modelViewOf } from "../../../src/pictures/modelView";
import type { Palette, Pen } from "../../../src/pictures/pen";
import { drawNodes, heightOfNodes } from "../../../src/pictures/score/drawNodes";
import { orderPair } from "../../../src/pictures/score/pairedScores";
import { rowsOf } from "../../../src/pictures/score/scoreRows";
import { layOutScore } from "../../../src/pictures/score/stepAxis";
import { type DrawnScore, type StripRow, unrollStrip } from "../../../src/pictures/score/unrolledStrip";
import { scoreOf, type ScoreView } from "../../../src/protocol/panel";
import type { Looked, LookedLayer } from "../../../src/protocol/training";

const steps = (count: number, first: number) => ({
  shape: [count, 2],
  values: Float32Array.from({ length: 2 * count }, (_none, at) => (first + at) / 20),
});
const layer = (name: string, count: number, reads: string, direction: 1 | -1 = 1): LookedLayer => {
  const h = steps(count, direction);
  const initial = { h: steps(1, 0) };
  const gates = { z: h, r: h, h };
  return { name, kind: "GRU", direction, input: h, initial, states: { h }, gates, reads: [reads], cell: { activation: "tanh" } }; // prettier-ignore
};

function strip(
  text: string,
  layers: readonly LookedLayer[],
  chosen: string,
  more: Partial<Looked> = {},
): readonly StripRow[] {
  const looked: Looked = {
    ...{ type: "looked", sample: 0, samples: 1, kept: [], connectivity: "none", attention: [], handOvers: [] },
    ...{ layers: [...layers], ...more },
  };
  const score = scoreOf(looked, layers.find(({ name }) => name === chosen) as LookedLayer);
  const model = modelViewOf(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), "a.rnn.yaml");
  const drawn = orderPair(score).map((one: ScoreView): DrawnScore => {
    const axis = layOutScore(one.layer.states.h.shape[0] ?? 0, 400, 0, "nowhere");
    const order = [0, 1];
    const rows = rowsOf({ score: one, model, predictions: null, output: 0, unit: 0, step: 0, order, language: "en" });
    return { score: one, rows, axis, step: 0, order };
  });
  return unrollStrip(model, drawn, "en");
}

const both = `model:
  - Input: [4, 1]
  - Bidirectional: {GRU: {units: 2, return_sequences: true}, name: both}
  - GRU: {units: 2, name: last}
  - Dense: {units: 1, name: answer}
`;

it("a Bidirectional is two rows that run towards each other and the node that joins them; a layer that is not shown has its states too", () => {
  const layers = [layer("both/forward", 4, "input_layer"), layer("both/backward", 4, "input_layer", -1), layer("last", 4, "input_layer")]; // prettier-ignore
  const rows = strip(both, layers, "both/backward", {
    predictions: {
      samples: 1,
      inputs: [{ name: "input_layer", values: [[1, 2, 3, 4]] }],
      outputs: [{ name: "answer", kind: "values", predictions: [[7]], decoded: [[7]] }],
    },
  });
  expect(rows.map(({ key, layer: own }) => [key, own])).toEqual([["input_layer", "input_layer"], ["both/forward", "both"], ["both/backward", "both"], ["both/merge", "both"], ["last", "last"], ["answer", "answer"]]); // prettier-ignore
  expect(rows.map(({ body }) => body.direction)).toEqual([0, 1, -1, 0, 1, 0]);
  expect(rows.map(({ body }) => body.map?.tensor.values[0])).toEqual([undefined, Math.fround(1 / 20), Math.fround(-1 / 20), undefined, Math.fround(1 / 20), undefined]); // prettier-ignore
  expect(rows[3]?.body.word).toBe("concat");
  expect(rows[0]?.body.cells?.map((cell) => cell?.text)).toEqual(["1", "2", "3", "4"]);
  // An answer without time stands at the last step.
  expect([rows[5]?.body.only, rows[5]?.body.cells?.[3]?.text]).toEqual([3, "7"]);
  expect(rows[2]?.said).toBe("Bidirectional both: a box for each step, with its states");
});

it("an encoder's layers stand under its axis, a decoder's under its own", () => {
  const text = `model:
  - Input: {shape: [5, 2], name: source}
  - GRU: {units: 2, return_state: true, name: encoder}
  - Input: {shape: [3, 2], name: target}
  - GRU: {units: 2, return_sequences: true, initial_state: [encoder/h], name: decoder}
  - Dense: 1
`;
  const layers = [layer("encoder", 5, "source"), layer("decoder", 3, "target")];
  const handOvers: Looked["handOvers"] = [{ from: "encoder", to: "decoder", states: ["h"] }];
  const rows = strip(text, layers, "decoder", { handOvers });
  expect(rows.map(({ key, axis }) => [key, axis.steps])).toEqual([["source", 5], ["encoder", 5], ["target", 3], ["decoder", 3], ["dense", 3]]); // prettier-ignore
  expect(rows.map(({ body }) => body.isFed)).toEqual([false, true, false, true, true]);
});

it("boxes stand in the columns of the axis, each with its values, and what goes on between them", () => {
  const [input, first] = strip(both, [layer("both/forward", 4, "input_layer"), layer("both/backward", 4, "input_layer", -1)], "both/forward"); // prettier-ignore
  if (!input || !first) throw new Error("no rows");
  const frames: (readonly [number, number])[] = [];
  const lines: number[] = [];
  let rects = 0;
  const pen: Pen = {
    rect: () => void rects++,
    frame: (x, _y, width) => void frames.push([x, x + width]),
    line: ([from, to]) => from && to && from[1] === to[1] && void lines.push(to[0] - from[0]),
    ...{ disc: () => undefined, path: () => undefined, text: () => undefined },
  };
  const palette = new Proxy({} as Palette, { get: (_none, name) => (name === "isHighContrast" ? false : [1, 2, 3]) });
  const { axis, body } = first;
  drawNodes(body, { pen, palette, axis, height: heightOfNodes(body), density: 1, unit: 0 });
  expect(rects).toBe(4 * 2);
  frames.forEach(([x0, x1], step) => {
    const column = axis.column(step);
    expect([x0 > column.x0, x1 < column.x1]).toEqual([true, true]);
  });
  expect(lines).toHaveLength(3);
  expect(lines.every((way) => way > 5)).toBe(true);
});
