/** Concatenate, Add, Multiply, Average and Subtract against the float64 reference. */
import { describe, expect, it } from "vitest";
import { lowerGraph } from "../../src/engine/plan/lowerGraph";
import { PlanError } from "../../src/engine/plan/planError";
import { buildGraph } from "./buildGraph";
import { checkAgainstReference } from "./checkAgainstReference";

const branches = (units: number) => [
  { Input: { shape: [4, 2], name: "in" } },
  { Dense: { units, name: "p", from: "in" } },
  { SimpleRNN: { units, return_sequences: true, name: "q", from: "in" } },
  { Dense: { units, activation: "softplus", name: "r", from: "in" } },
];

describe.each(["Concatenate", "Add", "Multiply", "Average", "Subtract"])("%s", (kind) => {
  it.each([1, 4, 7, 16])("of branches with %i features", (units) => {
    checkAgainstReference([...branches(units), { [kind]: { from: ["p", "q"] } }, { Dense: 2 }]);
    if (kind === "Subtract") return;
    checkAgainstReference([...branches(units), { [kind]: { from: ["r", "p", "q"] } }, { LSTM: 3 }]);
  });

  it("of one tensor with itself, with data, and beside other consumers", () => {
    checkAgainstReference([...branches(3).slice(0, 2), { [kind]: { from: ["p", "p"] } }, { Dense: 2 }]);
    checkAgainstReference([...branches(2).slice(0, 2), { [kind]: { from: ["in", "p"] } }, { Dense: 2 }]);
    checkAgainstReference([...branches(3), { [kind]: { from: ["p", "q"], name: "joined" } }, { GRU: 2 }], {
      outputs: ["joined", "gru", "p", "q"],
    });
  });

  it("of a row and a step of one number, sample by sample, also where there are as many samples as features", () => {
    const one = { Input: { shape: [1, 1], name: "one" } };
    const items = [{ Input: { shape: [3], name: "row" } }, one, { Dense: { units: 3, name: "p", from: "row" } }];
    if (kind === "Concatenate") return;
    for (const samples of [3, 4]) checkAgainstReference([...items, { [kind]: { from: ["p", "one"] } }], { samples });
  });

  it("refuses free lengths that turn out to differ", () => {
    const graph = buildGraph([
      { Input: { shape: [null, 2], name: "a" } },
      { Input: { shape: [null, 2], name: "b" } },
      { [kind]: { from: ["a", "b"], name: "joined" } },
    ]);
    expect(() =>
      lowerGraph(graph, [
        [4, 2],
        [5, 2],
      ]),
    ).toThrow(new PlanError("engine-differing-shapes", { layer: "joined", found: "(5, 2)", expected: "(4, 2)" }));
  });
});

it("Concatenate joins different features", () => {
  checkAgainstReference([
    { Input: { shape: [3], name: "a" } },
    { Input: { shape: [5], name: "b" } },
    { Dense: { units: 17, name: "c", from: "a" } },
    { Dense: { units: 2, name: "d", from: "b" } },
    { Concatenate: { from: ["d", "c", "b", "d"] } },
    { Dense: 2 },
  ]);
});
