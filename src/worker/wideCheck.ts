/**
 * What the child of the probe does: trains two short networks on each build, and tells their bits and the time of a step.
 *
 * It runs in a process of its own, because V8's 256-bit path is experimental: what it does to this process is its own business.
 * test/worker/wideProbe.test.ts holds it.
 */
import { createHash } from "node:crypto";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { encodeDataset } from "../core/data/encodeDataset";
import type { EngineBuild } from "../core/training/networkSession";
import { createWasmEngine } from "../engine/wasmEngine";
import { allowWide, findKernels } from "./openEngine";

/** The word on the command line of the training process that asks for this check; `wide` or `narrow` follows. */
export const WIDE_CHECK = "--wide-check";

export interface BuildCheck {
  /** Of all weights after training. */
  readonly hash: string;
  /** The fastest step of the timed network. */
  readonly stepMs: number;
}

export type WideCheck = { readonly [Build in EngineBuild]?: BuildCheck };

/** Long enough for V8's optimizing compiler to take over. */
const STEPS = 120;
const OTHER_STEPS = 50;

const timed = `seed: 1
data: {task: adding, length: 25, samples: 32}
model: [Input: [25, 2], LSTM: 64, Dense: 1]
compile: {optimizer: adam, loss: mse}
`;

/** The other kernels, with sizes that fill no tile. */
const other = `seed: 2
data: {task: flip_flop, length: 9, samples: 11}
model:
  - Input: [9, 3]
  - Bidirectional: {GRU: {units: 19, return_sequences: true}}
  - LayerNormalization: {}
  - SimpleRNN: {units: 21, activation: relu, return_sequences: true}
  - Dense: {units: 3, activation: softmax}
compile: {optimizer: rmsprop, loss: mse}
`;

export function checkWide(wide: boolean): WideCheck {
  if (wide) allowWide();
  const kernels = findKernels();
  const builds: readonly EngineBuild[] = kernels.fast ? ["fast", "exact"] : ["exact"];
  return Object.fromEntries(builds.map((build) => [build, checkBuild(build, wide, kernels)]));
}

function checkBuild(build: EngineBuild, wide: boolean, kernels: ReturnType<typeof findKernels>): BuildCheck {
  const engine = createWasmEngine(kernels);
  const hash = createHash("sha256");
  let stepMs = Number.POSITIVE_INFINITY;
  for (const [text, steps] of [
    [timed, STEPS],
    [other, OTHER_STEPS],
  ] as const) {
    const file = analyzeModelFile(text, { fileName: "check.rnn.yaml" });
    const { dataset } = encodeDataset(file);
    if (!file.graph || !file.compile || !dataset) throw new Error("the check's own network is broken");
    const { graph, compile } = file;
    const session = engine.open({
      ...{ graph, compile, dataset, wide },
      ...{ batchSize: dataset.samples, seed: 1, reproducible: build === "exact" },
    });
    const order = Int32Array.from({ length: dataset.samples }, (_, sample) => sample);
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      session.trainBatch(order);
      if (text === timed) stepMs = Math.min(stepMs, performance.now() - start);
    }
    for (const { values } of session.weights()) hash.update(new Uint8Array(values.buffer));
    session.dispose();
  }
  return { hash: hash.digest("hex"), stepMs };
}
