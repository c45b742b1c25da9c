/**
 * Loads the package into this process.
 *
 * On Node 23 and newer it asks `util` for functions that are gone; they are given back first. What TensorFlow reads from the
 * environment is set before the library is loaded: it says nothing on stderr, and it computes without oneDNN's other order of sums.
 * test/tensorflow/find.test.ts.
 */
import { createRequire } from "node:module";
import * as path from "node:path";
import type { FoundPackage } from "./tensorFlowFolder";
import type { Tf } from "./tfjs";

export interface LoadedTensorFlow {
  readonly tf: Tf;
  /** Of the library, for example 2.21.0. */
  readonly version: string;
  /** A graphics card is in use. */
  readonly gpu: boolean;
}

interface NodeBackend {
  readonly binding?: { readonly TF_Version?: string };
  readonly isUsingGpuDevice?: boolean;
}

/** Throws what the package or the loader of the system throws. */
export function loadTensorFlow({ folder }: FoundPackage): LoadedTensorFlow {
  const load = createRequire(path.join(folder, "package.json"));
  defineMissing(load("node:util") as Record<string, unknown>);
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "0";
  const tf = load(folder) as Tf;
  // Progress bars and warnings of the package are not for the readers of this program's output.
  tf.env().set("PROD", true);
  const { binding, isUsingGpuDevice } = tf.backend() as NodeBackend;
  return { tf, version: binding?.TF_Version ?? "?", gpu: isUsingGpuDevice === true };
}

/** The functions that the package calls and that Node 23 took away. */
export function defineMissing(util: Record<string, unknown>): void {
  util.isArray ??= Array.isArray;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
}
