/**
 * Builds everything that is shipped, into dist/: the extension, the thread that reads model files for it, the training process, TensorFlow's
 * self-test, the command line, the panel, the map of the network and the WebAssembly kernels.
 *
 *   node esbuild.mjs           for users: minified, without source maps
 *   node esbuild.mjs --dev     for reading in a debugger: not minified, with source maps
 *   node esbuild.mjs --watch   the same, again after every change
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, context } from "esbuild";
import { silent, silentInAnalysis, silentInExtension } from "./scripts/silentMessages.mjs";
import { yamlBuild } from "./scripts/yamlBuild.mjs";

const watch = process.argv.includes("--watch");
const dev = watch || process.argv.includes("--dev");

const shared = {
  bundle: true,
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  loader: { ".yaml": "text" },
  alias: yamlBuild,
  define: { "process.env.NODE_ENV": dev ? '"development"' : '"production"' },
};
// Node reads its files as UTF-8: letters beyond ASCII stay as they are, which is shorter than an escape for each.
const node = { ...shared, platform: "node", format: "cjs", target: "node20", external: ["vscode"], charset: "utf8" };
const browser = { ...shared, platform: "browser", format: "iife", target: "es2022" };

const bundles = [
  {
    ...node,
    entryPoints: ["src/extension/activate.ts"],
    outfile: "dist/extension.js",
    plugins: [silent(silentInExtension)],
  },
  {
    ...node,
    entryPoints: ["src/extension/analysis/answerQuestions.ts"],
    outfile: "dist/analysis.js",
    plugins: [silent(silentInAnalysis)],
  },
  { ...node, entryPoints: ["src/worker/main.ts"], outfile: "dist/worker.js" },
  { ...node, entryPoints: ["src/tensorflow/probe/main.ts"], outfile: "dist/tensorflowProbe.js" },
  { ...node, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.cjs", banner: { js: "#!/usr/bin/env node" } },
  { ...browser, entryPoints: ["webview/main.ts"], outfile: "dist/panel.js" },
  { ...browser, entryPoints: ["webview/panel.css"], outfile: "dist/panel.css" },
  { ...browser, entryPoints: ["webview/network/main.ts"], outfile: "dist/network.js" },
  { ...browser, entryPoints: ["webview/network/network.css"], outfile: "dist/network.css" },
];

buildKernels();
if (watch) {
  for (const bundle of bundles) await (await context({ ...bundle, logLevel: "info" })).watch();
} else {
  // esbuild has printed its errors; the other bundles are made all the same, and the exit code tells.
  const results = await Promise.allSettled(bundles.map((bundle) => build(bundle)));
  const made = results.flatMap(({ value }) => value ?? []);
  if (made.length < results.length) process.exitCode = 1;
  writeLicences(made.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  if (existsSync("dist/cli.cjs")) chmodSync("dist/cli.cjs", 0o755);
}

/** Compiles the AssemblyScript kernels in a process of its own: their compiler is ten times the size of esbuild's work. */
function buildKernels() {
  const { status } = spawnSync(process.execPath, ["scripts/buildKernels.mjs"], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

/** Writes the licences of all packages inside the bundles: their texts to ship, and their names for a house test. */
function writeLicences(inputs) {
  const packages = [
    ...new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])),
  ].sort();
  const manifests = packages.map((folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const texts = packages.map((folder, i) => `${manifests[i].name} ${manifests[i].version}\n\n${licenceText(folder)}`);
  writeFileSync("dist/licenses.txt", texts.join(`\n\n${"-".repeat(80)}\n\n`));
  mkdirSync("out", { recursive: true });
  writeFileSync(
    "out/bundled.json",
    JSON.stringify(Object.fromEntries(manifests.map(({ name, license }) => [name, license])), null, 2),
  );
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : "(its package has no licence file)";
}
