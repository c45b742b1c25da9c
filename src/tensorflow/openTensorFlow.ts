/**
 * TensorFlow found, tested and loaded; or the reason why not.
 *
 * test/tensorflow/find.test.ts.
 */
import { message, type Message } from "../core/messages/message";
import { loadTensorFlow, type LoadedTensorFlow } from "./loadTensorFlow";
import {
  firstLine,
  forget,
  probePackage,
  type ProbeOptions,
  type ProbeOutcome,
  rememberAtExit,
} from "./probe/probePackage";
import { createTensorFlowEngine, type TensorFlowEngine } from "./tensorFlowEngine";
import { findPackages, type FoundPackage } from "./tensorFlowFolder";

export interface SearchOptions extends ProbeOptions {
  /** Where the command line's program lies; absent: as it has said (tensorFlowFolder.ts). */
  readonly programFolder?: string;
}

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
export async function reportTensorFlow(options: SearchOptions): Promise<TensorFlowReport> {
  const tested = await findTested(options);
  const missing = { available: false, version: undefined, gpu: false } as const;
  if (!tested) return { ...missing, reason: message("tensorflow-absent"), tfjs: undefined };
  const { found, outcome } = tested;
  const tfjs = `${found.name} ${found.version}`;
  if (!outcome.works) return { ...missing, reason: outcome.reason, tfjs };
  return { available: true, version: outcome.tensorFlow, reason: undefined, gpu: outcome.gpu, tfjs };
}

/** Throws `TensorFlowMissing` with the reason. */
export async function openTensorFlow(options: SearchOptions): Promise<TensorFlowEngine> {
  return createTensorFlowEngine(await loadTested(options));
}

/** What this process has loaded, by its folder: a test would come too late for it. */
const loadedHere = new Map<string, LoadedTensorFlow>();

/**
 * TensorFlow in this process, once its self-test has been made. Throws `TensorFlowMissing` with the reason.
 *
 * A library that was damaged since can end the process while it is loaded, or later. So a success is remembered again only when the
 * process ends as it should: after any other end the next call makes the self-test, which ends without ending anybody else.
 */
export async function loadTested(options: SearchOptions): Promise<LoadedTensorFlow> {
  for (const { folder } of findPackages(options.environment, options.programFolder)) {
    const before = loadedHere.get(folder);
    if (before) return before;
  }
  const tested = await findTested(options);
  if (!tested) throw new TensorFlowMissing(message("tensorflow-absent"));
  const { found } = tested;
  const isForgotten = forget(found, options.environment);
  const outcome = isForgotten ? tested.outcome : await probePackage(found, { ...options, anew: true });
  if (!outcome.works) throw new TensorFlowMissing(outcome.reason);
  try {
    const loaded = loadTensorFlow(found);
    rememberAtExit(found, options.environment, outcome);
    loadedHere.set(found.folder, loaded);
    return loaded;
  } catch (error) {
    throw new TensorFlowMissing(message("tensorflow-broken", { folder: found.folder, problem: firstLine(error) }));
  }
}

interface TestedPackage {
  readonly found: FoundPackage;
  readonly outcome: ProbeOutcome;
}

/** The first package that works, or the first one with why it does not. */
async function findTested({ programFolder, ...options }: SearchOptions): Promise<TestedPackage | undefined> {
  let first: TestedPackage | undefined;
  for (const found of findPackages(options.environment, programFolder)) {
    const outcome = await probePackage(found, options);
    if (outcome.works) return { found, outcome };
    first ??= { found, outcome };
  }
  return first;
}

export class TensorFlowMissing extends Error {
  constructor(readonly reason: Message) {
    super(reason.id);
    this.name = "TensorFlowMissing";
  }
}
