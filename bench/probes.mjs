/**
 * What it costs to look inside while a network trains: one sample's states, gates and gradients after every epoch.
 *
 * N 256, T 50, F 8, H 64, batch 32, one recurrent layer and a Dense. Epochs without and with a probe take turns, so that a slow moment of
 * the machine hits both; the probe is also timed by itself. `npm run bench -- probes` runs it.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { build } from "esbuild";
import { milliseconds, printTable, quantile } from "./table.mjs";

const root = resolve(import.meta.dirname, "..");
const out = join(root, "out", "bench");
const size = { samples: 256, steps: 50, features: 8, units: 64, batch: 32 };
const warmUps = 5;
const epochs = 40;

export async function run() {
  mkdirSync(out, { recursive: true });
  if (Number(process.versions.node.split(".")[0]) < 22) setFlagsFromString("--experimental-wasm-relaxed-simd");
  const { analyzeModelFile, createWasmEngine } = await loadSources();
  const [fast, exact] = ["fast", "exact"].map((name) => readFileSync(join(root, "dist", `engine.${name}.wasm`)));
  const engine = createWasmEngine({ fast, exact });
  const rows = [];
  for (const layer of ["LSTM", "GRU", "SimpleRNN"]) {
    for (const reproducible of [false, true]) {
      const session = engine.open({ ...request(analyzeModelFile, layer), reproducible });
      rows.push([`${layer}, ${session.build}, threads: ${session.threads}`, ...measure(session)]);
      session.dispose();
    }
  }
  const { samples, steps, features, units, batch } = size;
  printTable(
    `A probe of one sample after every epoch: N ${samples}, T ${steps}, F ${features}, H ${units}, batch ${batch}; medians of ${epochs}`,
    ["", "epoch", "epoch with probe", "overhead", "probe", "of an epoch"],
    rows,
  );
}

/** The sources as the worker has them: bundled, since Node does not read TypeScript. */
async function loadSources() {
  const outfile = join(out, "engine.cjs");
  await build({
    stdin: {
      contents: 'export * from "./src/core/analyzeModelFile"; export * from "./src/engine/wasmEngine";',
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
  });
  return import(pathToFileURL(outfile));
}

function request(analyzeModelFile, layer) {
  const { samples, steps, features, units, batch } = size;
  const model = `model: [Input: [${steps}, ${features}], ${layer}: ${units}, Dense: 1]\n`;
  const { graph, compile } = analyzeModelFile(`${model}compile: {optimizer: adam, loss: mse}\n`, {
    fileName: "a.rnn.yaml",
  });
  const column = (shape) => {
    const count = shape.reduce((product, one) => product * one, 1);
    return { name: "x", tensor: { shape, values: Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7)) } };
  };
  const dataset = { samples, inputs: [column([samples, steps, features])], targets: [column([samples, 1])] };
  return { graph, compile, dataset, batchSize: batch, seed: 1, probes: "states" };
}

function measure(session) {
  const all = Int32Array.from({ length: size.samples }, (_, sample) => sample);
  const epoch = () => {
    for (let first = 0; first < size.samples; first += size.batch)
      session.trainBatch(all.subarray(first, first + size.batch));
  };
  const probe = () => session.probe(7);
  const times = { plain: [], probed: [], probe: [] };
  for (let i = 0; i < warmUps + epochs; i++) {
    const plain = timeOf(epoch);
    const start = performance.now();
    epoch();
    const own = timeOf(probe);
    const probed = performance.now() - start;
    if (i < warmUps) continue;
    times.plain.push(plain);
    times.probed.push(probed);
    times.probe.push(own);
  }
  const [plain, probed, own] = [times.plain, times.probed, times.probe].map((list) => quantile(list, 0.5));
  const percent = (part) => `${(part * 100).toFixed(1)} %`;
  return [plain, probed].map(milliseconds).concat(percent(probed / plain - 1), milliseconds(own), percent(own / plain));
}

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
