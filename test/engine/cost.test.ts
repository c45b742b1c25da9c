/** What a network costs: counts against closed forms, memory against what a session holds, and what cannot fit. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { message, render } from "../../src/core/messages/message";
import { type Machine, planCost } from "../../src/engine/plan/cost";
import { memorySize } from "../../src/engine/plan/memorySize";
import type { PlanError } from "../../src/engine/plan/planError";
import { planNetwork, type PlanRequest } from "../../src/engine/plan/planNetwork";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { randomColumn } from "./checkAgainstReference";
import { engine } from "./kernels";

const machine: Machine = { build: "fast", wide: false, threads: 1 };

interface Size {
  readonly kind?: "LSTM" | "GRU" | "SimpleRNN";
  readonly steps?: number;
  readonly features?: number;
  readonly units?: number;
  readonly batchSize?: number;
  readonly samples?: number;
}

function request({
  kind = "LSTM",
  steps = 50,
  features = 16,
  units = 64,
  batchSize = 32,
  samples = 256,
}: Size = {}): PlanRequest {
  const layers: LayerItem[] = [{ Input: [steps, features] }, { [kind]: units }, { Dense: 1 }];
  const compile = buildCompile("adam", "mse");
  return { graph: buildGraph(layers), compile, samples, inputShapes: [[steps, features]], batchSize, seed: 1 };
}

describe("arithmetic", () => {
  it.each([
    ["LSTM", 4],
    ["GRU", 3],
    ["SimpleRNN", 1],
  ] as const)("of a training step with %s is that of its products", (kind, gates) => {
    const [T, F, H, B] = [50, 16, 64, 32];
    // Forward and backward through h, forward through x, and the gradients of both weights; h before the first step is zero.
    const layer = 2 * B * gates * H * (3 * (T - 1) * H + 2 * T * F);
    const dense = 2 * B * 16 * 3 * H;
    expect(planNetwork(request({ kind })).work.products).toBe(layer + dense);
  });

  it("of Jordan is that of its two layers, and of Attention every query's with every key", () => {
    const [T, F, H, O, B] = [20, 8, 32, 16, 32];
    const plan = (layers: LayerItem[]) =>
      planNetwork({ ...request(), graph: buildGraph([{ Input: [T, F] }, ...layers]), inputShapes: [[T, F]] }).work;
    const through = (T - 1) * O * H + T * H * O;
    // The gradients of the input's, the last output's and the hidden layer's weights; the first output before a step is zero.
    const weights = T * F * H + (T - 1) * O * H + T * H * O;
    const dense = 2 * B * 16 * 3 * O;
    expect(plan([{ Jordan: { units: H, output_units: O } }, { Dense: 1 }]).products).toBe(
      2 * B * (T * F * H + 2 * through + weights) + dense,
    );
    const attention = plan([{ Dense: { units: F, name: "q" } }, { Attention: { from: ["q", "q"] } }, "GlobalAveragePooling1D", { Dense: 1 }]); // prettier-ignore
    expect(attention.elements).toBeGreaterThan(B * T * T * F * 2 * 6);
  });

  it("grows linearly with steps and batch, and counts the steps of an epoch", () => {
    const flops = (size: Size): number => planCost(request(size), machine).flopsPerStep;
    const [one, two, three] = [50, 100, 150].map((steps) => flops({ steps })) as [number, number, number];
    expect(three - two).toBeCloseTo(two - one, 0);
    const [few, some, many] = [32, 64, 96].map((batchSize) => flops({ batchSize })) as [number, number, number];
    expect(many - some).toBeCloseTo(some - few, 0);
    expect(planCost(request({ samples: 250 }), machine)).toMatchObject({
      stepsPerEpoch: 8,
      flopsPerEpoch: 8 * flops({ samples: 250 }),
    });
  });
});

describe("time", () => {
  it("is less with threads, with 256 bits and on the fast build, and more on larger networks", () => {
    const epochMs = (other: Partial<Machine>, size: Size = {}): number =>
      planCost(request(size), { ...machine, ...other }).epochMs;
    expect(epochMs({ wide: true })).toBeLessThan(epochMs({}));
    expect(epochMs({ build: "exact" })).toBeGreaterThan(epochMs({}));
    expect(epochMs({ threads: 2 })).toBeLessThan(epochMs({}) * 0.75);
    // Two threads meet more often than they help on the course's second example.
    const example2 = { steps: 4, features: 1, units: 64, batchSize: 5, samples: 5 };
    expect(epochMs({ threads: 2 }, { ...example2, units: 8 })).toBeGreaterThan(epochMs({}, { ...example2, units: 8 }));
    expect(epochMs({}, { units: 128 })).toBeGreaterThan(2.5 * epochMs({}));
  });
});

/** The WebAssembly memories made from now on, until the end of the test. */
function watchMemories(): WebAssembly.Memory[] {
  const made: WebAssembly.Memory[] = [];
  const Watched = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(this);
    }
  };
  vi.stubGlobal("WebAssembly", {
    Memory: Watched,
    Instance: WebAssembly.Instance,
    Module: WebAssembly.Module,
  });
  return made;
}

afterEach(() => vi.unstubAllGlobals());

describe("memory", () => {
  it.each([{}, { kind: "GRU", steps: 100, units: 128 }, { samples: 5000, features: 3, units: 7 }] as const)(
    "that a session holds is what the plan says (%j)",
    (size) => {
      const planned = request(size);
      const { bytes } = planCost(planned, { ...machine, build: "exact" });
      const [shape] = planned.inputShapes as [readonly number[]];
      const dataset = {
        samples: planned.samples,
        inputs: [randomColumn("x", [planned.samples, ...shape], 1)],
        targets: [randomColumn("y", [planned.samples, 1], 2)],
      };
      const memories = watchMemories();
      const session = engine.open({ ...planned, dataset, reproducible: true });
      const order = Int32Array.from({ length: 32 }, (_, i) => i);
      for (let step = 0; step < 3; step++) session.trainBatch(order);
      const held = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
      expect(Math.abs(held - bytes) / bytes).toBeLessThan(0.05);
    },
  );

  const open = (size: Size, freeBytes: number): unknown => {
    const planned = request(size);
    const [shape] = planned.inputShapes as [readonly number[]];
    const dataset = {
      samples: 64,
      inputs: [randomColumn("x", [64, ...shape], 1)],
      targets: [randomColumn("y", [64, 1], 2)],
    };
    return engine.open({ ...planned, dataset, reproducible: true, freeBytes });
  };

  it("that the machine does not have is refused with the batch that would fit, and that batch does fit", () => {
    const size = { samples: 64, batchSize: 64 };
    const bytesOf = (batchSize: number): number =>
      planCost(request({ ...size, batchSize }), { ...machine, build: "exact" }).bytes;
    const full = bytesOf(64);
    let refused: unknown;
    try {
      open(size, full * 0.7);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ id: "engine-memory.batch", args: { batch: 64 } });
    const { args } = refused as PlanError;
    const most = Number(args["most"]);
    expect(most % 4).toBe(0);
    expect(bytesOf(most)).toBeLessThanOrEqual(full * 0.7);
    expect(bytesOf(most + 4)).toBeGreaterThan(full * 0.7);
    open({ ...size, batchSize: most }, full * 0.7);
    const words = { needed: "9 MB", limit: "6 MB", batch: 64, most: 40 };
    expect(render(message("engine-memory.batch", words), "en")).toContain("Write batch_size: 40");
  });

  it("that no batch would fit into is refused with the layer that takes most", () => {
    expect(() => open({ steps: 4, units: 512, batchSize: 4 }, 2_000_000)).toThrow(
      /engine-memory\.weights .*"layer":"lstm"/,
    );
    expect(() => open({ steps: 2000, features: 1, units: 16, batchSize: 4 }, 2_000_000)).toThrow(
      /engine-memory .*"layer":"lstm"/,
    );
  });

  it("that the samples take, and not the batch, is refused with the samples that would fit", () => {
    const size = { features: 64, units: 1, batchSize: 4 };
    expect(() => open(size, 500_000)).toThrow(/engine-memory\.samples .*"samples":64,"most":\d\d?}/);
  });

  it("is said in MB up to ten GB, rounded so that what is needed never looks like what there is", () => {
    expect(memorySize(120_000)).toBe("0.11 MB");
    expect([memorySize(2 ** 32 + 1), memorySize(2 ** 32 + 1, Math.floor)]).toEqual(["4097 MB", "4096 MB"]);
    expect(memorySize(763.2 * 2 ** 30)).toBe("764 GB");
  });
});
