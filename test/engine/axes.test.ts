/** Other axes than the last, channels first and shapes that stretch, against the float64 reference; masks with them. */
import { describe, expect, it } from "vitest";
import { lowerGraph } from "../../src/engine/plan/lowerGraph";
import { PlanError } from "../../src/engine/plan/planError";
import { buildGraph } from "./buildGraph";
import { checkAgainstReference } from "./checkAgainstReference";

const input = (name: string, ...shape: number[]) => ({ Input: { shape, name } });
const masked = (from: string, name: string) => ({ Masking: { mask_value: 0, from, name } });
const joins = ["Add", "Multiply", "Average", "Subtract"];

describe("Concatenate", () => {
  it.each([1, 4, 17])("of sequences with %i features in time", (units) => {
    checkAgainstReference([
      ...[input("a", 3, 2), input("b", 5, 2)],
      { Dense: { units, from: "a", name: "p" } },
      { LSTM: { units, return_sequences: true, from: "b", name: "q" } },
      { Concatenate: { from: ["q", "p", "q"], axis: 1 } },
      { GRU: 3 },
    ]);
  });

  it("of what other layers read as well, and of data", () => {
    checkAgainstReference(
      [
        ...[input("a", 3, 2), { Dense: { units: 2, from: "a", name: "p" } }],
        { Concatenate: { from: ["a", "p"], axis: -2, name: "joined" } },
      ],
      { outputs: ["joined", "p"] },
    );
  });

  it.each([1, 2, 3])("of four dimensions along axis %i", (axis) => {
    checkAgainstReference([
      ...[
        input("a", 2, 3, 4),
        { Dense: { units: 5, from: "a", name: "p" } },
        { Dense: { units: 5, from: "a", name: "q" } },
      ],
      { Concatenate: { from: ["p", "q"], axis } },
      { Dense: 2 },
    ]);
  });

  it.each([
    ["m", "n"],
    ["m", "b"],
    ["b", "n"],
  ])("of masks: %s and %s", (...from) => {
    checkAgainstReference(
      [
        ...[input("a", 3, 2), input("b", 5, 2), masked("a", "m"), masked("b", "n")],
        { Concatenate: { from, axis: 1 } },
        { Dense: 3 },
        { LSTM: { units: 2, return_sequences: true } },
      ],
      { padding: 0, samples: 6 },
    );
  });

  it("refuses other lengths that turn out to differ", () => {
    const free = (name: string) => ({ Input: { shape: [null, null, 2], name } });
    const graph = buildGraph([free("a"), free("b"), { Concatenate: { from: ["a", "b"], axis: 1, name: "joined" } }]);
    const lower = () =>
      lowerGraph(graph, [
        [4, 3, 2],
        [4, 5, 2],
      ]);
    const args = { layer: "joined", found: "(4, 5, 2)", expected: "(4, 3, 2)" };
    expect(lower).toThrow(new PlanError("engine-differing-shapes", args));
  });
});

describe.each(joins)("%s", (kind) => {
  it.each([1, 3, 18])("stretches to %i features", (units) => {
    checkAgainstReference([
      ...[input("a", 4, 2), { Dense: { units, from: "a", name: "h" } }],
      ...[{ Dense: { units: 1, from: "a", name: "s" } }, { GRU: { units, from: "a", name: "v" } }],
      ...[{ [kind]: { from: ["v", "h"], name: "x" } }, { [kind]: { from: ["x", "s"], name: "y" } }],
      { [kind]: { from: ["s", "v"], name: "z" } },
      { [kind]: { from: ["z", "y"] } },
      { Dense: 2 },
    ]);
  });

  it("stretches masks", () => {
    checkAgainstReference(
      [
        ...[input("a", 4, 3), input("b", 1, 3), masked("a", "m"), masked("b", "n")],
        ...[{ Dense: { units: 3, from: "m", name: "p" } }, { Dense: { units: 1, from: "n", name: "q" } }],
        ...[{ [kind]: { from: ["q", "p"] } }, { SimpleRNN: { units: 2, return_sequences: true } }],
      ],
      { padding: 0, samples: 6 },
    );
  });

  it("refuses lengths that turn out to differ, and takes a 1", () => {
    const free = (name: string) => ({ Input: { shape: [null, 2], name } });
    const graph = buildGraph([free("a"), free("b"), { [kind]: { from: ["a", "b"], name: "joined" } }]);
    expect(
      lowerGraph(graph, [
        [4, 2],
        [1, 2],
      ]).outputs[0]?.shape,
    ).toEqual([4, 2]);
    const args = { layer: "joined", found: "(5, 2)", expected: "(4, 2)" };
    expect(() =>
      lowerGraph(graph, [
        [4, 2],
        [5, 2],
      ]),
    ).toThrow(new PlanError("engine-differing-shapes", args));
  });
});

describe("channels first", () => {
  const first = { data_format: "channels_first" };
  it.each([1, 5, 17])("%i of them", (units) => {
    checkAgainstReference([input("a", 3, 2), { Dense: units }, { Flatten: first }, { Dense: 2 }]);
    checkAgainstReference([input("a", 2, 3, 2), { Dense: units }, { Flatten: first }, { Dense: 2 }]);
    for (const kind of ["GlobalAveragePooling1D", "GlobalMaxPooling1D"]) {
      checkAgainstReference([input("a", 4, 3), { Dense: units }, { [kind]: first }, { Dense: 2 }]);
      checkAgainstReference([
        input("a", 4, 3),
        { Dense: units },
        { [kind]: { ...first, keepdims: true } },
        { LSTM: 2 },
      ]);
    }
  });

  it("a flat input stays", () =>
    checkAgainstReference([input("a", 3), { Dense: 5 }, { Flatten: first }, { Dense: 2 }]));

  it("a mean of masked channels is refused, a largest heeds no mask", () => {
    const after = (kind: string) => [input("a", 4, 3), masked("a", "m"), { [kind]: { ...first, name: "pool" } }];
    expect(() => lowerGraph(buildGraph(after("GlobalAveragePooling1D")), [[4, 3]])).toThrow(
      new PlanError("engine-masked-channels", { layer: "pool" }),
    );
    checkAgainstReference([...after("GlobalMaxPooling1D"), { Dense: 2 }], { padding: 0 });
  });
});

describe("LayerNormalization", () => {
  it.each([1, 2, [1, 2], [2, 1], [-1, 1], [-2]].map((axis) => ({ axis })))("along $axis", ({ axis }) => {
    checkAgainstReference([input("a", 5, 2), { Dense: 6 }, { LayerNormalization: { axis } }, { LSTM: 3 }]);
    checkAgainstReference([input("a", 3, 4), { LayerNormalization: { axis, scale: false } }, { Dense: 2 }]);
  });

  it.each([1, 2, 3, [1, 3], [2, 3], [1, 2, 3]].map((axis) => ({ axis })))(
    "of four dimensions along $axis",
    ({ axis }) => {
      checkAgainstReference([input("a", 2, 3, 2), { Dense: 5 }, { LayerNormalization: { axis } }, { Dense: 2 }]);
    },
  );

  it("of every step by itself, and with a mask", () => {
    const inner = { LayerNormalization: { axis: 1 } };
    checkAgainstReference([input("a", 2, 3, 2), { Dense: 3 }, { TimeDistributed: inner }, { Dense: 2 }]);
    const masking = [input("a", 4, 3), masked("a", "m"), inner, { GRU: { units: 2, return_sequences: true } }];
    checkAgainstReference(masking, { padding: 0 });
  });

  it("of several axes has no norms of its weights", () => {
    const layer = {
      LayerNormalization: { axis: [1, 2], gamma_constraint: { name: "unit_norm", arguments: {} }, name: "norm" },
    };
    expect(() => lowerGraph(buildGraph([input("a", 4, 3), layer]), [[4, 3]])).toThrow(
      new PlanError("engine-norm-of-axes", { layer: "norm", argument: "gamma_constraint" }),
    );
  });
});

it("Embedding of ids with a dimension of 1", () => {
  const ids = { Input: { shape: [5, 1], dtype: "int32" } };
  checkAgainstReference([ids, { Embedding: [7, 3] }, { Reshape: [5, 3] }, { LSTM: 2 }]);
});
