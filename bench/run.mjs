/**
 * Runs the benchmarks and prints their tables; nothing is asserted here.
 *
 *   npm run bench                    all of them, after a build
 *   npm run bench -- cold editor     some of them; each bench/<name>.mjs with a `run` function is one
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";

const names = process.argv.slice(2);
const benchmarks = names.length > 0 ? names : ["cold", "editor"];

const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { stdio: "inherit" });
if (status !== 0) process.exit(1);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
for (const name of benchmarks) {
  const { run } = await import(new URL(`${name}.mjs`, import.meta.url));
  await run();
}
