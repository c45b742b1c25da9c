/**
 * Runs the benchmarks and prints their tables; nothing is asserted here.
 *
 *   npm run bench                    all of them, after a build
 *   npm run bench -- cold editor     some of them; each bench/<name>.mjs with a `run` function is one
 *   npm run bench -- small gru       some sizes of bench/engines.mjs
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";

const known = ["engines", "cold", "editor", "edits", "live"];
const words = process.argv.slice(2);
const named = words.filter((word) => known.includes(word));
const benchmarks = named.length > 0 ? named : words.length > 0 ? ["engines"] : known;
/** What is no benchmark's name is a part of one: a size of engines. */
const parts = words.filter((word) => !known.includes(word));

const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { stdio: "inherit" });
if (status !== 0) process.exit(1);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
for (const name of benchmarks) {
  const { run } = await import(new URL(`${name}.mjs`, import.meta.url));
  await run(parts);
}
