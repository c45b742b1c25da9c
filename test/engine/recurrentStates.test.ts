/** Last states as tensors, and states that layers start from, against the float64 reference. */
import { describe, it } from "vitest";
import { stateNames } from "../../src/core/model/layerTable";
import type { LayerItem } from "./buildGraph";
import { checkAgainstReference } from "./checkAgainstReference";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["GRU", {}], ["GRU", { reset_after: false }], ["Jordan", { output_units: 7 }]] as const; // prettier-ignore

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): LayerItem => ({ [kind]: { ...extra, units: 5, ...given } });
  const names = stateNames[kind];
  const sizes = names.map((name) => (name === "y" ? 7 : 5));
  const source = { Input: { shape: [4, 3], name: "source" } };
  const target = { Input: { shape: [2, 3], name: "target" } };

  it.each([false, true])("gives its states, return_sequences %s", (return_sequences) => {
    const encoder = layer({ name: "encoder", return_state: true, return_sequences });
    const states = names.map((name) => `encoder/${name}`);
    checkAgainstReference([source, encoder], { outputs: ["encoder", ...states] });
    // Nothing but the states: no gradient reaches the output.
    checkAgainstReference([source, encoder], { outputs: states });
    const heads = states.map((from, i) => ({ Dense: { units: 2 + i, from, name: `head${i}` } }));
    checkAgainstReference([source, { Dense: 4 }, encoder, ...heads], { outputs: heads.map((_, i) => `head${i}`) });
  });

  it("starts from the states of another layer, which learns through them", () => {
    checkAgainstReference([
      source,
      { Dense: 4 },
      layer({ name: "encoder", return_state: true }),
      target,
      layer({ from: "target", return_sequences: true, initial_state: names.map((name) => `encoder/${name}`) }),
      { Dense: 2 },
    ]);
  });

  it("starts from any tensors, also from one that others take", () => {
    const dense = sizes.map((units, i) => ({ Dense: { units, name: `start${i}`, from: "vector" } }));
    const starts = sizes.map((_, i) => `start${i}`);
    const items = [
      { Input: { shape: [3], name: "vector" } },
      ...dense,
      source,
      layer({ from: "source", initial_state: starts }),
    ];
    checkAgainstReference(items, {
      outputs: [String(kind === "SimpleRNN" ? "simple_rnn" : kind.toLowerCase()), ...starts],
    });
    checkAgainstReference([
      ...items.slice(0, -1),
      layer({ from: "source", go_backwards: true, return_sequences: true, initial_state: starts }),
    ]);
  });

  it("starts from Inputs themselves, also behind a layer that hands them on", () => {
    const inputs = sizes.map((units, i) => ({ Input: { shape: [units], name: `start${i}` } }));
    const handed = sizes.map((_, i) => ({
      Activation: { activation: "linear", from: `start${i}`, name: `handed${i}` },
    }));
    for (const name of ["start", "handed"]) {
      const initial_state = sizes.map((_, i) => `${name}${i}`);
      const walk = layer({ from: "source", return_sequences: true, initial_state });
      checkAgainstReference([...inputs, ...handed, source, walk, { Dense: 2 }]);
    }
  });

  it.each([false, true])("in both directions of a Bidirectional, return_sequences %s", (return_sequences) => {
    const inner = layer({ return_state: true, return_sequences });
    const all = ["forward", "backward"].flatMap((half) => names.map((name) => `both/${half}/${name}`));
    checkAgainstReference([source, { Dense: 4 }, { Bidirectional: { ...(inner as object), name: "both" } }], {
      outputs: ["both", ...all],
    });
    checkAgainstReference([
      source,
      { Bidirectional: { ...(inner as object), name: "both", merge_mode: "none" } },
      target,
      { Bidirectional: { ...(layer({ return_sequences }) as object), from: "target", initial_state: all } },
      { Dense: 2 },
    ]);
  });
});
