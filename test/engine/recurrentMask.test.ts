/** Masks in recurrent layers against the float64 reference: states are held, gradients pass by. */
import { describe, it } from "vitest";
import { stateNames } from "../../src/core/model/layerTable";
import type { LayerItem } from "./buildGraph";
import { checkAgainstReference, dropoutMaskOf, type Comparison } from "./checkAgainstReference";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["LSTM", { activation: "relu" }], ["GRU", {}], ["GRU", { activation: "softsign" }], ["GRU", { reset_after: false }], ["Jordan", { output_units: 7 }]] as const; // prettier-ignore

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): LayerItem => ({ [kind]: { ...extra, units: 5, ...given } });
  const check = (items: readonly LayerItem[], more: Comparison = {}): void =>
    checkAgainstReference([{ Input: { shape: [4, 3], name: "x" } }, ...items], { samples: 9, padding: 0, ...more });
  // A mask whose first steps do not count, so that what a layer starts from is seen.
  const late = [
    { Masking: { name: "mask" } },
    { GRU: { units: 3, return_sequences: true, go_backwards: true, name: "late" } },
  ];

  it.each([false, true])("return_sequences %s", (return_sequences) => {
    check(["Masking", { Dense: 4 }, layer({ return_sequences }), { Dense: 2 }]);
    check(["Masking", layer({ return_sequences: true }), layer({ return_sequences }), { Dense: 2 }]);
  });

  it.each([false, true])("backward in time, return_sequences %s", (return_sequences) => {
    check(["Masking", { Dense: 4 }, layer({ return_sequences, go_backwards: true }), { Dense: 2 }]);
    check([...late, layer({ return_sequences }), { Dense: 2 }]);
  });

  it.each(["concat", "mul", "ave", "sum"])("bidirectional, %s", (merge_mode) => {
    for (const return_sequences of [false, true]) {
      const inner = layer({ return_sequences }) as object;
      check(["Masking", { Dense: 4 }, { Bidirectional: { ...inner, merge_mode } }, { Dense: 2 }]);
    }
  });

  it("bidirectional, none: the halves have the mask", () => {
    const both = {
      Bidirectional: { ...(layer({ return_sequences: true }) as object), merge_mode: "none", name: "both" },
    };
    check(["Masking", both], { outputs: ["both/forward", "both/backward"] });
  });

  it.each([false, true])("with states at both ends, return_sequences %s", (return_sequences) => {
    const names = stateNames[kind];
    const starts = names.map((name) => ({ Dense: { units: name === "y" ? 7 : 5, name: `start_${name}`, from: "v" } }));
    const initial_state = names.map((name) => `start_${name}`);
    const given = { name: "cell", return_state: true, return_sequences, initial_state };
    const states = names.map((name) => `cell/${name}`);
    const vector = { Input: { shape: [2], name: "v" } };
    for (const go_backwards of [false, true]) {
      const items = [vector, ...starts, { Masking: { from: "x" } }, layer({ ...given, go_backwards })];
      check(items, { outputs: ["cell", ...states] });
    }
    const both = {
      Bidirectional: {
        ...(layer({ return_state: true, return_sequences }) as object),
        name: "cell",
        initial_state: [...initial_state, ...initial_state],
      },
    };
    check([vector, ...starts, { Masking: { from: "x" } }, both], { outputs: ["cell"] });
  });

  it("beside dropout of states", () => {
    const options = { seed: 9, samples: 9, mask: dropoutMaskOf(9, 9, kind === "Jordan" ? 7 : 5, 1) };
    check(["Masking", layer({ recurrent_dropout: 0.4, return_sequences: true }), { Dense: 2 }], options);
  });
});
