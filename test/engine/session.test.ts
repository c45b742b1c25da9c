/** Sessions: names and shapes of weights, what is refused, repeatable bits, and independence from the size of batches. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { DataColumn } from "../../src/core/data/dataset";
import { WeightsMismatch, type NetworkSession } from "../../src/core/training/networkSession";
import { PlanError } from "../../src/engine/plan/planError";
import { createWasmEngine } from "../../src/engine/wasmEngine";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn, shake } from "./checkAgainstReference";
import { builds, engine, kernelBytes } from "./kernels";

const items: readonly LayerItem[] = [
  { Input: [6, 3] },
  { Bidirectional: { LSTM: { units: 5, return_sequences: true } } },
  { Dropout: 0.2 },
  { GRU: { units: 7 } },
  { Dense: 2 },
];

interface Options {
  readonly samples?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly reproducible?: boolean;
  readonly layers?: readonly LayerItem[];
  readonly wide?: boolean;
}

function open({
  samples = 11,
  batchSize = 4,
  seed = 3,
  reproducible = true,
  layers = items,
  wide = false,
}: Options = {}): NetworkSession {
  const dataset = {
    samples,
    inputs: [randomColumn("x", [samples, 6, 3], 1)],
    targets: [randomColumn("y", [samples, 2], 2)],
  };
  return engine.open({
    graph: buildGraph(layers),
    compile: buildCompile("adam", "mse"),
    dataset,
    batchSize,
    seed,
    reproducible,
    wide,
  });
}

const digest = (session: NetworkSession): string => {
  const hash = createHash("sha1");
  for (const { values } of session.weights()) hash.update(new Uint8Array(values.buffer));
  return hash.digest("hex").slice(0, 12);
};

function trainSome(session: NetworkSession): NetworkSession {
  for (let i = 0; i < 10; i++) session.trainBatch(Int32Array.of(i, (i + 3) % 11, (i + 7) % 11));
  return session;
}

describe("weights", () => {
  it("have Keras's names and shapes, in the order of the layers", () => {
    expect(open().weights().map(({ name, shape }) => `${name} ${shape.join("×")}`)).toEqual([
      "bidirectional/forward/kernel 3×20",
      "bidirectional/forward/recurrent_kernel 5×20",
      "bidirectional/forward/bias 20",
      "bidirectional/backward/kernel 3×20",
      "bidirectional/backward/recurrent_kernel 5×20",
      "bidirectional/backward/bias 20",
      "gru/kernel 10×21",
      "gru/recurrent_kernel 7×21",
      "gru/bias 2×21",
      "dense/kernel 7×2",
      "dense/bias 2",
    ]); // prettier-ignore
  });

  it("come back as they were set, every number in its place", () => {
    const session = open();
    const weights = shake(session.weights(), 1);
    session.setWeights(weights.toReversed());
    expect(session.weights()).toEqual(weights);
  });

  it("are refused where one is missing, left over or of another shape, and nothing is changed", () => {
    const session = open();
    const before = session.weights();
    const others = shake(before, 1);
    const first = others[0] as (typeof others)[0];
    expect(() => session.setWeights(others.slice(1))).toThrow(new WeightsMismatch(first.name, [3, 20], undefined));
    const extra = { name: "more", shape: [1], values: Float32Array.of(1) };
    expect(() => session.setWeights([...others, extra])).toThrow(new WeightsMismatch("more", undefined, [1]));
    const turned = { ...first, shape: [20, 3] };
    expect(() => session.setWeights([turned, ...others.slice(1)])).toThrow(
      new WeightsMismatch(first.name, [3, 20], [20, 3]),
    );
    const short = { ...first, values: first.values.slice(1) };
    expect(() => session.setWeights([short, ...others.slice(1)])).toThrow(
      new WeightsMismatch(first.name, [3, 20], [59]),
    );
    expect(session.weights()).toEqual(before);
  });

  it("start with an LSTM's forget gate at one, unless told otherwise", () => {
    const bias = (given: object): number[] =>
      Array.from(open({ layers: [{ Input: [6, 3] }, { LSTM: { units: 2, ...given } }] }).weights()[2]?.values ?? []);
    expect(bias({})).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
    expect(bias({ unit_forget_bias: false })).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bias({ bias_initializer: { name: "constant", arguments: { value: 0.5 } } })).toEqual([
      0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it("are not moved by training where a layer is frozen", () => {
    const layers = [{ Input: [6, 3] }, { LSTM: { units: 4, trainable: false } }, { Dense: 2 }];
    const session = open({ layers });
    const before = session.weights();
    trainSome(session);
    const after = session.weights();
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after[3]).not.toEqual(before[3]);
  });
});

describe("seeds", () => {
  it.each(builds)("repeat every bit, %s build", (build) => {
    const reproducible = build === "exact";
    expect(digest(trainSome(open({ reproducible })))).toBe(digest(trainSome(open({ reproducible }))));
    expect(digest(open({ seed: 4, reproducible }))).not.toBe(digest(open({ seed: 3, reproducible })));
  });

  it("on the exact build give the bits that they gave on every other machine", () => {
    expect([digest(open()), digest(trainSome(open()))]).toMatchInlineSnapshot(`
      [
        "aee56822d21b",
        "2737f1142828",
      ]
    `);
  });

  it("give the same first weights on both builds", () => {
    expect(digest(open({ reproducible: false }))).toBe(digest(open({ reproducible: true })));
  });

  it.each([false, true])("gives the same bits with tiles for 256 bits (exact: %s)", (reproducible) => {
    const wide = trainSome(open({ reproducible, wide: true }));
    expect(wide.wide).toBe(true);
    expect(digest(wide)).toBe(digest(trainSome(open({ reproducible, wide: false }))));
    // A later session of the same kernels is not caught by the earlier one's choice.
    expect(open({ reproducible }).wide).toBe(false);
  });
});

describe("batches", () => {
  it("predictions do not depend on their size", () => {
    const [whole] = open({ batchSize: 11 }).predict();
    for (const batchSize of [1, 2, 3, 4, 7, 50]) {
      const [part] = open({ batchSize }).predict();
      expect(part?.shape).toEqual([11, 2]);
      expectClose(part?.values ?? [], whole?.values ?? [], 1e-6, `batches of ${batchSize}`);
    }
  });

  it("a short batch after a full one gives what it gives alone", () => {
    const layers = [{ Input: [6, 3] }, { GRU: { units: 5, return_sequences: true } }, { LSTM: 3 }, { Dense: 2 }];
    const used = open({ layers, batchSize: 11 });
    const start = used.weights();
    used.trainBatch(Int32Array.from({ length: 11 }, (_, i) => i));
    used.setWeights(start);
    const fresh = open({ layers, batchSize: 11 });
    const short = Int32Array.of(5, 2);
    expectClose(used.trainBatch(short), fresh.trainBatch(short), 1e-12, "loss");
  });

  it("of no rows, too many rows, or samples that do not exist are refused", () => {
    const session = open();
    expect(() => session.trainBatch(new Int32Array(0))).toThrow(RangeError);
    expect(() => session.trainBatch(new Int32Array(5))).toThrow(RangeError);
    expect(() => session.trainBatch(Int32Array.of(11))).toThrow(RangeError);
    expect(() => session.trainBatch(Int32Array.of(-1))).toThrow(RangeError);
  });
});

describe("targets", () => {
  const openWith = (loss: string, target: DataColumn): NetworkSession => {
    const dataset = { samples: 2, inputs: [randomColumn("x", [2, 6, 3], 1)], targets: [target] };
    const graph = buildGraph([{ Input: [6, 3] }, { LSTM: 3 }, { Dense: { units: 4, activation: "softmax" } }]);
    return engine.open({
      graph,
      compile: buildCompile("adam", loss),
      dataset,
      batchSize: 2,
      seed: 1,
      reproducible: true,
    });
  };
  const labels = (...values: number[]): DataColumn => ({
    name: "y",
    tensor: { shape: [2, 1], values: Float32Array.from(values) },
  });

  it("of another shape are refused", () => {
    expect(() => openWith("mse", randomColumn("y", [2, 3], 1))).toThrow(
      new PlanError("engine-target-shape", { output: "y", expected: "(None, 4)", found: "(None, 3)" }),
    );
  });

  it("that are no class are refused", () => {
    for (const wrong of [4, -1, 0.5, NaN]) {
      const error = new PlanError("engine-label", { output: "y", classes: 4, label: String(wrong) });
      expect(() => openWith("sparse_categorical_crossentropy", labels(0, wrong))).toThrow(error);
    }
  });

  it("may leave out a last dimension of 1", () => {
    const flat = { name: "y", tensor: { shape: [2], values: Float32Array.of(1, 3) } };
    const loss = (target: DataColumn): number | undefined =>
      openWith("sparse_categorical_crossentropy", target).trainBatch(Int32Array.of(0, 1))[0];
    expect(loss(flat)).toBe(loss(labels(1, 3)));
  });

  it("are needed for training, not for predicting", () => {
    const dataset = { samples: 2, inputs: [randomColumn("x", [2, 6, 3], 1)], targets: [] };
    const session = engine.open({ graph: buildGraph(items), dataset, batchSize: 2, seed: 1, reproducible: true });
    expect(session.predict()[0]?.shape).toEqual([2, 2]);
    expect(() => session.trainBatch(Int32Array.of(0))).toThrow(new PlanError("engine-cannot-train"));
  });
});

describe("builds", () => {
  it("fall back to the exact one where the fast one is missing or cannot be run", () => {
    expect(createWasmEngine(kernelBytes).preferredBuild).toBe("fast");
    expect(createWasmEngine({ exact: kernelBytes.exact }).preferredBuild).toBe("exact");
    expect(createWasmEngine({ exact: kernelBytes.exact, fast: Uint8Array.of(1, 2, 3) }).preferredBuild).toBe("exact");
  });

  it("stay under 150 KB each", () => {
    for (const bytes of [kernelBytes.fast, kernelBytes.exact]) expect(bytes.length).toBeLessThan(150 * 1024);
  });

  it("refuse what no memory can hold, before anything is allocated", () => {
    const graph = buildGraph([{ Input: [6, 3] }, { LSTM: 100_000 }]);
    const dataset = { samples: 1, inputs: [randomColumn("x", [1, 6, 3], 1)], targets: [] };
    expect(() => engine.open({ graph, dataset, batchSize: 1, seed: 1, reproducible: true })).toThrow(
      new PlanError("engine-memory.weights", { needed: "150 GB", limit: "4096 MB", batch: 1, layer: "lstm" }),
    );
  });
});
