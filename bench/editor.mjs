/**
 * What the editor waits for: text to hints of a 50-line model file, the sizes of the bundles, and the activation of the
 * extension in a real VS Code (left out where there is none).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { milliseconds, printTable, quantile } from "./table.mjs";

const root = resolve(import.meta.dirname, "..");
const out = join(root, "out", "bench");
const warmUps = 50;
const runs = 500;
const activations = 3;

export async function run() {
  mkdirSync(out, { recursive: true });
  await showAnalysis();
  showSizes();
  showActivation();
}

async function showAnalysis() {
  const { analyzeModelFile, provideHints } = await loadSources();
  const text = fiftyLines();
  const fileName = "fifty.rnn.yaml";
  const analyze = (one) => provideHints(analyzeModelFile(one, { fileName }));
  const cold = timeOf(() => analyze(text));
  for (let i = 0; i < warmUps; i++) analyze(text);
  // Every text differs, as it does while one types.
  const times = Array.from({ length: runs }, (_, i) => timeOf(() => analyze(`${text}# ${i}\n`)));
  const row = [`${text.split("\n").length - 1} lines, ${analyze(text).length} hints`];
  const cells = [cold, quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)].map(milliseconds);
  printTable(`Parse, shapes and hints, ${runs} runs`, ["", "first", "p50", "p95", "worst"], [[...row, ...cells]]);
}

/** The sources as the extension has them: bundled, since Node does not read TypeScript. */
async function loadSources() {
  const outfile = join(out, "analysis.cjs");
  await build({
    stdin: {
      contents: 'export * from "./src/core/analyzeModelFile"; export * from "./src/language/hints";',
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

/** A functional model of fifty lines: recurrent layers in a row, each with its arguments on the line. */
function fiftyLines() {
  const head = ["name: fifty lines", "seed: 1", "model:", "  - Input: [20, 8]"];
  const tail = ["  - LSTM: {units: 16}", "  - Dense: 5", "  - Activation: softmax"];
  const end = ["compile: {optimizer: rmsprop, loss: categorical_crossentropy}", "fit: {epochs: 10}"];
  const kinds = ["LSTM", "GRU", "SimpleRNN"];
  const count = 50 - head.length - tail.length - end.length;
  const middle = Array.from(
    { length: count },
    (_, i) => `  - ${kinds[i % 3]}: {units: ${8 + i}, return_sequences: true}`,
  );
  return [...head, ...middle, ...tail, ...end].join("\n") + "\n";
}

function showSizes() {
  const files = [
    "extension.js",
    "worker.js",
    "cli.cjs",
    "panel.js",
    "panel.css",
    "engine.fast.wasm",
    "engine.exact.wasm",
  ];
  const present = files.map((name) => join(root, "dist", name)).filter((path) => existsSync(path));
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  const rows = present.map((path) => [
    path.slice(root.length + 1),
    kilobytes(statSync(path).size),
    kilobytes(gzipSync(readFileSync(path)).length),
  ]);
  printTable("Bundles", ["", "size", "gzip"], rows);
}

/** Each measurement is a VS Code of its own: an extension wakes once a window. */
function showActivation() {
  const reports = Array.from({ length: activations }, measureActivation).filter(Boolean);
  if (reports.length === 0) return console.log("\nActivation was not measured: `node test/vscode/run.mjs` says why");
  const times = reports.map(({ activationMs }) => activationMs);
  const cells = [Math.min(...times), quantile(times, 0.5)].map(milliseconds);
  printTable(`Activation in VS Code ${reports[0].vscode}`, ["", "best", "median"], [["load and activate", ...cells]]);
}

function measureActivation() {
  const report = join(out, "activation.json");
  rmSync(report, { force: true });
  const args = ["test/vscode/run.mjs", "--launch", "main", "--suite", "bench/vscode"];
  const env = { ...process.env, UNROLL_BENCH_REPORT: report };
  spawnSync(process.execPath, args, { cwd: root, env });
  return existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
}

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
