/** The score before it is a picture: the time axis, maps, the order of units, the belt, the rows, and formulas. */
import { describe, expect, it } from "vitest";
import type { ExplainedCell } from "../../../src/core/probes/cellArithmetic";
import type { LookedLayer } from "../../../src/protocol/training";
import { beltOf } from "../../../src/pictures/score/belt";
import { figure, formulasOf } from "../../../src/pictures/score/cellFormulas";
import { blocksOf, gateScale, symmetricScale, unitAt } from "../../../src/pictures/score/heatMap";
import { rowsOf } from "../../../src/pictures/score/scoreRows";
import { layOutSteps } from "../../../src/pictures/score/stepAxis";
import { orderUnits } from "../../../src/pictures/score/unitOrder";

const tensor = (shape: [number, number], values: readonly number[]) => ({ shape, values: Float32Array.from(values) });

describe("the time axis", () => {
  it("gives few steps room for their numbers, and never more than they need", () => {
    const axis = layOutSteps(4, 1000, 0);
    expect([axis.isRoomy, axis.width, axis.crowding]).toEqual([true, 256, 1]);
    expect([0, 63, 64, 255, 999].map((x) => axis.stepAt(x))).toEqual([0, 0, 1, 3, 3]);
  });

  it.each([
    [100, 700, 80],
    [1000, 700, 0],
    [1000, 700, 999],
    [30, 180, 3],
    [5000, 90, 2500],
  ])(
    "%i steps on %i pixels: columns follow each other to the end, and those at step %i have numbers",
    (steps, width, cursor) => {
      const axis = layOutSteps(steps, width, cursor);
      expect(axis.isRoomy).toBe(false);
      expect(axis.hasNumbers(cursor)).toBe(true);
      for (let step = 1; step < steps; step++)
        expect(axis.column(step).x0).toBeGreaterThanOrEqual(axis.column(step - 1).x1 - 1e-6);
      const last = axis.column(steps - 1);
      expect(last.x1).toBeGreaterThan(width - 4);
      expect(last.x1).toBeLessThanOrEqual(width + 1e-6);
      for (const step of [0, cursor, steps - 1]) {
        const { x0, x1 } = axis.column(step);
        expect(axis.stepAt((x0 + x1) / 2)).toBe(step);
      }
      expect(axis.named).toContain(cursor);
    },
  );
});

describe("maps", () => {
  it("have a block for every unit and step where there is room", () => {
    const map = { tensor: tensor([2, 3], [0, 0.1, 0.2, 1, 0.9, 0.8]), scale: gateScale, order: [2, 0, 1] };
    const { values, columns, rows } = blocksOf(map, layOutSteps(2, 200, 0), 30, 1);
    expect([...values].map((value) => Number(value.toFixed(2)))).toEqual([0.2, 0.8, 0, 1, 0.1, 0.9]);
    expect([columns.length, rows.length]).toEqual([4, 6]);
    expect(unitAt(29, 30, [2, 0, 1])).toBe(1);
  });

  it("keep what stands out where steps and units share a pixel, and leave masked steps empty", () => {
    const [steps, units] = [1000, 512];
    const all = tensor([steps, units], []);
    const values = new Float32Array(steps * units);
    values[500 * units + 300] = -0.9;
    values[501 * units + 300] = 0.5;
    const order = Uint32Array.from({ length: units }, (_none, i) => i);
    const map = { tensor: { ...all, values }, scale: { low: -1, high: 1 }, order };
    const axis = layOutSteps(steps, 300, 0);
    expect(Math.min(...blocksOf(map, axis, 80, 1).values)).toBeCloseTo(-0.9, 6);
    const counted = new Uint8Array(steps);
    expect(blocksOf({ ...map, counted }, axis, 80, 1).values.every(Number.isNaN)).toBe(true);
  });

  it("of states have a scale around 0", () => {
    expect(symmetricScale(tensor([1, 3], [0.5, -2, Number.NaN]))).toEqual({ low: -2, high: 2 });
    expect(symmetricScale(tensor([1, 1], [0]), 1)).toEqual({ low: -1, high: 1 });
  });
});

it("units that do alike stand together", () => {
  const steps = 20;
  const wave = (sign: number, t: number): number => sign * Math.sin(t) + sign;
  const values = Array.from({ length: steps }, (_none, t) =>
    [1, -1, 1, -1, 1].map((sign, unit) => wave(sign, t) * (unit + 1)),
  ).flat();
  const order = [...orderUnits(tensor([steps, 5], values))];
  expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(order.map((unit) => unit % 2).join("")).toMatch(/^0+1+$|^1+0+$/);
});

const lstm = (more: Partial<LookedLayer> = {}): LookedLayer => ({
  name: "lstm",
  kind: "LSTM",
  direction: 1,
  input: tensor([2, 1], [1, 0]),
  initial: { h: tensor([1, 1], [0]), c: tensor([1, 1], [0]) },
  states: { h: tensor([2, 1], [0.3, 0.1]), c: tensor([2, 1], [0.5, 0.2]) },
  gates: {
    i: tensor([2, 1], [0.5, 0.1]),
    f: tensor([2, 1], [0.9, 0.2]),
    c: tensor([2, 1], [1, 1]),
    o: tensor([2, 1], [0.6, 0.5]),
  },
  gradient: tensor([2, 1], [1e-6, -1e-2]),
  reads: ["x"],
  cell: { activation: "tanh", recurrentActivation: "sigmoid" },
  ...more,
});

describe("the belt", () => {
  it("of an LSTM: written i·g, kept f, shown h, the bead c", () => {
    const { steps, most, say } = beltOf(lstm(), 0);
    expect(most).toBeCloseTo(0.5, 6);
    expect(steps[1]?.written?.value).toBeCloseTo(0.1, 6);
    expect([steps[1]?.kept, steps[1]?.shown?.open, steps[1]?.bead].map((value) => value?.toFixed(2))).toEqual([
      "0.20",
      "0.50",
      "0.20",
    ]);
    expect(say("en")).toBe(
      "Unit 1 goes from 0.5 to 0.2 over 2 steps. It keeps 20 % of its memory from step to step on average, and least at t 2 (20 %).",
    );
  });

  it("of a GRU: written (1 − z) · candidate, kept z; of a SimpleRNN: a thread; a masked step adds nothing", () => {
    const states = { h: tensor([2, 1], [0.5, 0.2]) };
    const gru = beltOf(lstm({ kind: "GRU", states, gates: { z: tensor([2, 1], [0.25, 0.5]), r: tensor([2, 1], [1, 1]), h: tensor([2, 1], [0.4, -1]) }, counted: Uint8Array.of(1, 0) }), 0); // prettier-ignore
    expect(gru.steps[0]?.written?.value).toBeCloseTo(0.3, 6);
    expect(gru.steps[0]?.kept).toBe(0.25);
    expect(gru.steps[1]).toEqual({ isLeftOut: true, bead: states.h.values[1] });
    const simple = beltOf(lstm({ kind: "SimpleRNN", states, gates: {} }), 0);
    expect(simple.steps.every(({ written, kept }) => written === undefined && kept === undefined)).toBe(true);
  });
});

describe("the rows", () => {
  const score = (layer: LookedLayer) => ({
    sample: 0,
    samples: 1,
    kept: [],
    attention: [],
    handOvers: [],
    connectivity: "there" as const,
    layers: [{ name: layer.name, kind: layer.kind, shape: [2, 1] }],
    layer,
    predictions: {
      samples: 1,
      inputs: [{ name: "x", values: [[1, 0]] }],
      outputs: [{ name: "dense", kind: "binary" as const, predictions: [[0.75]], decoded: [[1]], targets: [[1]] }],
    },
  });
  const wanted = { model: undefined, predictions: null, output: 0, unit: 0, step: 1, order: [0] };

  it("from the input to the right value, each with what it holds at a step", () => {
    const connectivity = tensor([1, 2], [0.5, 0.001]);
    const rows = rowsOf({ ...wanted, score: score(lstm({ connectivity })), language: "en" });
    const [i, f, c, o] = ["gate/i", "gate/f", "gate/c", "gate/o"];
    expect(rows.map(({ key }) => key)).toEqual(["input/0", i, f, c, o, "belt", "state/c", "state/h", "gradient", "decides", "output/0", "output/1", "output/2"]); // prettier-ignore
    const at = (key: string, step: number): string | undefined => rows.find((row) => row.key === key)?.at(step);
    expect([at("gate/f", 1), at("state/c", 0), at("gradient", 1), at("decides", 0)]).toEqual([
      "0.2",
      "0.5",
      "0.01",
      "0.5",
    ]);
    // An answer without time belongs to the last step.
    expect([at("output/0", 0), at("output/0", 1), at("output/1", 1)]).toEqual(["", "0.75", "1 ✓"]);
  });

  it("steps that a mask leaves out say so", () => {
    const rows = rowsOf({ ...wanted, score: score(lstm({ counted: Uint8Array.of(1, 0) })), language: "en" });
    expect(rows.find(({ key }) => key === "gate/i")?.at(1)).toBe("left out by the mask");
  });
});

it("formulas say the numbers of the cell, small ones not as 0", () => {
  expect([0, 0.004, -0.004, -3.541, 0.0000001, 123.4, -0.00005].map(figure)).toEqual([
    "0.00",
    "0.004",
    "−0.004",
    "−3.54",
    "0.00",
    "123",
    "−5e-5",
  ]);
  const sum = (name: "i" | "f" | "c" | "o", value: number) => ({
    name,
    input: 0.5,
    state: -0.25,
    bias: 1,
    sum: 1.25,
    value,
    contributions: [],
  });
  const cell: ExplainedCell = {
    unit: 0,
    step: 1,
    before: 0,
    isLeftOut: false,
    sums: [sum("i", 0.1), sum("f", 0.2), sum("c", 1), sum("o", 0.5)],
    states: { c: { before: 0.5, after: 0.2 }, h: { before: 0.3, after: 0.0987 } },
  };
  const lines = formulasOf(cell, lstm(), "en");
  expect(lines.map(({ text }) => text)).toEqual([
    "i = σ(+0.50 −0.25 +1.00) = 0.10",
    "f = σ(+0.50 −0.25 +1.00) = 0.20",
    "g = tanh(+0.50 −0.25 +1.00) = 1.00",
    "o = σ(+0.50 −0.25 +1.00) = 0.50",
    "c = f·c₋₁ + i·g = 0.20·0.50 + 0.10·1.00 = 0.20",
    "h = o·tanh(c) = 0.50·0.20 = 0.10",
  ]);
  expect(formulasOf({ ...cell, isLeftOut: true }, lstm(), "en")).toHaveLength(1);
});
