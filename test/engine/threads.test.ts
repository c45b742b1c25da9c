/** Batches cut into shards, and threads that share them: the same bits however many there are, and none left behind. */
import { readdirSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import type { NetworkSession } from "../../src/core/training/networkSession";
import type { MetricName } from "../../src/core/model/objectTables";
import { chooseShards, divideRows, shardRows } from "../../src/engine/plan/shards";
import { startThreads } from "../../src/engine/threads/startThreads";
import type { StartThreads } from "../../src/engine/threads/threads";
import { createWasmEngine } from "../../src/engine/wasmEngine";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn } from "./checkAgainstReference";
import { builds, kernelBytes } from "./kernels";

const engine = createWasmEngine(kernelBytes, { available: 3, start: startThreads });

describe("the rows of a batch", () => {
  it("are divided in multiples of 4, as equal as can be, in order, until there are none left", () => {
    expect(divideRows(32, 2)).toEqual([16, 16]);
    expect(divideRows(18, 2)).toEqual([12, 6]);
    expect(divideRows(9, 2)).toEqual([8, 1]);
    expect(divideRows(3, 2)).toEqual([3, 0]);
    expect(divideRows(25, 4)).toEqual([8, 8, 8, 1]);
    for (let shards = 1; shards <= 5; shards++) {
      for (let rows = 1; rows <= 70; rows++) {
        const divided = divideRows(rows, shards);
        expect(divided.reduce((sum, own) => sum + own, 0)).toBe(rows);
        expect(Math.max(...divided)).toBeLessThanOrEqual(shardRows(rows, shards));
        const used = divided.filter((own) => own > 0);
        expect(divided.slice(0, used.length)).toEqual(used);
        expect(used.slice(0, -1).filter((own) => own % 4 !== 0)).toEqual([]);
      }
    }
  });
});

describe("the number of shards", () => {
  const choice = { batchRows: 64, stepMs: 5, runMs: 5000, reproducible: true, available: 4 };

  it("of a reproducible run is the same for any machine, any number of threads, any length", () => {
    const { shards } = chooseShards(choice);
    expect(shards).toBeGreaterThan(1);
    for (const available of [1, 2, 64]) expect(chooseShards({ ...choice, available }).shards).toBe(shards);
    for (const asked of [1, 3, 64]) expect(chooseShards({ ...choice, asked }).shards).toBe(shards);
    expect(chooseShards({ ...choice, runMs: 1 }).shards).toBe(shards);
    expect(chooseShards({ ...choice, asked: 64 }).threads).toBe(shards);
  });

  it("of a fast run is that of its threads, which are as many as were asked for while there are rows", () => {
    const fast = { ...choice, reproducible: false };
    expect(chooseShards(fast)).toEqual({ shards: 4, threads: 4 });
    expect(chooseShards({ ...fast, asked: 3 })).toEqual({ shards: 3, threads: 3 });
    expect(chooseShards({ ...fast, batchRows: 7, asked: 3 })).toEqual({ shards: 2, threads: 2 });
  });

  it("is one where a step is small, and threads are one where a run is short", () => {
    for (const reproducible of [true, false]) {
      expect(chooseShards({ ...choice, reproducible, stepMs: 0.1 })).toEqual({ shards: 1, threads: 1 });
      expect(chooseShards({ ...choice, reproducible, runMs: 50 }).threads).toBe(1);
    }
  });
});

const steps = 6;
/** 41 samples in batches of 32: the last one leaves shards with few rows, or with none. */
const samples = 41;
const networks: Readonly<Record<string, { layers: readonly LayerItem[]; outputs?: readonly string[] }>> = {
  "a stack with dropout": {
    layers: [
      { LSTM: { units: 40, return_sequences: true, dropout: 0.2 } },
      { Dropout: 0.3 },
      { GRU: { units: 24 } },
      { Dense: { units: 2, kernel_regularizer: { name: "l2", arguments: { l2: 0.01 } } } },
    ],
  },
  "a Bidirectional LSTM": { layers: [{ Bidirectional: { LSTM: 33 } }, { Dense: 2 }] },
  "a GRU with the reset gate first": { layers: [{ GRU: { units: 64, reset_after: false } }, { Dense: 2 }] },
  "two outputs": {
    layers: [
      { SimpleRNN: { units: 120, name: "rnn" } },
      { Dense: { units: 2, name: "a", from: "rnn" } },
      { Dense: { units: 3, name: "b", from: "rnn" } },
    ],
    outputs: ["a", "b"],
  },
  "a mask": {
    layers: [
      { Masking: 0 },
      { LayerNormalization: { axis: -1 } },
      { Dense: { units: 96, name: "wide" } },
      { Dense: { units: 96, name: "wider" } },
      { Dense: { units: 2, name: "each" } },
    ],
    outputs: ["each"],
  },
};

function open(name: string, { threads, reproducible, epochs = 1e6 }: { threads?: number; reproducible: boolean; epochs?: number }, from = engine): NetworkSession {
  const { layers, outputs } = networks[name] ?? { layers: [] };
  const graph = buildGraph([{ Input: { shape: [steps, 5], name: "x" } }, ...layers], outputs);
  const width = name === "a mask" ? [steps, 2] : [2];
  const x = randomColumn("x", [samples, steps, 5], 1);
  // Every sample is masked from another step on.
  x.tensor.values.forEach((_, i, all) => { if (Math.floor(i / 5) % steps > Math.floor(i / (5 * steps)) % steps) all[i] = 0; });
  const targets = graph.outputs.map((_, i) => randomColumn(`y${i}`, [samples, ...(i === 0 ? width : [3])], 2 + i));
  return from.open({
    graph,
    compile: buildCompile({ adam: { clipnorm: 0.5 } }, graph.outputs.map(() => "mse"), ["mae"] as MetricName[]),
    dataset: { samples, inputs: [x], targets },
    ...{ batchSize: 32, seed: 3, reproducible, epochs, ...(threads === undefined ? {} : { threads }) },
  });
} // prettier-ignore

/** Everything that can be seen of some epochs. */
async function trainSome(session: NetworkSession, epochs = 3): Promise<{ numbers: number[]; threads: number }> {
  await session.ready?.();
  const numbers: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const [from, to] of [[0, 32], [32, samples]] as const) {
      numbers.push(...session.trainBatch(Int32Array.from({ length: to - from }, (_, i) => from + i)));
      numbers.push(...(session.metricCounts?.() ?? []), session.batchPenalty?.() ?? 0);
    }
  } // prettier-ignore
  numbers.push(...session.evaluateBatch(Int32Array.of(5, 3, 40)));
  for (const { values } of [...session.weights(), ...session.predict()]) numbers.push(...values);
  session.dispose();
  return { numbers, threads: session.threads };
}

describe.each(Object.keys(networks))("%s", (name) => {
  it("gives the same bits on the exact build with 1, 2 and 3 threads", async () => {
    const one = await trainSome(open(name, { threads: 1, reproducible: true }));
    expect(one.threads).toBe(1);
    expect(one.numbers.every(Number.isFinite)).toBe(true);
    for (const threads of [2, 3]) {
      const more = await trainSome(open(name, { threads, reproducible: true }));
      expect(more.threads).toBe(2);
      expect(more.numbers).toEqual(one.numbers);
    }
  });

  it("comes to the same with shards of any number on the fast build", async () => {
    const one = await trainSome(open(name, { threads: 1, reproducible: false }));
    for (const threads of [2, 3]) {
      const more = await trainSome(open(name, { threads, reproducible: false }));
      expect(more.threads).toBe(threads);
      expectClose(more.numbers, one.numbers, 2e-4, `${threads} threads`);
    }
  });
});

/** Threads of this process, as Linux counts them. */
const countThreads = (): number | undefined => {
  try {
    return readdirSync("/proc/self/task").length;
  } catch {
    return undefined;
  }
};

it("a session that is disposed of leaves no thread behind", async () => {
  const before = countThreads();
  if (before === undefined) return;
  for (let i = 0; i < 4; i++) await trainSome(open("a Bidirectional LSTM", { threads: 3, reproducible: false }), 1);
  await expect.poll(countThreads, { timeout: 4 * 60_000 }).toBeLessThanOrEqual(before);
});

it("threads that never come leave the work to the one that calls", async () => {
  const lonely = createWasmEngine(kernelBytes, {
    available: 2,
    start: () => ({ arrived: Promise.resolve(0), end: () => Promise.resolve() }),
  });
  const graph = buildGraph([{ Input: [steps, 5] }, { LSTM: 16 }, { Dense: 1 }]);
  const dataset = { samples, inputs: [randomColumn("x", [samples, steps, 5], 1)], targets: [randomColumn("y", [samples, 1], 2)] }; // prettier-ignore
  const request = { graph, compile: buildCompile("adam", "mse"), dataset, batchSize: 32, seed: 1, reproducible: false };
  const alone = lonely.open({ ...request, threads: 2 });
  const together = engine.open({ ...request, threads: 2 });
  const found = await trainSome(alone);
  expect(found.threads).toBe(1);
  expect(found.numbers).toEqual((await trainSome(together)).numbers);
});

/** Takes a tape like any other thread, and breaks off. */
const breaking = `
const { parentPort, workerData: { module, memory, team } } = require("node:worker_threads");
const words = new Int32Array(memory.buffer);
const wake = (address, count) => Atomics.notify(words, address >>> 2, count);
const { exports: kernels } = new WebAssembly.Instance(module, { env: { memory, sleep() {}, wake } });
const offers = new BigInt64Array(memory.buffer, team, 1);
parentPort.postMessage("here");
for (;;) {
  const offer = Atomics.load(offers, 0);
  if ((offer & 255n) >= ((offer >> 8n) & 255n)) continue;
  if (Atomics.compareExchange(offers, 0, offer, offer + 1n) === offer) break;
}
kernels.fail(team);
`;

it("a thread that breaks off in the middle of a tape ends the step with an error, and nobody waits for it", async () => {
  let worker: Worker | undefined;
  const start: StartThreads = (request) => {
    const started = new Worker(breaking, { eval: true, workerData: request, execArgv: [] });
    worker = started;
    const arrived = new Promise<number>((resolve) => started.once("message", () => resolve(1)));
    return { arrived, end: async () => void (await started.terminate()) };
  };
  const session = open("a Bidirectional LSTM", { threads: 2, reproducible: false }, createWasmEngine(kernelBytes, { available: 2, start })); // prettier-ignore
  await session.ready?.();
  const batch = Int32Array.from({ length: 32 }, (_, i) => i);
  const run = (): void => {
    for (let i = 0; i < 10_000; i++) session.trainBatch(batch);
  };
  expect(run).toThrow("a thread broke off");
  session.dispose();
  await worker?.terminate();
});

it.each(builds)("4,000 steps take no more memory than the first one, %s build", async (build) => {
  const session = open("two outputs", { threads: 2, reproducible: build === "exact" });
  await session.ready?.();
  const batch = Int32Array.from({ length: 8 }, (_, i) => i);
  const run = (count: number): void => {
    for (let i = 0; i < count; i++) session.trainBatch(batch);
  };
  run(500);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().length;
  run(4000);
  const after = process.memoryUsage();
  expect(process.getActiveResourcesInfo().length).toBe(handles);
  expect(after.rss - before.rss).toBeLessThan(24 * 2 ** 20);
  session.dispose();
});
