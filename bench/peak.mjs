/**
 * The peak of this machine, in GFLOP/s of one thread: with and without fused multiply-add, on 128 and 256 bits. Figures of engines are
 * compared with it. The measuring kernel is compiled on the spot; 256 bits need a process of their own.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { fileURLToPath } from "node:url";

const root = resolve(import.meta.dirname, "..");
const out = join(root, "out", "bench");
const file = (build) => join(out, `peak.${build}.wasm`);
const major = Number(process.versions.node.split(".")[0]);

/** {fast, exact, fastWide, exactWide}; the wide ones are absent where this Node has no such path. */
export async function measurePeak() {
  const { default: compiler } = await import("assemblyscript/asc");
  mkdirSync(out, { recursive: true });
  for (const [build, features] of [
    ["fast", ["simd", "relaxed-simd"]],
    ["exact", ["simd"]],
  ]) {
    const enable = features.flatMap((feature) => ["--enable", feature]);
    const { error, stderr } = await compiler.main(["bench/kernels/peak.ts", "--baseDir", root, "-O3", "--runtime", "stub", "--initialMemory", "1", ...enable, "-o", `out/bench/peak.${build}.wasm`]); // prettier-ignore
    if (error) throw new Error(`${stderr.toString()}${error.message}`);
  }
  const peaks = ask(false);
  return major < 22 ? peaks : { ...peaks, ...ask(true) };
}

function ask(wide) {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), wide ? "wide" : "narrow"], { encoding: "utf8" }); // prettier-ignore
  return JSON.parse(stdout);
}

function measure(build, wide) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file(build))));
  const turns = 200_000;
  let best = 0;
  for (const [run, chains] of [
    [exports.peak8, 8],
    [exports.peak16, 16],
  ]) {
    for (let round = 0; round < 60; round++) {
      const start = performance.now();
      run(turns);
      best = Math.max(best, (turns * chains * 8) / (performance.now() - start) / 1e6);
    }
  }
  return { [wide ? `${build}Wide` : build]: best };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wide = process.argv[2] === "wide";
  if (wide) setFlagsFromString("--experimental-wasm-revectorize");
  if (major < 22) setFlagsFromString("--experimental-wasm-relaxed-simd");
  console.log(JSON.stringify({ ...measure("fast", wide), ...measure("exact", wide) }));
}
