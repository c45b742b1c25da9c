/** Flatten, Reshape, RepeatVector, the poolings over time and SpatialDropout1D, against the float64 reference. */
import { describe, expect, it } from "vitest";
import { checkAgainstReference, dropoutMaskOf } from "./checkAgainstReference";
import { buildGraph } from "./buildGraph";
import { lowerGraph } from "../../src/engine/plan/lowerGraph";
import { PlanError } from "../../src/engine/plan/planError";

const sequence = (units: number) => ({ units, return_sequences: true });

describe("RepeatVector", () => {
  it.each([1, 2, 5])("%i times", (n) => {
    checkAgainstReference([{ Input: [3, 2] }, { LSTM: 5 }, { RepeatVector: n }, { GRU: sequence(3) }]);
    checkAgainstReference([{ Input: [6] }, { RepeatVector: n }, { Dense: 3 }]);
  });
});

describe("Flatten and Reshape", () => {
  it.each([1, 3, 4, 17])("%i features", (features) => {
    checkAgainstReference([{ Input: [3, 2] }, { LSTM: sequence(features) }, "Flatten", { Dense: 2 }]);
    checkAgainstReference([{ Input: [4, features] }, { Reshape: [2, -1] }, { SimpleRNN: 3 }]);
    checkAgainstReference([{ Input: [3] }, { Dense: 4 * features }, { Reshape: [2, 2, -1] }, { Dense: 3 }]);
  });
  it("a flat input stays", () => checkAgainstReference([{ Input: [3] }, { Dense: 5 }, "Flatten", { Dense: 2 }]));
  it("free lengths take the length of the data", () =>
    checkAgainstReference([{ Input: [null, 3] }, { Reshape: [-1, 6] }, { LSTM: 2 }], { inputShapes: [[4, 3]] }));
  it("numbers that do not come out are refused", () => {
    const graph = buildGraph([{ Input: [null, 3] }, { Reshape: [-1, 6] }]);
    expect(() => lowerGraph(graph, [[5, 3]])).toThrow(
      new PlanError("engine-reshape", { layer: "reshape", found: "(5, 3)", target: "(-1, 6)" }),
    );
  });
});

describe.each(["GlobalAveragePooling1D", "GlobalMaxPooling1D"])("%s", (kind) => {
  it.each([1, 4, 5, 18])("%i features", (features) => {
    checkAgainstReference([{ Input: [5, 3] }, { GRU: sequence(features) }, kind, { Dense: 2 }]);
    checkAgainstReference([{ Input: [1, 3] }, { Dense: features }, { [kind]: { keepdims: true } }, { LSTM: 2 }]);
  });
  it("equal values, where all of relu is zero", () => {
    checkAgainstReference([{ Input: [6, 2] }, { Dense: { units: 6, activation: "relu" } }, kind, { Dense: 2 }]);
  });
  it("gradients from several consumers add up", () => {
    checkAgainstReference(
      [
        { Input: [4, 2] },
        { LSTM: { ...sequence(5), name: "trunk" } },
        { [kind]: { name: "a", from: "trunk" } },
        { Reshape: { target_shape: [2, 10], name: "b", from: "trunk" } },
        { RepeatVector: { n: 2, name: "c", from: "a" } },
        { Flatten: { name: "d", from: "trunk" } },
      ],
      { outputs: ["a", "b", "c", "d", "trunk"] },
    );
  });
});

describe("SpatialDropout1D", () => {
  it.each([3, 8, 21])("of %i features has one mask for all steps, forward and backward", (features) => {
    const mask = dropoutMaskOf(9, 6, features, 1);
    checkAgainstReference([{ Input: [3, 2] }, { Dense: features }, { SpatialDropout1D: 0.4 }, { Dense: 2 }], {
      samples: 6,
      seed: 9,
      mask,
    });
  });
});
