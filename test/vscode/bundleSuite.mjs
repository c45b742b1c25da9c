/** Bundles test files into one CommonJS file with the `run` function that VS Code calls in the extension host. */
import { build } from "esbuild";
import { join } from "node:path";

export async function bundleSuite(tests, folder) {
  const registry = join(import.meta.dirname, "suite", "registry.ts");
  const imports = tests.map((file) => `import ${JSON.stringify(file)};`);
  const outfile = join(folder, "suite.cjs");
  await build({
    stdin: {
      contents: [...imports, `export { runAll as run } from ${JSON.stringify(registry)};`].join("\n"),
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    outfile,
    logLevel: "warning",
  });
  return outfile;
}
