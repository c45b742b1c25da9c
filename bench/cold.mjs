/**
 * How long one waits for a small network: `unroll train` on the course's first example, the whole process from start to
 * end, against scripts that train the same network for the same 100 epochs with PyTorch and Keras.
 *
 * The three run in turn, five times, so that a slow minute of the machine hits all of them. The peers run where
 * `npm run setup:python` has made their Python.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cacheFolder } from "../scripts/cacheFolder.mjs";
import { printTable, quantile, seconds } from "./table.mjs";

const rounds = 5;
const root = resolve(import.meta.dirname, "..");
const python = join(cacheFolder, "python", "bin", "python");
const peers = join(import.meta.dirname, "peers");

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "unroll-bench-"));
  try {
    cpSync(join(root, "examples"), folder, { recursive: true });
    const contestants = contestantsIn(folder);
    const times = contestants.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, { command }] of contestants.entries()) times[i].push(time(command, folder));
    }
    show(contestants, times);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contestantsIn(folder) {
  const model = join(folder, "many-to-one.rnn.yaml");
  const ours = { name: "unroll train", command: [process.execPath, join(root, "dist/cli.cjs"), "train", model] };
  const empty = { name: "(node, an empty script)", command: [process.execPath, "-e", "0"] };
  if (!existsSync(python)) {
    console.log("PyTorch and Keras are left out: `npm run setup:python` makes their Python");
    return [ours, empty];
  }
  return [
    ours,
    { name: "PyTorch script", command: [python, join(peers, "torch_example1.py")] },
    { name: "Keras script", command: [python, join(peers, "keras_example1.py")] },
    empty,
  ];
}

function time([program, ...args], cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stderr}`);
  return elapsedMs;
}

function show(contestants, times) {
  const best = times.map((all) => Math.min(...all));
  const median = times.map((all) => quantile(all, 0.5));
  printTable(
    `Course example 1, 100 epochs, cold process, ${rounds} rounds in turn`,
    ["", "best", "median", "median / unroll's"],
    contestants.map(({ name }, i) => [
      name,
      seconds(best[i]),
      seconds(median[i]),
      `${(median[i] / median[0]).toFixed(1)} ×`,
    ]),
  );
}
