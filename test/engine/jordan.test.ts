/** Jordan layers, which Keras does not have, against the float64 reference. */
import { describe, expect, it } from "vitest";
import { allActivations } from "../reference/activations";
import { buildGraph, type LayerItem } from "./buildGraph";
import { checkAgainstReference } from "./checkAgainstReference";
import { engine } from "./kernels";

const layer = (given: object): LayerItem => ({ Jordan: { units: 5, ...given } });

describe("Jordan", () => {
  it.each([
    [1, 1],
    [3, 7],
    [16, 3],
    [17, 17],
    [4, 33],
  ])("%i units, %i outputs", (units, output_units) => {
    checkAgainstReference([{ Input: [4, 3] }, layer({ units, output_units })]);
    checkAgainstReference([{ Input: [4, 3] }, { Dense: 4 }, layer({ units, output_units, return_sequences: true })]);
  });

  it("gives as many outputs as units where nothing is said", () =>
    checkAgainstReference([{ Input: [3, 2] }, layer({})]));

  it.each([1, 2, 40])("%i steps", (steps) => {
    checkAgainstReference([{ Input: [steps, 5] }, layer({ output_units: 3, return_sequences: true })], { samples: 6 });
  });

  it.each(allActivations)("with %s", (name) => {
    const exploding = name === "exponential";
    const given = { activation: exploding ? "tanh" : name, output_activation: name, output_units: 4 };
    checkAgainstReference([{ Input: [exploding ? 2 : 3, 2] }, layer({ ...given, return_sequences: true })], {
      tolerance: 1e-5,
    });
  });

  it("without biases, backward in time, frozen, in both directions", () => {
    checkAgainstReference([{ Input: [3, 2] }, layer({ use_bias: false, output_units: 2 })]);
    checkAgainstReference([{ Input: [3, 2] }, layer({ go_backwards: true, return_sequences: true }), layer({})]);
    checkAgainstReference([
      { Input: [3, 2] },
      { Dense: 4 },
      layer({ trainable: false, output_units: 2 }),
      { Dense: 2 },
    ]);
    for (const merge_mode of ["concat", "mul"]) {
      const inner = layer({ output_units: 3, return_sequences: true }) as object;
      checkAgainstReference([
        { Input: [4, 3] },
        { Dense: 3 },
        { Bidirectional: { ...inner, merge_mode } },
        { Dense: 2 },
      ]);
    }
  });

  it("names its weights, in Keras's layouts", () => {
    const graph = buildGraph([{ Input: [3, 2] }, layer({ output_units: 4 })]);
    const dataset = {
      samples: 1,
      inputs: [{ name: "x", tensor: { shape: [1, 3, 2], values: new Float32Array(6) } }],
      targets: [],
    };
    const session = engine.open({ graph, dataset, batchSize: 1, seed: 1, reproducible: true });
    expect(session.weights().map(({ name, shape }) => [name, ...shape])).toEqual([
      ["jordan/kernel", 2, 5],
      ["jordan/recurrent_kernel", 4, 5],
      ["jordan/bias", 5],
      ["jordan/output_kernel", 5, 4],
      ["jordan/output_bias", 4],
    ]);
  });
});
