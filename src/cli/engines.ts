/**
 * `unroll engines`: which engines can be had here, and why not.
 *
 * test/cli/engines.test.ts holds it.
 */
import { availableParallelism } from "node:os";
import { stringifyJson } from "../core/data/jsonNumbers";
import { message, render, say } from "../core/messages/message";
import { version } from "../core/version";
import { reportTensorFlow } from "../tensorflow/openTensorFlow";
import { findKernels } from "../worker/openEngine";
import { problemOf } from "../worker/prepareNetwork";
import { findWide } from "../worker/wideProbe";
import { changeEngine, engineChange } from "./changeEngine";
import { type ParsedArguments, WrongUsage } from "./arguments";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

interface EngineReport {
  readonly name: string;
  readonly available: boolean;
  readonly version: string | null;
  readonly reason: string | null;
  readonly threads: number;
  readonly features: readonly string[];
}

export async function runEngines({ files, texts }: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  if (files[0] !== undefined) throw new WrongUsage(message("cli-no-file", { command: "engines", extra: files[0] }));
  const change = engineChange(texts);
  if (change) {
    const code = await changeEngine(change, context);
    if (code !== exitCodes.success || change.what === "remove") return code;
  }
  const engines = [await reportWasm(), await reportTfjsNode(context)];
  if (context.json) context.out.write(`${stringifyJson({ engines })}\n`);
  else for (const engine of engines) writeEngine(engine, context);
  return exitCodes.success;
}

async function reportWasm(): Promise<EngineReport> {
  const about = { name: "wasm", threads: availableParallelism() };
  try {
    const { fast } = findKernels();
    const hasFast = fast !== undefined && WebAssembly.validate(new Uint8Array(fast));
    const wide = await findWide();
    const has256 = wide.exact || (wide.fast && hasFast);
    const features = ["exact", "simd", ...(hasFast ? ["fast", "relaxed-simd"] : []), ...(has256 ? ["wide"] : [])];
    return { ...about, available: true, version, reason: null, features };
  } catch (error) {
    return { ...about, available: false, version: null, reason: problemOf(error), features: [] };
  }
}

async function reportTfjsNode({ environment, language }: CommandContext): Promise<EngineReport> {
  const { available, version: found, reason, gpu, tfjs } = await reportTensorFlow({ environment });
  return {
    name: "tfjs-node",
    available,
    version: found ?? null,
    reason: reason ? render(reason, language) : null,
    threads: available ? availableParallelism() : 0,
    features: available ? [...(tfjs ? [tfjs] : []), ...(gpu ? ["gpu"] : ["cpu"])] : [],
  };
}

function writeEngine(engine: EngineReport, { out, language }: CommandContext): void {
  const { name, available, version: found, reason, features } = engine;
  if (available)
    writeLine(out, say(language, "cli-engine", { name, version: found ?? "", features: features.join(", ") }));
  else writeLine(out, say(language, "cli-engine-missing", { name, reason: reason ?? "" }));
}
