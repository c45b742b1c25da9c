/** Runs beside each other: one axis for losses, one for gradients, their insides below, and the numbers of both. */
import { expect, test } from "vitest";
import { comparisonFigure } from "../../src/pictures/figures/comparisonFigure";
import { figureAsSvg, tableAsRecords } from "../../src/pictures/figures/figure";
import { fileColours } from "../../src/pictures/palettes";
import type { ComparedRun, ScoreView } from "../../src/protocol/panel";

const tensor = (steps: number, value: (t: number) => number): { shape: number[]; values: Float32Array } => ({
  shape: [steps, 2],
  values: Float32Array.from({ length: 2 * steps }, (_none, at) => value(Math.floor(at / 2))),
});

/** A layer of two units whose gradient shrinks by `rate` from the last step to the first. */
function runOf(name: string, steps: number, rate: number): ComparedRun {
  const layer = {
    ...{ name: "cell", kind: "SimpleRNN" as const, direction: 1 as const, reads: ["x"] },
    ...{ input: tensor(steps, (t) => t), initial: { h: tensor(1, () => 0) }, states: { h: tensor(steps, Math.sin) } },
    ...{ gates: {}, gradient: tensor(steps, (t) => rate ** (steps - t)), cell: { activation: "tanh" } },
  };
  const score = {
    ...{ sample: 0, samples: 1, kept: [], connectivity: "none", attention: [], handOvers: [] },
    ...{ layers: [{ name: "cell", kind: "SimpleRNN", shape: [steps, 2] }], layer },
  } as unknown as ScoreView;
  return { name, rows: [1, 2, 3].map((epoch) => ({ epoch, loss: rate / epoch })), score };
}

const figureOf = (runs: readonly ComparedRun[]): ReturnType<typeof comparisonFigure> =>
  comparisonFigure({ runs, model: undefined, isLog: false, unit: 0, step: 1, width: 700, language: "en" });

test("losses and gradients of all runs, each run's states, and the numbers that are drawn", () => {
  const runs = [runOf("a & b", 6, 0.5), runOf("c", 4, 0.1)];
  const figure = figureOf(runs);
  const svg = figureAsSvg(figure, fileColours.dark);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|a & b/);
  expect(svg.match(/>t 4</g)).toHaveLength(2);
  expect(svg).toContain("a &amp; b · SimpleRNN cell");
  expect(figure.description.split("\n")[1]).toMatch(/^c: loss 0\.0333 after 3 epochs; of the gradient .+ at t 1/);
  const records = tableAsRecords(figure.numbers);
  expect(records).toHaveLength(3 + 6 + 3 + 4);
  expect(records.find(({ run, quantity, at }) => run === "c" && quantity === "gradient_norm" && at === 1)?.["value"]).toBeCloseTo(Math.SQRT2 * 1e-4, 9); // prettier-ignore
});

test("a run that could not be looked into has its loss all the same", () => {
  const { score: _, ...blind } = runOf("blind", 3, 0.5);
  const figure = figureOf([blind]);
  expect(figure.description).toBe("blind: loss 0.167 after 3 epochs.");
  expect(figureAsSvg(figure, fileColours.light)).not.toMatch(/NaN|undefined/);
});
