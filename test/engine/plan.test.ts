/** Plans: what the kernels and the plan must agree on, what a plan holds, and what it refuses. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { activations, initializers, losses, optimizers } from "../../src/core/model/objectTables";
import { listPlannedWeights } from "../../src/engine/plan/lowerGraph";
import { PlanError } from "../../src/engine/plan/planError";
import { planNetwork, type PlanRequest } from "../../src/engine/plan/planNetwork";
import { recordFields } from "../../src/engine/plan/records";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { randomColumn } from "./checkAgainstReference";
import { engine } from "./kernels";

describe("records", () => {
  it("have the kernels' fields, in their order, with their types", () => {
    const folder = "src/engine/kernels";
    const text = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n"); // prettier-ignore
    const classes = [...text.matchAll(/@unmanaged export class (\w+) \{(.*?)\n\}/gs)].map(([, name, body]) => {
      const fields = [...(body as string).matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, field, type]) => [field, type]);
      return [name, fields];
    });
    const plan = Object.entries(recordFields).map(([name, fields]) => [name, Object.entries(fields)]);
    expect(Object.fromEntries(plan)).toEqual(Object.fromEntries(classes as [string, unknown][]));
  });
});

const request = (items: readonly LayerItem[], more: Partial<PlanRequest> = {}): PlanRequest => ({
  graph: buildGraph(items),
  compile: buildCompile("adam", "mse"),
  samples: 8,
  inputShapes: [[5, 2]],
  batchSize: 4,
  seed: 1,
  ...more,
});

describe("a plan", () => {
  it("knows its bytes, which grow linearly with steps and rows", () => {
    const bytes = (steps: number, batchSize: number): number =>
      planNetwork(
        request([{ Input: [null, 2] }, { LSTM: 16 }, { Dense: 1 }], {
          inputShapes: [[steps, 2]],
          batchSize,
          samples: 4096,
        }),
      ).bytes;
    const growth = (bytes(300, 64) - bytes(200, 64)) / (bytes(200, 64) - bytes(100, 64));
    expect(growth).toBeCloseTo(1, 2);
    expect((bytes(100, 256) - bytes(100, 128)) / (bytes(100, 128) - bytes(100, 64))).toBeCloseTo(2, 1);
  });

  it("gives everything a place of its own", () => {
    const plan = planNetwork(
      request([{ Input: [5, 2] }, { Bidirectional: { GRU: { units: 3, return_sequences: true } } }, { Dense: 2 }]),
    );
    const rows = 4;
    const areas = [
      ...plan.weights.map(({ address, floats }) => [address, address + floats * 4]),
      ...plan.image.map(({ address, words }) => [address, address + words.length * 4]),
      ...[...plan.inputs, ...plan.targets].map(({ address, floats }) => [address, address + floats * 4]),
      ...plan.shards
        .flatMap(({ tensors }) => tensors)
        .flatMap(({ tensor, value, gradient }) => {
          const bytes = tensor.steps * rows * tensor.ld * 4;
          const step = rows * tensor.ld * 4;
          const start = value - (tensor.zeroStep === 1 ? step : 0);
          const all = [[start, start + bytes + (tensor.zeroStep === 0 ? 0 : step)]];
          return gradient === 0 ? all : [...all, [gradient, gradient + bytes]];
        }),
    ].sort(([a = 0], [b = 0]) => a - b);
    expect(areas.length).toBeGreaterThan(20);
    for (let i = 1; i < areas.length; i++) expect(areas[i]?.[0]).toBeGreaterThanOrEqual(areas[i - 1]?.[1] as number);
    expect(areas.at(-1)?.[1]).toBeLessThanOrEqual(plan.bytes);
  });

  it("makes no gradient, target or optimizer where it only predicts", () => {
    const { compile: _, ...predicting } = request([{ Input: [5, 2] }, { LSTM: 16 }, { Dense: 1 }]);
    const plan = planNetwork(predicting);
    expect(plan.programs.train).toBeUndefined();
    expect(plan.targets).toEqual([]);
    expect(plan.shards[0]?.tensors.filter(({ gradient }) => gradient !== 0)).toEqual([]);
  });

  it("lists the weights of layers that no output needs, and they stay as they are", () => {
    const graph = buildGraph([
      { Input: { shape: [3], name: "in" } },
      { Dense: { units: 2, name: "lost", from: "in" } },
      { Dense: { units: 1, name: "kept", from: "in" } },
    ]);
    expect(listPlannedWeights(graph).map(({ name }) => name)).toEqual([
      "lost/kernel",
      "lost/bias",
      "kept/kernel",
      "kept/bias",
    ]);
    const dataset = { samples: 2, inputs: [randomColumn("in", [2, 3], 1)], targets: [randomColumn("kept", [2, 1], 2)] };
    const session = engine.open({
      graph,
      compile: buildCompile("adam", "mse"),
      dataset,
      batchSize: 2,
      seed: 1,
      reproducible: true,
    });
    const before = session.weights();
    session.trainBatch(Int32Array.of(0, 1));
    const after = session.weights();
    expect(after[0]).toEqual(before[0]);
    expect(after[2]).not.toEqual(before[2]);
  });
});

/** The code of the error, and its arguments. */
function refusal(items: readonly LayerItem[], more: Partial<PlanRequest> = {}): unknown {
  try {
    planNetwork(request(items, more));
  } catch (error) {
    if (error instanceof PlanError) return [error.id, error.args];
    throw error;
  }
  return "planned";
}

describe("refusals", () => {
  it("a recurrent layer on flat input", () => {
    const found = refusal([{ Input: [5] }, { LSTM: 3 }], { inputShapes: [[5]] });
    expect(found).toEqual(["engine-needs-time", { layer: "lstm", found: "5" }]);
  });

  it("a recurrent layer on the last step of another", () => {
    expect(refusal([{ Input: [5, 2] }, { LSTM: 3 }, { GRU: 2 }])).toEqual([
      "engine-needs-time",
      { layer: "gru", found: "3" },
    ]);
  });

  it("a TimeDistributed without time", () => {
    const items = [{ Input: [5] }, { TimeDistributed: { Dense: 3 } }];
    expect(refusal(items, { inputShapes: [[5]] })).toEqual([
      "engine-needs-time",
      { layer: "time_distributed", found: "5" },
    ]);
  });

  it("data of another shape", () => {
    expect(refusal([{ Input: [5, 3] }, { LSTM: 3 }])).toEqual([
      "engine-input-shape",
      { layer: "input_layer", expected: "(5, 3)", found: "(5, 2)" },
    ]);
    expect(refusal([{ Input: [5, 2, 2] }, { Dense: 3 }])).toMatchObject(["engine-input-shape", {}]);
  });

  it("free features", () => {
    expect(refusal([{ Input: [5, null] }, { LSTM: 3 }])).toEqual(["engine-free-features", { layer: "input_layer" }]);
  });

  it("an axis that a weight does not have", () => {
    const constraint = { name: "unit_norm", arguments: { axis: 2 } };
    expect(refusal([{ Input: [5, 2] }, { Dense: { units: 3, kernel_constraint: constraint } }])).toEqual([
      "engine-axis",
      { layer: "dense", axis: 2 },
    ]);
  });

  const objects: readonly (readonly [string, object, (name: string) => unknown])[] = [
    ["activation", activations, (name) => refusal([{ Input: [5, 2] }, { Dense: { units: 3, activation: name } }])],
    ["initializer", initializers, (name) => refusal([{ Input: [5, 2] }, { Dense: { units: 3, kernel_initializer: { name, arguments: {} } } }])],
    ["bias initializer", initializers, (name) => refusal([{ Input: [5, 2] }, { LSTM: { units: 3, bias_initializer: { name, arguments: {} } } }])],
    ["loss", losses, (name) => refusal([{ Input: [5, 2] }, { Dense: 3 }], { compile: buildCompile("adam", name) })],
    ["optimizer", optimizers, (name) => refusal([{ Input: [5, 2] }, { Dense: 3 }], { compile: { ...buildCompile("adam", "mse"), optimizer: { name: name as "adam", arguments: {} } } })],
  ]; // prettier-ignore
  it.each(objects)("no object that the table knows: %s", (_, table, plan) => {
    for (const name of Object.keys(table)) expect([name, plan(name)]).toEqual([name, "planned"]);
  });
});
