/**
 * Finds and opens the engines. TensorFlow is found where it was set up, tested and loaded only when it is asked for by name.
 *
 * The kernels lie beside the bundle in dist/; when running from sources, in the project's dist/. On Node 20 fused
 * multiply-add (the fast build) is behind a flag, which must be set before compiling. test/worker/openEngine.test.ts holds it.
 */
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import * as path from "node:path";
import { setFlagsFromString } from "node:v8";
import type { EngineName, NetworkSession, SessionRequest } from "../core/training/networkSession";
import { startThreads } from "../engine/threads/startThreads";
import { createWasmEngine, type KernelBytes } from "../engine/wasmEngine";
import { openTensorFlow } from "../tensorflow/openTensorFlow";

const nodeMajor = Number(process.versions.node.split(".")[0]);

export interface OpenEngine {
  open(request: SessionRequest): NetworkSession;
}

/** Compiles nothing that `open` does not need. Throws where the engine cannot be had. */
export async function openEngine(name: EngineName): Promise<OpenEngine> {
  if (name === "tfjs-node") return openTensorFlow({ environment: process.env });
  return createWasmEngine(findKernels(), { available: availableParallelism(), start: startThreads });
}

/** Reads the kernels, and makes relaxed SIMD known to V8 where it has to be told. Throws where they are missing. */
export function findKernels(): KernelBytes {
  if (nodeMajor < 22) setFlagsFromString("--experimental-wasm-relaxed-simd");
  const exact = readKernels("exact");
  if (!exact) throw new Error("engine.exact.wasm is missing beside the program");
  const fast = readKernels("fast");
  return { exact, ...(fast && { fast }) };
}

/** V8 has had its 256-bit path since Node 22. */
export const hasWidePath = nodeMajor >= 22;

/** Lets V8 make 256-bit operations of neighbouring 128-bit ones from now on; wideProbe.ts asks first whether that works. */
export function allowWide(): void {
  if (hasWidePath) setFlagsFromString("--experimental-wasm-revectorize");
}

function readKernels(build: "fast" | "exact"): Uint8Array | undefined {
  const beside = [__dirname, path.resolve(__dirname, "../../dist")];
  const file = beside
    .map((folder) => path.join(folder, `engine.${build}.wasm`))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : readFileSync(file);
}
