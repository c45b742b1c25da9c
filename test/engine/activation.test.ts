/** Activations with arguments, wherever a layer takes one, against the float64 reference. */
import { describe, expect, it } from "vitest";
import { activations, defaultsOf, type ActivationName } from "../../src/core/model/objectTables";
import { planActivation } from "../../src/engine/plan/planActivation";
import { activationsWithArguments } from "../reference/activations";
import { checkAgainstReference } from "./checkAgainstReference";

const sequence = { return_sequences: true };

describe.each(activationsWithArguments.map((one) => [JSON.stringify(one), one] as const))("%s", (_, activation) => {
  it("behind a Dense and by itself", () => {
    checkAgainstReference([{ Input: [3, 2] }, { Dense: { units: 6, activation } }, { Dense: 3 }]);
    checkAgainstReference([{ Input: [3, 2] }, { Dense: 5 }, { Activation: { activation } }, { Dense: 3 }]);
  });

  it("inside every cell", () => {
    for (const kind of ["SimpleRNN", "LSTM", "GRU", "Jordan"]) {
      const layer = { [kind]: { units: 5, activation, ...sequence } };
      checkAgainstReference([{ Input: [3, 2] }, layer, { Dense: 2 }], { tolerance: 1e-5 });
    }
    const gated = { units: 5, recurrent_activation: activation };
    checkAgainstReference([{ Input: [3, 2] }, { LSTM: gated }], { tolerance: 1e-5 });
    checkAgainstReference([{ Input: [3, 2] }, { GRU: { ...gated, reset_after: false } }], { tolerance: 1e-5 });
    checkAgainstReference([{ Input: [3, 2] }, { Jordan: { units: 4, output_activation: activation } }]);
  });
});

it("an activation whose arguments are Keras's own runs as one without", () => {
  for (const [name, entry] of Object.entries(activations)) {
    if (name === "threshold") continue;
    const bare = planActivation({ name: name as ActivationName, arguments: {} });
    expect(planActivation({ name: name as ActivationName, arguments: defaultsOf(entry) })).toEqual(bare);
    expect(bare).toMatchObject({ a: 0, b: 0, c: 0 });
  }
});
