/**
 * This project's side of bench/engines.mjs, on either engine: trains one network whenever a line comes in, and prints the milliseconds it took.
 *
 * usage: node unroll.cjs '{"size": …, "build": "fast", "wide": false, "threads": 1, "epochs": 1}'
 * First line: what is running, or why it cannot: {ready, flopsPerEpoch} or {absent}.
 */
import { createInterface } from "node:readline";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { planCost } from "../../src/engine/plan/cost";
import { train } from "../../src/engine/trainer";
import { allowWide, hasWidePath, openEngine } from "../../src/worker/openEngine";

interface Spec {
  readonly size: Readonly<Record<"N" | "T" | "F" | "H" | "B" | "out", number>> & {
    readonly kind: string;
    readonly sequences: boolean;
    readonly activation: string;
    readonly loss: string;
    readonly optimizer: string;
  };
  /** Absent: wasm, in the form that the next three say. */
  readonly engine?: "tfjs-node";
  readonly build: "fast" | "exact";
  readonly wide: boolean;
  readonly threads: number;
  readonly epochs: number;
}

const { size, engine: name = "wasm", build, wide, threads, epochs } = JSON.parse(process.argv[2] ?? "") as Spec;
const { N, T, F, H, B, out, kind, sequences, activation, loss, optimizer } = size;

/** Numbers from 0 to 1 that look random; targets of classes are one-hot, binary ones 0 or 1. */
function numbers(shape: readonly number[]): { shape: readonly number[]; values: Float32Array } {
  let state = 1;
  const values = new Float32Array(shape.reduce((product, next) => product * next, 1));
  for (let i = 0; i < values.length; i++) values[i] = (state = (state * 48271) % 2147483647) / 2147483647;
  return { shape, values };
}

async function main(): Promise<void> {
  if (wide && !hasWidePath) return tell({ absent: "no 256-bit path in this Node" });
  if (wide) allowWide();
  const text = `model:
  - Input: [${T}, ${F}]
  - ${kind}: {units: ${H}, return_sequences: ${sequences}}
  - Dense: {units: ${out}, activation: ${activation}}
compile: {optimizer: ${optimizer}, loss: ${loss}}
`;
  const { graph, compile, layers } = analyzeModelFile(text, { fileName: "bench.rnn.yaml" });
  if (!graph || !compile) throw new Error(text);
  const inputs = [{ name: layers[0]?.name ?? "", tensor: numbers([N, T, F]) }];
  const answers = numbers(sequences ? [N, T, out] : [N, out]);
  if (loss !== "mse")
    answers.values.forEach((value, i) => (answers.values[i] = out > 1 ? Number(i % out === 0) : Math.round(value)));
  const dataset = { samples: N, inputs, targets: [{ name: layers.at(-1)?.name ?? "", tensor: answers }] };
  const request = { graph, compile, dataset, batchSize: B, seed: 1, reproducible: build === "exact", wide, threads };
  const engine = await openEngine(name).catch((error: Error) => error);
  if (engine instanceof Error) return tell({ absent: engine.message });
  const session = engine.open(request);
  await session.ready?.();
  if (name === "wasm" && session.threads !== threads) return tell({ absent: `${threads} threads cannot be had` });
  const planned = { graph, compile, samples: N, inputShapes: [[T, F]], batchSize: B, seed: 1 };
  const { flopsPerEpoch } = planCost(planned, { build, wide, threads });
  const run = async (): Promise<void> => {
    let loss = Number.NaN;
    const { status } = await train({
      ...{ session, training: { from: 0, to: N }, batchSize: B, epochs, shuffle: false, seed: 1 },
      ...{ outputNames: ["output"], now: () => performance.now(), onEpoch: (row) => void (loss = row.loss) },
    });
    if (status !== "finished" || !(loss >= 0)) throw new Error(`no training: ${status}, loss ${loss}`);
  };
  // V8 needs a while to compile in earnest.
  for (const start = performance.now(); performance.now() - start < 1000;) await run();
  tell({ ready: `${name} ${session.build}`, flopsPerEpoch });
  for await (const _ of createInterface({ input: process.stdin })) {
    const start = performance.now();
    await run();
    tell(performance.now() - start);
  }
  session.dispose();
  process.exit();
}

function tell(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

void main();
