/** The compiled kernels; the builds that a test runs on. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { createWasmEngine } from "../../src/engine/wasmEngine";
import type { EngineBuild } from "../../src/core/training/networkSession";

setFlagsFromString("--experimental-wasm-relaxed-simd");
export const kernelBytes = {
  fast: new Uint8Array(readFileSync("dist/engine.fast.wasm")),
  exact: new Uint8Array(readFileSync("dist/engine.exact.wasm")),
};

/** One engine for all tests of a file. */
export const engine = createWasmEngine(kernelBytes);
export const builds: readonly EngineBuild[] = ["fast", "exact"];
