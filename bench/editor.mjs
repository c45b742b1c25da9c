/**
 * What the editor waits for: text to hints of model files of 50 and 500 lines, how long typing in 5,000 lines holds up the extension host, the sizes of the bundles, and the activation of the
 * extension in a real VS Code (left out where there is none).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { yamlBuild } from "../scripts/yamlBuild.mjs";
import { milliseconds, printTable, quantile } from "./table.mjs";

const root = resolve(import.meta.dirname, "..");
const out = join(root, "out", "bench");
const warmUps = 50;
const runs = 500;
const activations = 3;
const keys = 40;
/** About a hundred lines. */
const seenUnits = 5000;

export async function run() {
  mkdirSync(out, { recursive: true });
  await showAnalysis();
  await showTyping();
  showSizes();
  showActivation();
}

async function showAnalysis() {
  const { analyzeModelFile, provideHints } = await loadSources();
  const analyze = (text) => provideHints(analyzeModelFile(text, { fileName: "long.rnn.yaml" }));
  const rows = [
    [50, runs],
    [500, runs / 5],
  ].map(([lines, times]) => {
    const text = modelOf(lines);
    const cold = timeOf(() => analyze(text));
    for (let i = 0; i < warmUps; i++) analyze(text);
    // Every text differs, as it does while one types.
    const taken = Array.from({ length: times }, (_, i) => timeOf(() => analyze(`${text}# ${i}\n`)));
    const cells = [cold, quantile(taken, 0.5), quantile(taken, 0.95), Math.max(...taken)].map(milliseconds);
    return [`${lines} lines, ${analyze(text).length} hints, ${times} runs`, ...cells];
  });
  printTable("Parse, shapes, findings and hints", ["", "first", "p50", "p95", "worst"], rows);
}

/** The extension host's side of the analysis thread, without VS Code: what it asks after each key, and how long it is away at most. */
async function showTyping() {
  const { AnalysisThread } = await loadSources();
  const thread = new AnalysisThread(join(root, "dist", "analysis.js"));
  const text = modelOf(5000);
  let version = 0;
  const now = () => {
    const own = version;
    return {
      key: "a",
      fileName: "a.rnn.yaml",
      version: own,
      isCurrent: () => own === version,
      read: () => `${text}# ${own}\n`,
    };
  };
  // Hints are asked for what is seen.
  const seen = { start: text.length - seenUnits, end: text.length };
  const hintStyle = { dimensions: "numbers", language: "en" };
  const askAll = () =>
    Promise.allSettled([
      thread.ask(now(), "hints", hintStyle, seen),
      ...["findings", "outline", "folds", "semanticTokens"].map((question) => thread.ask(now(), question)),
    ]);
  await askAll();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const answered = [];
  for (let key = 0; key < keys; key++) {
    version++;
    void askAll();
    await sleep(100);
  }
  version++;
  const start = performance.now();
  await askAll();
  answered.push(performance.now() - start);
  delay.disable();
  thread.dispose();
  const cells = [delay.percentile(50) / 1e6, delay.max / 1e6, answered[0]].map(milliseconds);
  printTable(
    `Typing in 5,000 lines, ${keys} keys`,
    ["", "p50", "longest", "answers after the last key"],
    [["host held up", ...cells]],
  );
}

/** The sources as the extension has them: bundled, since Node does not read TypeScript. */
export async function loadSources() {
  const outfile = join(out, "analysis.cjs");
  await build({
    stdin: {
      contents: `export * from "./src/core/analyzeModelFile"; export * from "./src/language/hints";
        export * from "./src/extension/analysis/analysisThread";`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    alias: yamlBuild,
  });
  return import(pathToFileURL(outfile));
}

/** A model of so many lines: recurrent layers in a row, each with its arguments on the line. */
function modelOf(lines) {
  const head = ["name: long", "seed: 1", "model:", "  - Input: [20, 8]"];
  const tail = ["  - LSTM: {units: 16}", "  - Dense: 5", "  - Activation: softmax"];
  const end = ["compile: {optimizer: rmsprop, loss: categorical_crossentropy}", "fit: {epochs: 10}"];
  const kinds = ["LSTM", "GRU", "SimpleRNN"];
  const count = lines - head.length - tail.length - end.length;
  const middle = Array.from(
    { length: count },
    (_, i) => `  - ${kinds[i % 3]}: {units: ${8 + (i % 40)}, return_sequences: true}`,
  );
  return [...head, ...middle, ...tail, ...end].join("\n") + "\n";
}

function showSizes() {
  const files = [
    "extension.js",
    "analysis.js",
    "worker.js",
    "cli.cjs",
    "panel.js",
    "panel.css",
    "network.js",
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
