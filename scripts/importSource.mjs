/** Gives a script what a TypeScript file of src/ exports. The file is bundled first: Node 20 reads no TypeScript. */
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

const root = resolve(import.meta.dirname, "..");

export function importSource(path) {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    loader: { ".yaml": "text" },
    logLevel: "warning",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
