/** Probes against the float64 reference and real Keras: states, gates and gradients by step, and how outputs depend on inputs. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import { gateNames, type LayerProbe } from "../../src/core/probes/layerProbe";
import { stateNames } from "../../src/core/model/layerTable";
import type { NetworkSession } from "../../src/core/training/networkSession";
import { PROBE_ROWS } from "../../src/engine/plan/planProbes";
import { runReference, type Row } from "../reference/network";
import type { LayerItem } from "./buildGraph";
import { expectClose, prepareComparison, type Comparison, type Prepared } from "./checkAgainstReference";
import { type EngineUnderTest, everyEngine, openOn } from "./everyEngine";
import { readSafetensors } from "./readSafetensors";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["GRU", {}], ["GRU", { reset_after: false }], ["Jordan", { output_units: 6 }]] as const; // prettier-ignore
const names = { SimpleRNN: "simple_rnn", LSTM: "lstm", GRU: "gru", Jordan: "jordan" } as const;

type Options = Comparison & { readonly predictOnly?: true; readonly batchSize?: number };

function open(given: Prepared, on: EngineUnderTest, options: Options = {}): NetworkSession {
  const { graph, compile, dataset, weights } = given;
  const session = openOn(on, {
    ...{ graph, dataset, seed: 1, probes: "connectivity" },
    batchSize: options.batchSize ?? dataset.samples,
    ...(options.predictOnly ? {} : { compile }),
  });
  session.setWeights(weights);
  return session;
}

const look = (session: NetworkSession, sample: number): LayerProbe[] => session.probe?.(sample) ?? [];
const values = (rows: readonly Row[]): number[] => rows.flatMap((row) => row.map(({ value }) => value));
const gradients = (rows: readonly Row[]): number[] => rows.flatMap((row) => row.map(({ gradient }) => gradient));

/** Compares what every engine sees for a sample with the reference, whose batch is that sample alone. */
function checkProbe(items: readonly LayerItem[], names: readonly string[], options: Options = {}): void {
  const given = prepareComparison(items, options);
  const { tolerance = 2e-6 } = options;
  let steepest = 0;
  for (const sample of [0, 3]) {
    const [right] = runReference({ ...given, samples: [sample] }).cells;
    for (const build of everyEngine) {
      const probes = look(open(given, build), sample);
      expect(probes.map(({ name }) => name)).toEqual(names);
      for (const { name, kind, states, gates, gradient } of probes) {
        const steps = right?.get(name) ?? [];
        const at = (what: string): string => `${build} ${name} ${what}`;
        expect(states.h.shape).toEqual([steps.length, steps[0]?.h.length]);
        expectClose(states.h.values, values(steps.map(({ h }) => h)), tolerance, at("h"));
        expect(states.c === undefined).toBe(kind !== "LSTM");
        if (states.c) expectClose(states.c.values, values(steps.map(({ c }) => c)), tolerance, at("c"));
        expect(states.y === undefined).toBe(kind !== "Jordan");
        if (states.y) expectClose(states.y.values, values(steps.map(({ y }) => y ?? [])), tolerance, at("y"));
        expect(Object.keys(gates)).toEqual(gateNames[kind]);
        for (const [gate, { values: all }] of Object.entries(gates)) {
          // A masked step has gates that nobody uses.
          const used = steps.flatMap((step, t) => {
            const own = step.gates[gate];
            return own ? [{ own, found: all.subarray(t * own.length, (t + 1) * own.length) }] : [];
          });
          expect(used.length).toBeGreaterThan(0);
          for (const { own, found } of used) expectClose(found, values([own]), tolerance, at(gate));
        }
        const slopes = gradients(steps.map(({ h }) => h));
        steepest = Math.max(steepest, ...slopes.map(Math.abs));
        expectClose(gradient?.values ?? [], slopes, tolerance, at("dh"));
      }
    }
  }
  expect(steepest).toBeGreaterThan(1e-3);
}

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): Record<string, unknown> => ({ [kind]: { ...extra, ...given } });
  const name = names[kind];

  it.each([1, 5, 17])("%i units, the last output and all", (units) => {
    checkProbe([{ Input: [4, 3] }, layer({ units }), { Dense: 2 }], [name]);
    checkProbe([{ Input: [4, 3] }, layer({ units, return_sequences: true })], [name]);
  });

  it("one step", () => checkProbe([{ Input: [1, 2] }, layer({ units: 3 })], [name]));

  it("stacked, many to many", () => {
    const items = [
      { Input: [5, 3] },
      layer({ units: 6, return_sequences: true }),
      layer({ units: 4, return_sequences: true }),
    ];
    const options = { loss: "categorical_crossentropy", targets: "classes" } as const;
    checkProbe([...items, { Dense: { units: 3, activation: "softmax" } }], [name, `${name}_1`], options);
  });

  it("go_backwards", () => {
    checkProbe([{ Input: [4, 3] }, layer({ units: 5, go_backwards: true }), { Dense: 1 }], [name]);
    const all = layer({ units: 5, go_backwards: true, return_sequences: true });
    checkProbe([{ Input: [4, 3] }, all, layer({ units: 4 })], [name, `${name}_1`]);
  });

  it("both halves of a Bidirectional", () => {
    const names = ["bidirectional/forward", "bidirectional/backward"];
    for (const return_sequences of [false, true]) {
      checkProbe([{ Input: [4, 3] }, { Bidirectional: layer({ units: 5, return_sequences }) }, { Dense: 2 }], names);
    }
  });

  it("frozen, with nothing before it that learns", () => {
    checkProbe([{ Input: [4, 3] }, layer({ units: 5, trainable: false }), { Dense: 2 }], [name]);
  });

  it("over an Embedding, and with other activations", () => {
    checkProbe(
      [{ Input: [4] }, { Embedding: [7, 6] }, layer({ units: 5, activation: "softsign" }), { Dense: 2 }],
      [name],
    );
  });
});

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): Record<string, unknown> => ({ [kind]: { units: 5, ...extra, ...given } });
  const name = names[kind];

  it("a masked step repeats the states before it, and its gradient is what comes from there on", () => {
    const options = { padding: -9, samples: 5 };
    checkProbe([{ Input: [5, 2] }, { Masking: -9 }, layer({}), { Dense: 2 }], [name], options);
    const all = layer({ return_sequences: true, go_backwards: true });
    checkProbe([{ Input: [5, 2] }, { Masking: -9 }, all, { Dense: 1 }], [name], options);
    const both = { Bidirectional: layer({ return_sequences: true }) };
    checkProbe([{ Input: [5, 2] }, { Masking: -9 }, both, { Dense: 1 }], ["bidirectional/forward", "bidirectional/backward"], options); // prettier-ignore
  });

  it.each([{ stateful: true }, { recurrent_dropout: 0.5 }, { stateful: true, recurrent_dropout: 0.5 }])("%j, also at masked steps", (given) => {
    const options = { padding: -9, samples: 5 };
    for (const return_sequences of [false, true]) {
      checkProbe([{ Input: [5, 2] }, { Masking: -9 }, layer({ ...given, return_sequences }), { Dense: 2 }], [name], options);
    }
  }); // prettier-ignore

  it("starts from initial states", () => {
    const items = [
      { Input: { shape: [4, 3], name: "x" } },
      layer({ return_state: true, name: "first" }),
      layer({
        return_sequences: true,
        name: "second",
        from: "x",
        initial_state: stateNames[kind].map((state) => `first/${state}`),
      }),
      { Dense: 2 },
    ];
    checkProbe(items, ["first", "second"]);
  });

  it("stateful, it begins with zeros; recurrent dropout is off", () => {
    checkProbe([{ Input: [4, 3] }, layer({ stateful: true, recurrent_dropout: 0.5 }), { Dense: 2 }], [name]);
  });

  it("dropout is off on the way back too, to the layer below", () => {
    const below = layer({ units: 5, return_sequences: true });
    checkProbe([{ Input: [4, 3] }, below, layer({ units: 3, dropout: 0.4 }), { Dense: 2 }], [name, `${name}_1`]);
  });
});

it.each([false, true])("halves of different kinds, behind a mask too; the first one reads backward: %j", (turned) => {
  const names = ["bidirectional/forward", "bidirectional/backward"];
  for (const return_sequences of [false, true]) {
    const backward_layer = { GRU: { units: 4, return_sequences, go_backwards: !turned } };
    const both = { Bidirectional: { LSTM: { units: 3, return_sequences, go_backwards: turned }, backward_layer } };
    checkProbe([{ Input: [4, 3] }, both, { Dense: 2 }], names);
    checkProbe([{ Input: [5, 2] }, { Masking: -9 }, both, { Dense: 2 }], names, { padding: -9, samples: 5 });
  }
});

it("what a layer gives is held small: its slope is part of the gradient", () => {
  const activity_regularizer = { name: "l1_l2", arguments: { l1: 0.2, l2: 0.7 } };
  for (const return_sequences of [false, true]) {
    const cell = { LSTM: { units: 5, return_sequences, activity_regularizer } };
    checkProbe([{ Input: [4, 3] }, cell, { Dense: { units: 2, activity_regularizer } }], ["lstm"]);
    checkProbe([{ Input: [4, 3] }, { Bidirectional: cell }], ["bidirectional/forward", "bidirectional/backward"]);
  }
});

it("several outputs: the sum of their losses, each with its weight", () => {
  checkProbe(
    [
      { Input: [4, 3] },
      { LSTM: { units: 5, return_sequences: true } },
      { Dense: { units: 2, name: "each", from: "lstm" } },
      { GRU: { units: 3, name: "end", from: "lstm" } },
    ],
    ["lstm", "end"],
    { outputs: ["each", "end"], lossWeights: [0.3, 2] },
  );
});

describe("attention", () => {
  const encoder = { LSTM: { units: 4, return_sequences: true, return_state: true, name: "encoder" } };
  const decoder = { LSTM: { units: 4, return_sequences: true, name: "decoder", from: "y", initial_state: ["encoder/h", "encoder/c"] } }; // prettier-ignore
  const pair = [{ Input: { shape: [5, 2], name: "x" } }, { Masking: -9 }, encoder, { Input: { shape: [3, 2], name: "y" } }, decoder]; // prettier-ignore

  it.each([
    {},
    { use_scale: true },
    { score_mode: "concat", use_scale: true },
    { use_causal_mask: true },
    { dropout: 0.5 },
  ])("%j: what every step of the decoder takes of every step of the encoder", (given) => {
    const items = [...pair, { Attention: { ...given, name: "reads", from: ["decoder", "encoder"] } }, { Dense: 2 }];
    const prepared = prepareComparison(items, { padding: -9, samples: 5 });
    for (const sample of [0, 3]) {
      const [right] = runReference({ ...prepared, samples: [sample] }).attention;
      const rows = right?.get("reads") ?? [];
      expect(rows.map((row) => row.length)).toEqual([5, 5, 5]);
      for (const on of everyEngine) {
        const session = open(prepared, on);
        const [found, ...rest] = session.attention(sample);
        expect([found?.name, found?.weights.shape, rest]).toEqual(["reads", [3, 5], []]);
        expectClose(found?.weights.values ?? [], rows.flat(), 2e-6, `${on} sample ${sample}`);
      }
    }
  });

  it("of several layers, one over its own sequence among them; of none, nothing", () => {
    const items = [
      { Input: [4, 3] },
      { LSTM: { units: 5, return_sequences: true, name: "h" } },
      { Attention: { name: "own", from: ["h", "h"] } },
      { Attention: { name: "again", from: ["h", "own"] } },
      { Dense: 1 },
    ];
    const prepared = prepareComparison(items);
    const [right] = runReference({ ...prepared, samples: [1] }).attention;
    for (const on of everyEngine) {
      const found = open(prepared, on).attention(1);
      expect(found.map(({ name }) => name)).toEqual(["own", "again"]);
      for (const { name, weights } of found)
        expectClose(weights.values, right?.get(name)?.flat() ?? [], 2e-6, `${on} ${name}`);
      expect(open(prepareComparison([{ Input: [4, 3] }, { LSTM: 2 }]), on).attention(0)).toEqual([]);
    }
  });
});

describe("a probe", () => {
  const items = [{ Input: [6, 3] }, { LSTM: { units: 7, return_sequences: true, dropout: 0.3 } }, { Dropout: 0.5 }, { GRU: 5 }, { Dense: 2 }]; // prettier-ignore
  const batch = Int32Array.of(0, 1, 2, 3, 4);

  it.each(everyEngine)("changes nothing that training goes on from, on %s", (build) => {
    const given = prepareComparison(items);
    const [watched, alone] = [open(given, build), open(given, build)];
    for (let step = 0; step < 3; step++) {
      const losses = [watched, alone].map((session) => session.trainBatch(batch));
      expect(losses[0]).toEqual(losses[1]);
      look(watched, step);
      watched.connectivity?.(step, "lstm");
    }
    expect(watched.weights()).toEqual(alone.weights());
  });

  it("sees the weights of this moment, and drops nothing", () => {
    const given = prepareComparison(items);
    const session = open(given, "exact");
    session.trainBatch(batch);
    const [right] = runReference({ ...given, weights: session.weights(), samples: [2] }).cells;
    for (const { name, states, gradient } of look(session, 2)) {
      const steps = right?.get(name) ?? [];
      expectClose(states.h.values, values(steps.map(({ h }) => h)), 2e-6, `${name} h`);
      expectClose(gradient?.values ?? [], gradients(steps.map(({ h }) => h)), 2e-6, `${name} dh`);
    }
  });

  it("does not depend on the batch's size", () => {
    const given = prepareComparison(items);
    expect(look(open(given, "exact", { batchSize: 1 }), 4)).toEqual(look(open(given, "exact", { batchSize: 5 }), 4));
  });

  it("has no gradient where there is no loss", () => {
    const session = open(prepareComparison(items), "exact", { predictOnly: true });
    expect(look(session, 1).map(({ name, gradient }) => [name, gradient])).toEqual([["lstm", undefined], ["gru", undefined]]); // prettier-ignore
  });

  it("is refused for a sample that does not exist, and where it was not asked for", () => {
    const given = prepareComparison(items);
    for (const on of everyEngine) {
      const session = open(given, on);
      for (const sample of [-1, 5, 0.5]) expect(() => look(session, sample)).toThrow(RangeError);
      expect(() => session.connectivity?.(0, "dense")).toThrow(RangeError);
    }
    for (const on of everyEngine) {
      const plain = openOn(on, { ...given, batchSize: 2, seed: 1 });
      expect(() => look(plain, 0)).toThrow(RangeError);
    }
  });
});

/** Steps of this number are masked. */
const FILLING = -9;

/** ‖∂h_t/∂x_s‖ by central differences of the reference's states, in the layer's own input. */
function differences(given: Prepared, sample: number, name: string): number[][] {
  const { dataset } = given;
  const tensor = dataset.inputs[0]?.tensor ?? { shape: [], values: new Float32Array() };
  const [, steps = 0, features = 0] = tensor.shape;
  const statesWith = (place: number, by: number): readonly Row[] => {
    const moved = tensor.values.slice();
    moved[place] = (moved[place] as number) + by;
    const inputs = [{ name: "x", tensor: { ...tensor, values: moved } }, ...dataset.inputs.slice(1)];
    const [found] = runReference({ ...given, dataset: { ...dataset, inputs }, samples: [sample] }).cells;
    return (found?.get(name) ?? []).map(({ h, y }) => y ?? h);
  };
  const squares = Array.from({ length: steps }, () => new Array<number>(steps).fill(0));
  for (let s = 0; s < steps; s++) {
    for (let f = 0; f < features; f++) {
      const place = (sample * steps + s) * features + f;
      const value = tensor.values[place] as number;
      if (value === FILLING) continue;
      const [up, down] = [Math.fround(value + 2 ** -10) - value, Math.fround(value - 2 ** -10) - value];
      const [above, below] = [statesWith(place, up), statesWith(place, down)];
      squares.forEach((row, t) =>
        above[t]?.forEach((one, u) => {
          row[s] = (row[s] as number) + ((one.value - (below[t]?.[u]?.value as number)) / (up - down)) ** 2;
        }),
      );
    }
  }
  return squares.map((row) => row.map(Math.sqrt));
}

describe("connectivity", () => {
  it.each(cells)("%s %j: the norm of the derivative, by finite differences", (kind, extra) => {
    const name = names[kind];
    for (const given of [
      { return_sequences: true },
      {},
      { go_backwards: true },
      { return_sequences: true, go_backwards: true },
    ]) {
      const items = [{ Input: [4, 3] }, { [kind]: { units: 5, ...extra, ...given } }];
      const prepared = prepareComparison(items);
      const all = differences(prepared, 2, name);
      const right = given.return_sequences ? all : [all["go_backwards" in given ? 0 : 3] ?? []];
      for (const build of everyEngine) {
        const found = open(prepared, build).connectivity?.(2, name);
        expect(found?.shape).toEqual([right.length, 4]);
        expectClose(found?.values ?? [], right.flat(), 2e-5, `${build} ${JSON.stringify(given)}`);
      }
    }
  });

  it.each(cells)("%s %j: behind a mask, and from initial states", (kind, extra) => {
    const layer = (given: object): Record<string, unknown> => ({ [kind]: { units: 4, ...extra, ...given } });
    const masked = [{ Input: [5, 2] }, { Masking: FILLING }, layer({ return_sequences: true, name: "seen" })];
    const started = [
      { Input: { shape: [5, 2], name: "x" } },
      { Input: { shape: [3, 2], name: "other" } },
      layer({ return_state: true, name: "first", from: "other" }),
      layer({ return_sequences: true, name: "seen", from: "x", initial_state: stateNames[kind].map((one) => `first/${one}`) }), // prettier-ignore
    ];
    for (const [items, options] of [
      [masked, { padding: FILLING }],
      [started, {}],
    ] as const) {
      // prettier-ignore
      const prepared = prepareComparison(items, options);
      const right = differences(prepared, 3, "seen");
      expect(right.flat().some((value) => value > 0.1)).toBe(true);
      for (const build of everyEngine) {
        expectClose(open(prepared, build).connectivity?.(3, "seen").values ?? [], right.flat(), 2e-5, build);
      }
    }
  });

  it.each(cells)("%s %j: zero at masked steps where a Bidirectional gives zeros", (kind, extra) => {
    for (const return_sequences of [true, false]) {
      const inner = { [kind]: { units: 4, ...extra, return_sequences } };
      const items = [{ Input: [5, 2] }, { Masking: FILLING }, { Bidirectional: { ...inner, name: "both" } }];
      const prepared = prepareComparison(items, { padding: FILLING });
      for (const sample of [2, 3]) {
        // Steps 1, 3 and 4 of the one, step 4 of the other.
        const left = sample === 2 ? [1, 3, 4] : [4];
        for (const [half, last] of [["forward", 4], ["backward", 0]] as const) {
          const all = differences(prepared, sample, `both/${half}`);
          const right = return_sequences ? all.map((row, t) => (left.includes(t) ? row.map(() => 0) : row)) : [all[last] ?? []];
          for (const build of everyEngine) {
            const found = open(prepared, build).connectivity?.(sample, `both/${half}`);
            expectClose(found?.values ?? [], right.flat(), 2e-5, `${build} ${half} ${sample}`);
          }
        }
      }
    }
  }); // prettier-ignore

  it("of many features is followed in parts", () => {
    // 6 × 2000 dependences are more than are followed at a time. All but two features lead nowhere.
    const cell = { GRU: { units: 5, return_sequences: true } };
    const few = prepareComparison([{ Input: [6, 2] }, cell], { samples: 1 });
    const many = prepareComparison([{ Input: [6, 2000] }, cell], { samples: 1 });
    const weights = few.weights.map((weight, i) => {
      const { name, shape, values: all } = many.weights[i] ?? weight;
      const values = new Float32Array(all.length);
      values.set(weight.values);
      return { name, shape, values };
    });
    const [from, to] = [few, many].map(({ dataset }) => dataset.inputs[0]?.tensor.values ?? new Float32Array());
    for (let step = 0; step < 6; step++) to?.set(from?.subarray(2 * step, 2 * step + 2) ?? [], 2000 * step);
    const right = differences(few, 0, "gru");
    const found = open({ ...many, weights }, "exact").connectivity?.(0, "gru").values ?? [];
    expectClose(found, right.flat(), 2e-5, "in parts");
  });

  it("is zero where the future would act on the past, in each direction", () => {
    const inner = { GRU: { units: 4, return_sequences: true } };
    const session = open(prepareComparison([{ Input: [5, 2] }, { Bidirectional: inner }]), "exact");
    for (const half of ["forward", "backward"]) {
      const found = session.connectivity?.(0, `bidirectional/${half}`)?.values ?? [];
      expect(found.length).toBe(25);
      found.forEach((value, at) => {
        const [t, s] = [Math.floor(at / 5), at % 5];
        expect(value > 0).toBe(half === "forward" ? s <= t : s >= t);
      });
    }
  });

  it("of more units than rows takes several passes; of a layer above, its own input counts", () => {
    const items = [{ Input: [4, 3] }, { LSTM: { units: 40, return_sequences: true } }, { SimpleRNN: { units: 37 } }];
    const prepared = prepareComparison(items);
    expect(37 % PROBE_ROWS).not.toBe(0);
    const session = open(prepared, "exact");
    const lower = look(session, 1)[0]?.states.h ?? { shape: [], values: new Float32Array() };
    const above = prepareComparison([{ Input: [4, 40] }, { SimpleRNN: { units: 37 } }], { samples: 1 });
    const fed: Prepared = {
      ...above,
      dataset: { ...above.dataset, inputs: [{ name: "x", tensor: { shape: [1, 4, 40], values: lower.values } }] },
      weights: prepared.weights.slice(3),
    };
    const right = differences(fed, 0, "simple_rnn")[3] ?? [];
    expectClose(session.connectivity?.(1, "simple_rnn")?.values ?? [], right, 1e-4, "the upper layer");
    const all = differences(prepared, 1, "lstm");
    expectClose(session.connectivity?.(1, "lstm")?.values ?? [], all.flat(), 1e-4, "the lower layer");
  });
});

/** Made by test/golden/make_probes.py from Keras's own cells, in float64. */
interface KerasProbe {
  readonly name: string;
  readonly kind: string;
  readonly states: Readonly<Record<string, number[]>>;
  readonly gates: Readonly<Record<string, number[]>>;
  readonly gradient: number[];
  readonly connectivity: number[];
}

describe("real Keras", () => {
  const { cases: made } = JSON.parse(readFileSync("test/golden/probes.json", "utf8")) as {
    readonly cases: Readonly<Record<string, { readonly sample: number; readonly layers: readonly KerasProbe[] }>>;
  };

  it("has made all cases", () => {
    expect(Object.keys(made)).toEqual(["many-to-many", "simple-rnn", "gru-reset-after", "gru-reset-before", "go-backwards", "bidirectional-sum-sequences", "stacked"]); // prettier-ignore
  });

  it.each(Object.keys(made))("%s: states, gates, gradients and connectivity", (name) => {
    const { sample, layers } = made[name] as (typeof made)[string];
    const file = analyzeModelFile(readFileSync(`test/golden/${name}/model.rnn.yaml`, "utf8"), {
      fileName: "model.rnn.yaml",
    });
    const { dataset } = encodeDataset(file);
    if (!file.graph || !file.compile || !dataset) throw new Error(`${name} has no graph, compile or data`);
    const request = { graph: file.graph, compile: file.compile, dataset, batchSize: 4, seed: 1 };
    for (const build of everyEngine) {
      const session = openOn(build, { ...request, probes: "connectivity" });
      session.setWeights(readSafetensors(`test/golden/${name}/weights.safetensors`));
      const found = look(session, sample);
      expect(found.map((one) => `${one.name} ${one.kind}`)).toEqual(layers.map((one) => `${one.name} ${one.kind}`));
      found.forEach(({ states, gates, gradient }, i) => {
        const right = layers[i] as KerasProbe;
        const at = (what: string): string => `${build} ${right.name} ${what}`;
        expect([Object.keys(states), Object.keys(gates)]).toEqual([
          Object.keys(right.states),
          Object.keys(right.gates),
        ]);
        for (const [key, tensor] of Object.entries(states))
          expectClose(tensor.values, right.states[key] ?? [], 2e-6, at(key));
        for (const [key, tensor] of Object.entries(gates))
          expectClose(tensor.values, right.gates[key] ?? [], 2e-6, at(key));
        expectClose(gradient?.values ?? [], right.gradient, 2e-6, at("dh"));
        expectClose(
          session.connectivity?.(sample, right.name).values ?? [],
          right.connectivity,
          5e-6,
          at("connectivity"),
        );
      });
    }
  });
});
