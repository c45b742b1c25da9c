/** Stateful layers: every batch goes on where the one before it ended, in training and predictions alike. */
import { describe, expect, it } from "vitest";
import type { Dataset } from "../../src/core/data/dataset";
import { runReference, type LastStates } from "../reference/network";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn, shake } from "./checkAgainstReference";
import { planNetwork } from "../../src/engine/plan/planNetwork";
import { allocateMemory, instantiateKernels } from "../../src/engine/kernelModule";
import { WasmSession } from "../../src/engine/wasmSession";
import { everyEngine, openOn } from "./everyEngine";
import { engine, kernelBytes } from "./kernels";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["GRU", {}], ["GRU", { reset_after: false }], ["Jordan", { output_units: 7 }]] as const; // prettier-ignore

function check(items: readonly LayerItem[], padding = false): void {
  const graph = buildGraph(items);
  const samples = 6;
  const x = randomColumn("x", [samples, 4, 3], 1);
  // The first steps of some samples do not count.
  if (padding)
    for (const sample of [1, 2, 5]) x.tensor.values.fill(0, sample * 12, sample * 12 + 3 * (sample % 4 === 1 ? 1 : 4));
  const probe = engine.open({
    graph,
    dataset: { samples, inputs: [x], targets: [] },
    batchSize: 3,
    seed: 1,
    reproducible: true,
  });
  const weights = shake(probe.weights(), 1);
  const [shown] = probe.predict();
  const targets = [randomColumn("y", shown?.shape ?? [], 2)];
  const dataset: Dataset = { samples, inputs: [x], targets };
  const compile = buildCompile({ sgd: { learning_rate: 1 } }, "mse");
  const batches = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  let kept: readonly ReadonlyMap<string, LastStates>[] = [];
  const step = (batch: readonly number[]) => {
    const result = runReference({ graph, compile, dataset, weights, samples: batch, kept });
    kept = result.lastStates;
    return result;
  };
  const predicted = batches.map((batch) => step(batch).outputs[0] ?? []);
  const trained = step([5, 1, 2]);

  for (const build of everyEngine) {
    const session = openOn(build, { graph, compile, dataset, batchSize: 3, seed: 1 });
    session.setWeights(weights);
    expectClose(session.predict()[0]?.values ?? [], predicted.flat(2), 2e-6, `${build} predictions`);
    expectClose(session.trainBatch(Int32Array.of(5, 1, 2)), trained.losses, 2e-6, `${build} loss`);
    session.weights().forEach(({ name, values }, i) => {
      const gradient = Float64Array.from(values, (value, j) => (weights[i]?.values[j] ?? 0) - value);
      expectClose(gradient, trained.gradients.get(name) ?? [], 5e-6, `${build} d ${name}`);
    });
  }
}

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): LayerItem => ({ [kind]: { ...extra, units: 5, stateful: true, ...given } });

  it.each([false, true])("return_sequences %s", (return_sequences) => {
    check([{ Input: [4, 3] }, { Dense: 4 }, layer({ return_sequences }), { Dense: 2 }]);
    check([{ Input: [4, 3] }, layer({ return_sequences, go_backwards: true })]);
  });

  it("in both directions", () => check([{ Input: [4, 3] }, { Bidirectional: layer({}) }, { Dense: 2 }]));

  it.each([false, true])("with a mask, return_sequences %s", (return_sequences) =>
    check([{ Input: [4, 3] }, "Masking", layer({ return_sequences }), { Dense: 2 }], true),
  );
});

const tensorFlowToo = everyEngine.filter((name) => name === "tfjs-node");

describe("a session's state", () => {
  const graph = buildGraph([{ Input: [4, 3] }, { Bidirectional: { LSTM: { units: 5, stateful: true } } }]);
  const open = (shards: number | "tfjs-node") => {
    const dataset = {
      samples: 12,
      inputs: [randomColumn("x", [12, 4, 3], 1)],
      targets: [randomColumn("y", [12, 10], 2)],
    };
    const compile = buildCompile("adam", "mse");
    const request = { graph, compile, dataset, batchSize: 6, seed: 1 };
    if (shards === "tfjs-node") return openOn(shards, request);
    const plan = planNetwork({ ...request, samples: 12, inputShapes: [[4, 3]], shards });
    const memory = allocateMemory(plan.bytes);
    const kernels = instantiateKernels(new WebAssembly.Module(kernelBytes.exact), memory);
    return new WasmSession(plan, memory, kernels, "exact", { ...request, reproducible: true });
  };
  const first = Int32Array.from({ length: 6 }, (_, i) => i);
  const second = first.map((sample) => sample + 6);

  it.each([1, 2, ...tensorFlowToo])("holds what is kept, by rows of the batch: shards or engine %s", (shards) => {
    const whole = open(shards);
    whole.trainBatch(first);
    const { steps, tensors } = whole.state();
    const kept = tensors.filter(({ name }) => name.startsWith("state/"));
    expect(kept.map(({ name, shape }) => [name, ...shape])).toEqual(
      ["forward/h", "forward/c", "backward/h", "backward/c"].map((name) => [`state/bidirectional/${name}`, 6, 5]),
    );
    expect(kept.every(({ values }) => values.every((value) => value !== 0))).toBe(true);
    const again = open(shards);
    again.setWeights(whole.weights());
    again.setState({ steps, tensors });
    expect(again.trainBatch(second)).toEqual(whole.trainBatch(second));
    expect(again.weights()).toEqual(whole.weights());
    expect(again.state()).toEqual(whole.state());
  });

  it.each([1, ...tensorFlowToo])("is refused where a kept state is missing or not this network's: %s", (on) => {
    const { steps, tensors } = open(on).state();
    const session = open(on);
    expect(() => session.setState({ steps, tensors: tensors.slice(0, -1) })).toThrow("state/bidirectional/backward/c");
    const other = { name: "state/gru/h", shape: [6, 5], values: new Float32Array(30) };
    expect(() => session.setState({ steps, tensors: [...tensors, other] })).toThrow("state/gru/h");
  });
});

describe.each(everyEngine)("batches that are not all of one size, on %s", (on) => {
  const open = (samples: number, batchSize: number) => {
    const dataset = { samples, inputs: [randomColumn("x", [samples, 4, 3], 1)], targets: [] };
    const graph = buildGraph([
      { Input: [4, 3] },
      { Bidirectional: { LSTM: { units: 2, stateful: true }, name: "both" } },
    ]);
    return openOn(on, { graph, dataset, batchSize, seed: 1 });
  };

  it("are refused, with a size that would do", () => {
    expect(() => open(12, 5)).toThrow(
      expect.objectContaining({
        id: "engine-stateful-batch",
        args: { layer: "both", samples: 12, batchSize: 5, cure: 4 },
      }),
    );
    expect(open(3, 32).predict()[0]?.shape).toEqual([3, 4]);
  });

  it("also where some samples are asked for", () => {
    expect(() => open(8, 4).predict(Int32Array.of(1, 2))).toThrow(
      expect.objectContaining({ id: "engine-stateful-batch" }),
    );
  });
});
