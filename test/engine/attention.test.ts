/** Attention against the float64 reference: scores, masks, dropout, and every gradient. */
import { describe, expect, it } from "vitest";
import { lowerGraph } from "../../src/engine/plan/lowerGraph";
import { PlanError } from "../../src/engine/plan/planError";
import { buildGraph, type LayerItem } from "./buildGraph";
import { checkAgainstReference, dropoutMaskOf } from "./checkAgainstReference";

/** A query of 3 steps, a value and a key of 4 steps, with `features` each; the value may have others. */
const inputs = (features: number, values = features): LayerItem[] => [
  { Input: { shape: [3, 2], name: "x" } },
  { Input: { shape: [4, 2], name: "z" } },
  { Dense: { units: features, name: "q", from: "x" } },
  { Dense: { units: values, name: "v", from: "z" } },
  { Dense: { units: features, name: "k", from: "z", activation: "tanh" } },
];

describe.each(["dot", "concat"])("Attention %s", (score_mode) => {
  it.each([1, 4, 7, 18])("over %i features", (features) => {
    for (const use_scale of [false, true]) {
      const given = { score_mode, use_scale };
      checkAgainstReference([...inputs(features), { Attention: { from: ["q", "v"], ...given } }, { Dense: 2 }]);
      checkAgainstReference([...inputs(features, 5), { Attention: { from: ["q", "v", "k"], ...given } }, { Dense: 2 }]);
    }
  });

  it("of a sequence with itself, beside other consumers, and with data", () => {
    const x: LayerItem[] = [{ Input: [5, 3] }, { SimpleRNN: { units: 4, return_sequences: true, name: "h" } }];
    const given = { score_mode, use_scale: true };
    checkAgainstReference([...x, { Attention: { from: ["h", "h"], ...given } }, { Dense: 2 }]);
    checkAgainstReference([
      ...x,
      { Attention: { from: ["h", "h", "h"], ...given, name: "a" } },
      { Add: { from: ["h", "a"] } },
    ]);
    checkAgainstReference([...x, { Attention: { from: ["h", "h"], ...given, use_causal_mask: true } }, { Dense: 2 }]);
    checkAgainstReference([
      { Input: { shape: [3, 2], name: "x" } },
      { Dense: { units: 2, name: "q" } },
      { Attention: { from: ["q", "x"], ...given } },
      { Dense: 2 },
    ]);
  });

  it("does not look where the value has a mask, and is nothing where the query has one", () => {
    const branches: LayerItem[] = [
      { Input: { shape: [4, 3], name: "x" } },
      { Masking: { from: "x", name: "m" } },
      { Dense: { units: 3, from: "m", name: "p" } },
      { Dense: { units: 3, from: "x", name: "free" } },
    ];
    for (const from of [
      ["p", "free"],
      ["free", "p"],
      ["p", "p"],
      ["free", "p", "free"],
      ["p", "free", "p"],
    ]) {
      for (const use_causal_mask of [false, true]) {
        checkAgainstReference([...branches, { Attention: { from, score_mode, use_causal_mask } }, { Dense: 2 }], {
          samples: 7,
          padding: 0,
        });
      }
    }
  });

  it("drops shares while training", () =>
    checkAgainstReference([...inputs(5), { Attention: { from: ["q", "v"], score_mode, dropout: 0.4 } }, { Dense: 2 }], {
      mask: dropoutMaskOf(1, 5, 4, 1),
    }));

  it("keeps numbers that are not trained", () =>
    checkAgainstReference([
      ...inputs(3),
      { Attention: { from: ["q", "v"], score_mode, use_scale: true, trainable: false } },
      { Dense: 2 },
    ]));
});

it("refuses lengths that turn out to differ", () => {
  const graph = buildGraph([
    { Input: { shape: [3, 2], name: "q" } },
    { Input: { shape: [null, 2], name: "v" } },
    { Input: { shape: [null, 2], name: "k" } },
    { Attention: { from: ["q", "v", "k"] } },
  ]);
  const lower = () => lowerGraph(graph, [[3, 2], [4, 2], [5, 2]]); // prettier-ignore
  expect(lower).toThrow(
    new PlanError("engine-differing-shapes", { layer: "attention", found: "(5, 2)", expected: "(4, 2)" }),
  );
});
