/**
 * Which engines can be had here, and why not. test/cli/engines.test.ts and test/worker/engineJob.test.ts hold this.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type MessageId, message } from "../core/messages/message";
import { version } from "../core/version";
import type { EngineReport } from "../protocol/engines";
import { reportTensorFlow } from "../tensorflow/openTensorFlow";
import { type Environment, tensorFlowFolder } from "../tensorflow/tensorFlowFolder";
import type { JobContext } from "./jobContext";
import { findKernels } from "./openEngine";
import { problemOf } from "./prepareNetwork";

/** Reasons that a set-up does not take away. */
const lasting: readonly MessageId[] = ["tensorflow-no-avx", "tensorflow-no-self-test"];

/** Without `findWide` nothing is said about the 256-bit path, which may take some seconds to find out. Never throws. */
export async function reportEngines(
  environment: Environment,
  findWide?: JobContext["findWide"],
): Promise<readonly EngineReport[]> {
  return [await reportWasm(findWide), await reportTfjsNode(environment)];
}

async function reportWasm(findWide: JobContext["findWide"]): Promise<EngineReport> {
  const about = { name: "wasm", canSetUp: false, canRemove: false, threads: availableParallelism() } as const;
  try {
    const { fast } = findKernels();
    const hasFast = fast !== undefined && WebAssembly.validate(new Uint8Array(fast));
    const wide = await findWide?.();
    const has256 = wide !== undefined && (wide.exact || (wide.fast && hasFast));
    const features = ["exact", "simd", ...(hasFast ? ["fast", "relaxed-simd"] : []), ...(has256 ? ["wide"] : [])];
    return { ...about, available: true, version, features };
  } catch (error) {
    const reason = message("engine-cannot-start", { engine: "wasm", problem: problemOf(error) });
    return { ...about, available: false, reason, features: [] };
  }
}

async function reportTfjsNode(environment: Environment): Promise<EngineReport> {
  const { available, version: found, reason, gpu, tfjs } = await reportTensorFlow({ environment });
  return {
    name: "tfjs-node",
    available,
    ...(found !== undefined && { version: found }),
    ...(reason && { reason }),
    canSetUp: reason !== undefined && !lasting.includes(reason.id),
    canRemove: existsSync(tensorFlowFolder(environment)),
    threads: available ? availableParallelism() : 0,
    features: available ? [...(tfjs ? [tfjs] : []), gpu ? "gpu" : "cpu"] : [],
  };
}
