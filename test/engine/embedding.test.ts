/** Embedding against the float64 reference, and ids that it refuses. */
import { describe, expect, it } from "vitest";
import { PlanError } from "../../src/engine/plan/planError";
import { buildCompile, buildGraph } from "./buildGraph";
import { checkAgainstReference } from "./checkAgainstReference";
import { everyEngine, openOn } from "./everyEngine";
import { engine } from "./kernels";

const ids = (shape: readonly number[]) => ({ Input: { shape, dtype: "int32", name: "ids" } });

describe("Embedding", () => {
  it.each([1, 5, 16, 19])("rows of %i numbers", (width) => {
    checkAgainstReference([ids([7]), { Embedding: [12, width] }, { LSTM: 3 }]);
    checkAgainstReference([ids([1]), { Embedding: [3, width] }, "Flatten", { Dense: 2 }]);
    checkAgainstReference([ids([2, 3]), { Embedding: [4, width] }, { Dense: 2 }]);
  });

  it("two that read the same ids, one of them frozen", () => {
    checkAgainstReference(
      [
        ids([4]),
        { Embedding: { input_dim: 6, output_dim: 3, name: "a", from: "ids" } },
        { Embedding: { input_dim: 9, output_dim: 5, name: "b", from: "ids", trainable: false } },
        { GRU: { units: 2, name: "c", from: "a" } },
        { GRU: { units: 2, name: "d", from: "b" } },
      ],
      { outputs: ["c", "d"] },
    );
  });

  it("behind layers that move ids, and behind one that computes them", () => {
    checkAgainstReference([ids([2, 3]), "Flatten", { Embedding: [4, 3] }, { LSTM: 2 }]);
    checkAgainstReference([
      ids([4]),
      { RepeatVector: 2 },
      { Embedding: { input_dim: 5, output_dim: 3 } },
      "Flatten",
      { Dense: 2 },
    ]);
    checkAgainstReference([
      { Input: [3, 2] },
      { Dense: { units: 4, activation: "sigmoid" } },
      { Embedding: [2, 3] },
      { Dense: 2 },
    ]);
  });

  it.each(everyEngine)("a computed number that has no row ends the step, and its layer is named: %s", (name) => {
    const graph = buildGraph([{ Input: [2] }, { Activation: "tanh" }, { Embedding: [3, 4] }, "Flatten", { Dense: 1 }]);
    const column = (columnName: string, shape: number[], values: number[]) => ({
      name: columnName,
      tensor: { shape, values: Float32Array.from(values) },
    });
    const dataset = {
      samples: 2,
      inputs: [column("x", [2, 2], [1, 0.2, 0.3, -40])],
      targets: [column("y", [2, 1], [1, 2])],
    };
    const session = openOn(name, { graph, compile: buildCompile("sgd", "mse"), dataset, batchSize: 1, seed: 1 });
    const before = session.weights();
    session.trainBatch(Int32Array.of(0));
    expect(session.nonFinite()).toBeUndefined();
    session.trainBatch(Int32Array.of(1));
    expect(session.nonFinite()).toEqual({ layer: "embedding", where: "output" });
    expect(before).not.toEqual(session.weights());
    expect(Array.from(session.predict()[0]?.values ?? [], Number.isNaN)).toEqual([false, true]);
    session.dispose();
  });

  it.each([5, -1, 0.5, Number.NaN])("refuses the id %f", (wrong) => {
    const graph = buildGraph([ids([2]), { Embedding: [5, 3] }, { LSTM: 2 }]);
    const open = (values: number[]) =>
      engine.open({
        graph,
        dataset: {
          samples: 1,
          inputs: [{ name: "ids", tensor: { shape: [1, 2], values: Float32Array.from(values) } }],
          targets: [],
        },
        batchSize: 1,
        seed: 1,
        reproducible: true,
      });
    expect(open([0, 4]).predict()[0]?.values).toHaveLength(2);
    expect(() => open([0, wrong])).toThrow(
      new PlanError("engine-id", { layer: "embedding", label: String(wrong), last: 4 }),
    );
  });
});
