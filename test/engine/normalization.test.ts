/** LayerNormalization against the float64 reference. */
import { describe, it } from "vitest";
import { checkAgainstReference } from "./checkAgainstReference";

describe("LayerNormalization", () => {
  it.each([2, 4, 5, 16, 21])("of %i features", (features) => {
    for (const given of [{}, { center: false }, { scale: false }, { center: false, scale: false }, { epsilon: 0.1 }]) {
      checkAgainstReference([{ Input: [3, 2] }, { Dense: features }, { LayerNormalization: given }, { Dense: 3 }], {
        tolerance: 1e-5,
      });
    }
  });

  it("on data, in cells, in TimeDistributed", () => {
    checkAgainstReference([
      { Input: [4, 3] },
      "LayerNormalization",
      { LSTM: { units: 6, return_sequences: true } },
      { TimeDistributed: { LayerNormalization: {} } },
      { GRU: 3 },
    ]);
  });

  it("without differences, and without epsilon where no batch has a full row", () => {
    checkAgainstReference([{ Input: [2, 1] }, { Dense: 1 }, "LayerNormalization", { Dense: 2 }]);
    checkAgainstReference([{ Input: [2, 3] }, { Dense: 6 }, { LayerNormalization: { epsilon: 0 } }, { Dense: 2 }], {
      tolerance: 1e-5,
    });
  });

  it("frozen, and one of several consumers", () => {
    checkAgainstReference(
      [
        { Input: { shape: [4, 2], name: "in" } },
        { Dense: { units: 5, activation: "tanh", name: "trunk" } },
        { LayerNormalization: { name: "a", from: "trunk", trainable: false } },
        { LayerNormalization: { name: "b", from: "trunk" } },
      ],
      { outputs: ["a", "b", "trunk"], tolerance: 1e-5 },
    );
  });
});
