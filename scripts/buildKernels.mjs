/**
 * Compiles the kernels to dist/engine.fast.wasm and dist/engine.exact.wasm, from one source.
 *
 * usage: node scripts/buildKernels.mjs [--if-stale]: with the flag, nothing is done where both files are newer than the
 * sources. The fast build uses relaxed SIMD (fused multiply-add); the exact one gives the same bits on every machine.
 */
import { mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ["src/engine/kernels", "src/engine/plan/codes.ts", "scripts/buildKernels.mjs"];
const builds = [
  { file: "dist/engine.fast.wasm", features: ["simd", "threads", "relaxed-simd"] },
  { file: "dist/engine.exact.wasm", features: ["simd", "threads"] },
];

/** When the newest source was changed, in ms. */
function newestSource() {
  const times = sources.flatMap((path) => {
    const full = join(root, path);
    if (!statSync(full).isDirectory()) return [statSync(full).mtimeMs];
    return readdirSync(full).map((name) => statSync(join(full, name)).mtimeMs);
  });
  return Math.max(...times);
}

function isFresh() {
  const newest = newestSource();
  return builds.every(({ file }) => (statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest);
}

/** Compiles both builds. Throws with the compiler's words where the source is wrong. */
export async function buildKernels({ ifStale = false } = {}) {
  if (ifStale && isFresh()) return;
  const { default: compiler } = await import("assemblyscript/asc");
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const { file, features } of builds) {
    // Written beside and moved, so that nobody ever reads half a file.
    const part = `${file}.${process.pid}`;
    const enable = features.flatMap((feature) => ["--enable", feature]);
    const { error, stderr } = await compiler.main([
      "src/engine/kernels/team.ts",
      "--baseDir",
      root,
      "-O3",
      "--noAssert",
      "--runtime",
      "stub",
      // Threads share one memory, and every instance of the module writes its constants into it again: nothing else lies there.
      "--importMemory",
      "--sharedMemory",
      "--maximumMemory",
      "65536",
      ...enable,
      "-o",
      part,
    ]);
    if (error) throw new Error(`${file}: ${stderr.toString()}${error.message}`);
    renameSync(join(root, part), join(root, file));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildKernels({ ifStale: process.argv.includes("--if-stale") });
}
