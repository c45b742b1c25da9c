/** The arithmetic of cells: its sums give the very gates and states that the engine computed, which test/engine/probes.test.ts holds against the float64 reference. */
import { describe, expect, it } from "vitest";
import { explainCell } from "../../../src/core/probes/cellArithmetic";
import type { LayerProbe } from "../../../src/core/probes/layerProbe";
import type { NamedTensor } from "../../../src/core/training/networkSession";
import type { LayerItem } from "../../engine/buildGraph";
import { prepareComparison } from "../../engine/checkAgainstReference";
import { openOn } from "../../engine/everyEngine";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function look(items: readonly LayerItem[], padding?: number): { probes: LayerProbe[]; weights: NamedTensor[] } {
  const { graph, compile, dataset, weights } = prepareComparison(
    items,
    padding === undefined ? {} : { padding, samples: 5 },
  );
  const session = openOn("exact", { graph, compile, dataset, seed: 1, batchSize: dataset.samples, probes: "states" });
  session.setWeights(weights);
  return { probes: session.probe(3), weights: session.weights() };
}

const weightsOf = (weights: readonly NamedTensor[], name: string): Record<string, NamedTensor> =>
  Object.fromEntries(
    weights.flatMap((one) => (one.name.startsWith(`${name}/`) ? [[one.name.slice(name.length + 1), one]] : [])),
  );

/** Calls back for every unit and step of every layer. */
function everyCell(
  items: readonly LayerItem[],
  check: (cell: ReturnType<typeof explainCell>, probe: LayerProbe) => void,
  { padding, resetAfter }: { padding?: number; resetAfter?: boolean } = {},
): number {
  const { probes, weights } = look(items, padding);
  let seen = 0;
  for (const probe of probes) {
    const [steps = 0, units = 0] = probe.states.h.shape;
    const formula = { weights: weightsOf(weights, probe.name), ...(resetAfter !== undefined && { resetAfter }) };
    for (let step = 0; step < steps; step++) {
      for (let unit = 0; unit < units; unit++, seen++) check(explainCell(probe, formula, unit, step), probe);
    }
  }
  return seen;
}

describe("the sums are those of the engine's gates and states", () => {
  it("LSTM, forward and backward", () => {
    const inner = { LSTM: { units: 5, return_sequences: true } };
    const seen = everyCell(
      [{ Input: [4, 3] }, { Bidirectional: inner }, { Dense: 2 }],
      ({ sums, states, step, before }, { direction }) => {
        for (const { name, sum, value, input, state, bias } of sums) {
          expect(name === "c" ? Math.tanh(sum) : sigmoid(sum)).toBeCloseTo(value, 5);
          expect(input + state + bias).toBeCloseTo(sum, 12);
        }
        const [i, f, g, o] = sums.map(({ value }) => value) as [number, number, number, number];
        expect(f * (states["c"]?.before ?? 0) + i * g).toBeCloseTo(states["c"]?.after ?? Number.NaN, 5);
        expect(o * Math.tanh(states["c"]?.after ?? 0)).toBeCloseTo(states["h"]?.after ?? Number.NaN, 5);
        const first = direction > 0 ? 0 : 3;
        expect(before).toBe(step === first ? -1 : step - direction);
      },
    );
    expect(seen).toBe(40);
  });

  it.each([true, false])("GRU with reset_after %s", (reset_after) => {
    const items = [{ Input: [4, 3] }, { GRU: { units: 5, reset_after } }, { Dense: 2 }];
    everyCell(
      items,
      ({ sums, states }) => {
        for (const { name, sum, value } of sums)
          expect(name === "h" ? Math.tanh(sum) : sigmoid(sum)).toBeCloseTo(value, 5);
        const [z, , g] = sums.map(({ value }) => value) as [number, number, number];
        expect(z * (states["h"]?.before ?? 0) + (1 - z) * g).toBeCloseTo(states["h"]?.after ?? Number.NaN, 5);
      },
      { resetAfter: reset_after },
    );
  });

  it("SimpleRNN and Jordan", () => {
    everyCell([{ Input: [4, 3] }, { SimpleRNN: 5 }, { Dense: 2 }], ({ sums }) => {
      for (const { sum, value } of sums) expect(Math.tanh(sum)).toBeCloseTo(value, 5);
    });
    everyCell(
      [{ Input: [4, 3] }, { Jordan: { units: 5, output_units: 3, output_activation: "linear" } }, { Dense: 2 }],
      ({ sums, unit }) => {
        expect(sums.map(({ name }) => name)).toEqual(unit < 3 ? ["state", "y"] : ["state"]);
        for (const { name, sum, value } of sums) expect(name === "y" ? sum : Math.tanh(sum)).toBeCloseTo(value, 5);
      },
    );
  });

  it("from given first states", () => {
    const items = [
      { Input: { shape: [4, 3], name: "x" } },
      { LSTM: { units: 4, return_state: true, name: "first" } },
      { LSTM: { units: 4, name: "second", from: "x", initial_state: ["first/h", "first/c"] } },
      { Dense: 2 },
    ];
    let handed = 0;
    everyCell(items, ({ sums, states, before }) => {
      for (const { name, sum, value } of sums)
        expect(name === "c" ? Math.tanh(sum) : sigmoid(sum)).toBeCloseTo(value, 5);
      if (before < 0 && Math.abs(states["h"]?.before ?? 0) > 1e-3) handed++;
    });
    expect(handed).toBeGreaterThan(0);
  });
});

it("a step that a mask leaves out is said to be, and keeps its state", () => {
  let leftOut = 0;
  const check = ({ isLeftOut, states }: ReturnType<typeof explainCell>): void => {
    if (!isLeftOut) return;
    leftOut++;
    expect(states["h"]?.after).toBe(states["h"]?.before);
  };
  everyCell([{ Input: [5, 2] }, { Masking: -9 }, { LSTM: 3 }, { Dense: 2 }], check, { padding: -9 });
  expect(leftOut).toBeGreaterThan(0);
});

it("the largest contributions come first, and a cell that does not exist is refused", () => {
  const { probes, weights } = look([{ Input: [4, 3] }, { LSTM: 5 }, { Dense: 2 }]);
  const probe = probes[0] as LayerProbe;
  const formula = { weights: weightsOf(weights, probe.name) };
  for (const { contributions } of explainCell(probe, formula, 2, 3).sums) {
    const sizes = contributions.map(({ product }) => Math.abs(product));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes).toHaveLength(8);
  }
  expect(() => explainCell(probe, formula, 5, 0)).toThrow(RangeError);
  expect(() => explainCell(probe, formula, 0, 4)).toThrow(RangeError);
});
