/**
 * TensorFlow found, tested and loaded; or the reason why not.
 *
 * test/tensorflow/find.test.ts.
 */
import { message, type Message } from "../core/messages/message";
import { loadTensorFlow, type LoadedTensorFlow } from "./loadTensorFlow";
import { forget, probePackage, type ProbeOptions } from "./probe/probePackage";
import { createTensorFlowEngine, type TensorFlowEngine } from "./tensorFlowEngine";
import { findPackage } from "./tensorFlowFolder";

export interface TensorFlowReport {
  readonly available: boolean;
  /** Of TensorFlow's library. */
  readonly version: string | undefined;
  readonly reason: Message | undefined;
  readonly gpu: boolean;
  /** The package and its version, where there is one. */
  readonly tfjs: string | undefined;
}

/** What can be had here; the self-test has been made. Never throws. */
export async function reportTensorFlow(options: ProbeOptions): Promise<TensorFlowReport> {
  const found = findPackage(options.environment);
  const missing = { available: false, version: undefined, gpu: false } as const;
  if (!found) return { ...missing, reason: message("tensorflow-absent"), tfjs: undefined };
  const tfjs = `${found.name} ${found.version}`;
  const outcome = await probePackage(found, options);
  if (!outcome.works) return { ...missing, reason: outcome.reason, tfjs };
  return { available: true, version: outcome.tensorFlow, reason: undefined, gpu: outcome.gpu, tfjs };
}

/** Throws `TensorFlowMissing` with the reason. */
export async function openTensorFlow(options: ProbeOptions): Promise<TensorFlowEngine> {
  return createTensorFlowEngine(await loadTested(options));
}

/** TensorFlow in this process, once its self-test has been made. Throws `TensorFlowMissing` with the reason. */
export async function loadTested(options: ProbeOptions): Promise<LoadedTensorFlow> {
  const found = findPackage(options.environment);
  const { reason } = await reportTensorFlow(options);
  if (!found || reason) throw new TensorFlowMissing(reason ?? message("tensorflow-absent"));
  try {
    return loadTensorFlow(found);
  } catch (error) {
    forget(found, options.environment);
    const [problem = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new TensorFlowMissing(message("tensorflow-broken", { folder: found.folder, problem }));
  }
}

export class TensorFlowMissing extends Error {
  constructor(readonly reason: Message) {
    super(reason.id);
    this.name = "TensorFlowMissing";
  }
}
