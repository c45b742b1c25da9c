/**
 * `unroll engines`: which engines can be had here, and why not.
 *
 * test/cli/engines.test.ts holds it.
 */
import { stringifyJson } from "../core/data/jsonNumbers";
import { message, say } from "../core/messages/message";
import { version } from "../core/version";
import { findKernels } from "../worker/openEngine";
import { problemOf } from "../worker/prepareNetwork";
import { findWide } from "../worker/wideProbe";
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

export async function runEngines({ files }: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  if (files[0] !== undefined) throw new WrongUsage(message("cli-no-file", { command: "engines", extra: files[0] }));
  const engines = [await reportWasm(), reportTensorFlow(context)];
  if (context.json) context.out.write(`${stringifyJson({ engines })}\n`);
  else for (const engine of engines) writeEngine(engine, context);
  return exitCodes.success;
}

async function reportWasm(): Promise<EngineReport> {
  const about = { name: "wasm", threads: 1 };
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

function reportTensorFlow({ language }: CommandContext): EngineReport {
  const reason = say(language, "engine-not-built");
  return { name: "tfjs-node", available: false, version: null, reason, threads: 0, features: [] };
}

function writeEngine(engine: EngineReport, { out, language }: CommandContext): void {
  const { name, available, version: found, reason, features } = engine;
  if (available)
    writeLine(out, say(language, "cli-engine", { name, version: found ?? "", features: features.join(", ") }));
  else writeLine(out, say(language, "cli-engine-missing", { name, reason: reason ?? "" }));
}
