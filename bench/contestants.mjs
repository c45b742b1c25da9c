/**
 * Who takes part in bench/engines.mjs: this engine in all its forms, and the peers that are installed (`npm run setup:python`,
 * `npm run setup:peers`). Each is a process of its own that idles until its turn, so that a slow minute of the machine slows all of them.
 */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { cacheFolder } from "../scripts/cacheFolder.mjs";
import { peerFolders } from "../scripts/setupPeers.mjs";
import { shareOf } from "./sizes.mjs";

const root = resolve(import.meta.dirname, "..");
const python = join(cacheFolder, "python", "bin", "python");
const peers = join(import.meta.dirname, "peers");
const ours = join(root, "out", "bench", "unroll.cjs");

const forms = [
  { build: "fast", wide: false, threads: 1 },
  { build: "fast", wide: false, threads: 2 },
  { build: "fast", wide: true, threads: 1 },
  { build: "fast", wide: true, threads: 2 },
  { build: "exact", wide: false, threads: 1 },
  { build: "exact", wide: false, threads: 2 },
  { build: "exact", wide: true, threads: 2 },
];

/** Bundles our side, and lists everybody: {name, command(size), slow, form, missing}. */
export async function listContestants() {
  await build({
    entryPoints: [join(peers, "unroll.ts")],
    ...{ bundle: true, platform: "node", format: "cjs", outfile: ours, logLevel: "error" },
  });
  // TensorFlow's self-test is a program beside the engine that starts it.
  copyFileSync(join(root, "dist", "tensorflowProbe.js"), join(root, "out", "bench", "tensorflowProbe.js"));
  const us = forms.map((form) => ({
    name: `unroll ${form.build}, ${form.threads} thread${form.threads > 1 ? "s" : ""}${form.wide ? ", 256 bit" : ""}`,
    form,
    command: (size, epochs) => [process.execPath, ours, JSON.stringify({ size, epochs, ...form })],
  }));
  const onTensorFlow = {
    name: "unroll on tfjs-node",
    ...{ missing: existsSync(peerFolders.node) ? undefined : "npm run setup:tensorflow", slow: true },
    command: (size, epochs) => [process.execPath, ours, JSON.stringify({ size, epochs, engine: "tfjs-node", build: "fast", wide: false, threads: 1 })], // prettier-ignore
  };
  const hasPython = existsSync(python) ? undefined : "npm run setup:python";
  const torch = [2, 1].map((threads) => ({
    name: `PyTorch, ${threads} thread${threads > 1 ? "s" : ""}`,
    missing: hasPython,
    command: (size, epochs) => [python, join(peers, "torch_peer.py"), JSON.stringify({ size, epochs, threads })],
  }));
  const keras = {
    name: "Keras",
    ...{ missing: hasPython, slow: true },
    command: (size, epochs) => [python, join(peers, "keras_peer.py"), JSON.stringify({ size, epochs })],
  };
  const tfjs = ["node", "wasm"].map((backend) => ({
    name: `tfjs-${backend} layers`,
    missing: existsSync(peerFolders[backend]) ? undefined : "npm run setup:peers",
    slow: true,
    command: (size, epochs) => [process.execPath, join(peers, "tfjs_peer.cjs"), JSON.stringify({ size, epochs }), backend, join(peerFolders[backend], "node_modules")], // prettier-ignore
  }));
  return [...torch, ...us, onTensorFlow, keras, ...tfjs];
}

/** Starts a contestant's process on one size. Resolves when it is warm, with what it says; `absent` says why it cannot run. */
export async function startContestant(contestant, size) {
  const share = shareOf(contestant, size);
  const [program, ...args] = contestant.command(size, Math.max(1, Math.round(size.epochs * share)));
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" };
  const child = spawn(program, args, { stdio: ["pipe", "pipe", process.env.BENCH_LOUD ? "inherit" : "ignore"], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => undefined);
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return { absent: "its process ended" };
      const said = parse(value);
      if (said !== undefined) return said;
    }
  };
  const hello = await next();
  return {
    ...contestant,
    ...hello,
    times: [],
    /** One timed run, in milliseconds of the whole size. */
    async go() {
      child.stdin.write("go\n");
      const ms = await next();
      return typeof ms === "number" ? ms / share : Number.NaN;
    },
    end: () => child.stdin.end(),
  };
}

/** Libraries print what they like; ours are JSON lines. */
function parse(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === "number" || value?.ready || value?.absent ? value : undefined;
  } catch {
    return undefined;
  }
}
