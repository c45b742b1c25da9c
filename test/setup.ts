/**
 * Before any test: the kernels are compiled where their sources are newer than what lies in dist/, and TensorFlow's self-test is bundled,
 * which the command line starts as a process of its own.
 */
import { buildSync } from "esbuild";

export default async function setup(): Promise<void> {
  // A computed name keeps the compiler from asking for types of a build script.
  const script = new URL("../scripts/buildKernels.mjs", import.meta.url).href;
  const { buildKernels } = (await import(script)) as {
    buildKernels: (options: { readonly ifStale: boolean }) => Promise<void>;
  };
  await buildKernels({ ifStale: true });
  buildSync({
    entryPoints: ["src/tensorflow/probe/main.ts"],
    outfile: "dist/tensorflowProbe.js",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    loader: { ".yaml": "text" },
    minify: true,
  });
}
