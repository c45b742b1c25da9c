/** Recurrent layers, both directions, against the float64 reference. */
import { describe, it } from "vitest";
import { allActivations } from "../reference/activations";
import { checkAgainstReference, dropoutMaskOf } from "./checkAgainstReference";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["GRU", {}], ["GRU", { reset_after: false }]] as const; // prettier-ignore

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): Record<string, unknown> => ({ [kind]: { ...extra, ...given } });

  it.each([1, 3, 7, 16, 17])("%i units", (units) => {
    checkAgainstReference([{ Input: [4, 3] }, layer({ units })]);
    checkAgainstReference([{ Input: [4, 3] }, layer({ units, return_sequences: true })]);
  });

  it.each([1, 2])("%i steps", (steps) => checkAgainstReference([{ Input: [steps, 5] }, layer({ units: 5 })]));

  it("more rows and steps than one chunk", () => {
    checkAgainstReference([{ Input: [17, 2] }, layer({ units: 3, return_sequences: true })], { samples: 18 });
  });

  it("gives its input a gradient", () => {
    checkAgainstReference([
      { Input: [3, 2] },
      { Dense: 18 },
      layer({ units: 6, return_sequences: true }),
      layer({ units: 5 }),
    ]);
  });

  it("without bias", () => checkAgainstReference([{ Input: [3, 2] }, layer({ units: 5, use_bias: false })]));

  it("frozen, over a layer that learns", () => {
    checkAgainstReference([{ Input: [3, 2] }, { Dense: 4 }, layer({ units: 5, trainable: false }), { Dense: 2 }]);
  });

  it.each(allActivations)("activation %s", (activation) => {
    checkAgainstReference(
      [{ Input: [activation === "exponential" ? 2 : 3, 2] }, layer({ units: 5, activation, return_sequences: true })],
      {
        tolerance: 1e-5,
      },
    );
  });

  if (kind !== "SimpleRNN") {
    it.each(allActivations)("recurrent activation %s", (recurrent_activation) => {
      // Gates without bounds let the state grow, and its rounding with it.
      const tolerance = recurrent_activation === "log_softmax" ? 1e-4 : 1e-5;
      checkAgainstReference([{ Input: [3, 2] }, layer({ units: 5, recurrent_activation })], { tolerance });
    });
  }

  it.each(["concat", "sum", "mul", "ave"])("bidirectional, %s", (merge_mode) => {
    for (const return_sequences of [false, true]) {
      const inner = layer({ units: 7, return_sequences });
      checkAgainstReference([
        { Input: [4, 3] },
        { Dense: 3 },
        { Bidirectional: { ...inner, merge_mode } },
        { Dense: 2 },
      ]);
    }
  });

  it("bidirectional, none", () => {
    const inner = layer({ units: 5, return_sequences: true });
    checkAgainstReference(
      [
        { Input: [4, 3] },
        { Bidirectional: { ...inner, merge_mode: "none", name: "both" } },
        { Dense: { units: 2, name: "a", from: "both/forward" } },
        { Dense: { units: 3, name: "b", from: "both/backward" } },
      ],
      { outputs: ["a", "b", "both/forward"] },
    );
  });
});

describe("dropout of inputs", () => {
  it.each(["SimpleRNN", "LSTM", "GRU"])("%s drops the same features at every step, each direction its own", (kind) => {
    const options = { samples: 6, seed: 9, mask: dropoutMaskOf(9, 6, 5, 1) };
    const cell = { [kind]: { units: 3, dropout: 0.4 } };
    checkAgainstReference([{ Input: [4, 2] }, { Dense: 5 }, cell], options);
    checkAgainstReference([{ Input: [4, 5] }, cell, { Dense: 2 }], options);
    checkAgainstReference([{ Input: [4, 2] }, { Dense: 5 }, { Bidirectional: cell }], options);
  });
});

describe("go_backwards", () => {
  it.each(["SimpleRNN", "LSTM", "GRU"])("%s", (kind) => {
    const cell = (given: object) => ({ [kind]: { units: 5, go_backwards: true, ...given } });
    checkAgainstReference([{ Input: [4, 2] }, cell({})]);
    checkAgainstReference([{ Input: [4, 2] }, cell({ return_sequences: true }), cell({}), { Dense: 2 }]);
    checkAgainstReference(
      [
        { Input: [4, 2] },
        { Dense: { units: 3, name: "trunk" } },
        { [kind]: { units: 3, go_backwards: true, return_sequences: true, name: "back" } },
        { Add: { from: ["trunk", "back"] } },
      ],
      { outputs: ["add", "trunk", "back"] },
    );
  });
});
