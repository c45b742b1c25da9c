/** Bundles an entry for tests that start real processes; the kernels are found in dist/ from there. */
import * as path from "node:path";
import { buildSync } from "esbuild";

/** Gives the path of the bundle. */
export function bundle(entry: string): string {
  const name = entry.replace(/\W+/g, "-");
  const outfile = path.resolve("out", "test", `${name}.${process.pid}.cjs`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    loader: { ".yaml": "text" },
  });
  return outfile;
}
