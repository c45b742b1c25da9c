/** Windows that are views of a series train to the very bits of the same windows written out, also with threads, and take the memory of the series. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import type { Dataset } from "../../src/core/data/dataset";
import { gatherSamples } from "../../src/core/data/samples";
import { createStream } from "../../src/core/random/randomStream";
import { planNetwork } from "../../src/engine/plan/planNetwork";
import { startThreads } from "../../src/engine/threads/startThreads";
import { createWasmEngine } from "../../src/engine/wasmEngine";
import { kernelBytes } from "./kernels";

const engine = createWasmEngine(kernelBytes, { available: 2, start: startThreads });

const file = analyzeModelFile(
  `model: [{Input: [6, 2]}, {GRU: {units: 5, return_sequences: true}}, {LSTM: 4}, {Dense: 3}]
compile: {optimizer: adam, loss: mse, metrics: [mae]}
`,
  { fileName: "a.rnn.yaml" },
);

function series(rows: number, window: number): { staged: Dataset; written: Dataset } {
  const stream = createStream(3, "data", 0);
  const values = Float32Array.from({ length: rows * 2 }, () => stream.normal());
  const targets = Float32Array.from({ length: rows }, () => stream.normal());
  const samples = rows - window - 2;
  const every = Int32Array.from({ length: samples }, (_, sample) => sample);
  const x = { shape: [samples, window, 2], values, starts: every.map((row) => 2 * row) };
  const y = { shape: [samples, 3], values: targets, starts: every.map((row) => row + window) };
  const dataset = (inputs: typeof x, outputs: typeof y): Dataset => ({
    samples,
    inputs: [{ name: "input_layer", tensor: inputs }],
    targets: [{ name: "dense", tensor: outputs }],
  });
  const plain = ({ shape, ...tensor }: typeof x) =>
    ({ shape, values: gatherSamples({ shape, ...tensor }, every) }) as typeof x;
  return { staged: dataset(x, y), written: dataset(plain(x), plain(y)) };
}

async function trained(dataset: Dataset, threads: number): Promise<unknown> {
  const { graph, compile } = file;
  if (!graph || !compile) throw new Error("the file is broken");
  const session = engine.open({
    ...{ graph, compile, dataset, threads, batchSize: 16, seed: 5, reproducible: false, epochs: 1000 },
    probes: "connectivity",
  });
  try {
    await session.ready?.();
    expect(session.threads).toBe(threads);
    const losses = [0, 16, 32].map((from) => [
      ...session.trainBatch(Int32Array.from({ length: 16 }, (_, row) => (from + 7 * row) % dataset.samples)),
    ]);
    const evaluated = [...session.evaluateBatch(Int32Array.of(3, 1, 2))];
    const probes = session.probe(4).map(({ states, gradient }) => [states.h.values, gradient?.values]);
    const connectivity = session.connectivity(4, "lstm").values;
    const [predicted] = session.predict();
    return {
      losses,
      evaluated,
      probes,
      connectivity,
      predicted,
      weights: session.weights().map(({ values }) => values),
    };
  } finally {
    session.dispose();
  }
}

test.each([1, 2])("views and copies give the same bits on %d threads", async (threads) => {
  const { staged, written } = series(60, 6);
  expect(await trained(staged, threads)).toEqual(await trained(written, threads));
});

test("the plan's memory does not grow with the number of windows", () => {
  const { graph, compile } = file;
  if (!graph || !compile) throw new Error("the file is broken");
  const bytes = (samples: number): number =>
    planNetwork({ graph, compile, samples, staged: true, inputShapes: [[6, 2]], batchSize: 16, seed: 0 }).bytes;
  expect(bytes(1_000_000)).toBe(bytes(16));
});
