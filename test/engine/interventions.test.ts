/** What if: gates that are held and units that are silenced, on every engine, against the float64 reference under the same clamp. */
import { expect, test } from "vitest";
import { intervene, type Intervention, InterventionImpossible, withBiases } from "../../src/core/probes/interventions";
import { runReference, type Row } from "../reference/network";
import type { LayerItem } from "./buildGraph";
import { expectClose, prepareComparison } from "./checkAgainstReference";
import { everyEngine, openOn } from "./everyEngine";

const values = (rows: readonly Row[]): number[] => rows.flatMap((row) => row.map(({ value }) => value));
const gradients = (rows: readonly Row[]): number[] => rows.flatMap((row) => row.map(({ gradient }) => gradient));

const numbers = (value: unknown): number[] => (value as Float32Array[]).flatMap((one) => Array.from(one));

/** States, gradients, gates that are not of a silent unit, and answers. */
function check(items: readonly LayerItem[], interventions: readonly Intervention[]): void {
  const given = prepareComparison(items, { seed: 3 });
  const { graph, compile, dataset, weights } = given;
  const clamp = (layer: string, gate: string, unit: number): number | undefined => {
    for (const one of interventions) {
      if (one.layer !== layer || (one.unit !== undefined && one.unit !== unit)) continue;
      if (one.what === "silence" ? gate === "unit" : gate === one.gate) return one.what === "silence" ? 0 : one.value;
    }
    return undefined;
  };
  const right = runReference({ ...given, samples: [2], clamp });
  const plain = runReference({ ...given, samples: [2] });
  // The reference feels it.
  expect(right.outputs).not.toEqual(plain.outputs);
  for (const build of everyEngine) {
    const session = openOn(build, {
      graph: withBiases(graph),
      compile,
      dataset,
      seed: 1,
      batchSize: 1,
      probes: "states",
    });
    session.setWeights(intervene(graph, weights, interventions));
    for (const { name, states, gates, gradient } of session.probe(2)) {
      const steps = right.cells[0]?.get(name) ?? [];
      const at = (what: string): string => `${build} ${name} ${what}`;
      expectClose(states.h.values, values(steps.map(({ h }) => h)), 3e-6, at("h"));
      if (states.c) expectClose(states.c.values, values(steps.map(({ c }) => c)), 3e-6, at("c"));
      if (gradient) expectClose(gradient.values, gradients(steps.map(({ h }) => h)), 3e-6, at("gradient"));
      if (interventions.some(({ what }) => what === "silence")) continue;
      for (const [gate, { values: all }] of Object.entries(gates)) {
        expectClose(all, values(steps.map((step) => step.gates[gate] ?? [])), 3e-6, at(gate));
      }
    }
    const answers = session.predict(Int32Array.of(2)).map(({ values: all }) => all);
    expectClose(
      numbers(answers),
      right.outputs.flatMap(([sample]) => [...(sample ?? [])]),
      3e-6,
      `${build} answers`,
    );
    session.dispose();
  }
}

const layers = (...items: readonly LayerItem[]): LayerItem[] => [{ Input: [5, 2] }, ...items, { Dense: 1 }];

test.each([
  ["a gate of one unit", "LSTM", { what: "clamp", layer: "lstm", gate: "f", unit: 1, value: 1 }],
  ["a gate of all units", "LSTM", { what: "clamp", layer: "lstm", gate: "f", value: 0.25 }],
  ["an input gate that is shut", "LSTM", { what: "clamp", layer: "lstm", gate: "i", value: 0 }],
  ["a candidate", "LSTM", { what: "clamp", layer: "lstm", gate: "c", unit: 0, value: -0.5 }],
  ["a silent unit", "LSTM", { what: "silence", layer: "lstm", unit: 2 }],
  ["a gate", "GRU", { what: "clamp", layer: "gru", gate: "z", value: 1 }],
  ["another gate", "GRU", { what: "clamp", layer: "gru", gate: "r", unit: 2, value: 0.5 }],
  ["its candidate", "GRU", { what: "clamp", layer: "gru", gate: "h", unit: 1, value: 0.75 }],
  ["a silent unit", "GRU", { what: "silence", layer: "gru", unit: 0 }],
  ["a silent unit", "SimpleRNN", { what: "silence", layer: "simple_rnn", unit: 1 }],
  ["a silent unit", "Jordan", { what: "silence", layer: "jordan", unit: 1 }],
] as const)("%s of %s", (_name, kind, intervention) => {
  for (const more of [{}, { use_bias: false }, { return_sequences: true }]) {
    check(layers({ [kind]: { units: 3, ...more } }), [intervention]);
  }
});

test("a GRU whose reset comes before", () => {
  check(layers({ GRU: { units: 3, reset_after: false } }), [{ what: "clamp", layer: "gru", gate: "h", unit: 1, value: 0.25 }]); // prettier-ignore
});

test("one half of a Bidirectional, and a layer behind it, at once", () => {
  const both = { Bidirectional: { LSTM: { units: 3, return_sequences: true, use_bias: false } } };
  check(layers(both, { GRU: 2 }), [
    { what: "clamp", layer: "bidirectional/backward", gate: "o", unit: 1, value: 1 },
    { what: "silence", layer: "gru", unit: 1 },
  ]);
});

test("halves of different kinds, each by its own gates and units", () => {
  const back = { GRU: { units: 4, return_sequences: true, use_bias: false, go_backwards: true } };
  const both = { Bidirectional: { LSTM: { units: 3, return_sequences: true }, backward_layer: back } };
  check(layers(both, { GRU: 2 }), [
    { what: "clamp", layer: "bidirectional/backward", gate: "z", unit: 3, value: 0.75 },
    { what: "silence", layer: "bidirectional/forward", unit: 1 },
  ]);
});

test("a hard sigmoid, a linear state", () => {
  check(layers({ LSTM: { units: 3, recurrent_activation: "hard_sigmoid" } }), [{ what: "clamp", layer: "lstm", gate: "f", value: 0.9 }]); // prettier-ignore
  check(layers({ SimpleRNN: { units: 3, activation: "sigmoid" } }), [{ what: "silence", layer: "simple_rnn", unit: 0 }]); // prettier-ignore
});

test("what cannot be done is said", () => {
  const { graph, weights } = prepareComparison(layers({ LSTM: { units: 3, recurrent_activation: "silu" } }));
  const why = (one: Intervention): string => {
    try {
      intervene(graph, weights, [one]);
      return "done";
    } catch (error) {
      if (error instanceof InterventionImpossible) return error.problem.id;
      throw error;
    }
  };
  expect(why({ what: "silence", layer: "gru", unit: 0 })).toBe("what-if-layer");
  expect(why({ what: "silence", layer: "lstm", unit: 3 })).toBe("what-if-unit");
  expect(why({ what: "clamp", layer: "lstm", gate: "z", value: 1 })).toBe("what-if-gate");
  expect(why({ what: "clamp", layer: "lstm", gate: "f", value: 1 })).toBe("what-if-value");
  expect(why({ what: "clamp", layer: "lstm", gate: "c", value: 2 })).toBe("what-if-value");
});
