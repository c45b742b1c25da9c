/**
 * Before any test: the kernels are compiled where their sources are newer than what lies in dist/, and TensorFlow's self-test is bundled,
 * which the command line starts as a process of its own. Other tests may be using dist/ meanwhile: a bundle appears there whole.
 */
import { renameSync } from "node:fs";
import { buildSync } from "esbuild";

export default async function setup(): Promise<void> {
  // A computed name keeps the compiler from asking for types of a build script.
  const script = new URL("../scripts/buildKernels.mjs", import.meta.url).href;
  const { buildKernels } = (await import(script)) as {
    buildKernels: (options: { readonly ifStale: boolean }) => Promise<void>;
  };
  await buildKernels({ ifStale: true });
  const partial = `dist/tensorflowProbe.${process.pid}.partial`;
  buildSync({
    entryPoints: ["src/tensorflow/probe/main.ts"],
    outfile: partial,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    loader: { ".yaml": "text" },
    minify: true,
  });
  renameSync(partial, "dist/tensorflowProbe.js");
}
