/**
 * `unroll engines`: which engines can be had here, and why not.
 *
 * test/cli/engines.test.ts holds it.
 */
import { stringifyJson } from "../core/data/jsonNumbers";
import { type Language, message, render, say } from "../core/messages/message";
import type { EngineReport } from "../protocol/engines";
import { reportEngines } from "../worker/reportEngines";
import { findWide } from "../worker/wideProbe";
import { changeEngine, engineChange } from "./changeEngine";
import { type ParsedArguments, WrongUsage } from "./arguments";
import { asMessage } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

export async function runEngines({ files, texts }: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  if (files[0] !== undefined) throw new WrongUsage(message("cli-no-file", { command: "engines", extra: files[0] }));
  const change = engineChange(texts);
  if (change) {
    const code = await changeEngine(change, context);
    if (code !== exitCodes.success || change.what === "remove") return code;
  }
  const { environment, language, out } = context;
  const engines = await reportEngines(environment, findWide);
  if (context.json) out.write(`${stringifyJson({ engines: engines.map((one) => jsonOf(one, language)) })}\n`);
  else for (const engine of engines) writeEngine(engine, context);
  return exitCodes.success;
}

/** As `--json` tells it. */
function jsonOf({ name, available, version, reason, threads, features }: EngineReport, language: Language): object {
  const why = reason ? render(asMessage(reason), language) : null;
  return { name, available, version: version ?? null, reason: why, threads, features };
}

function writeEngine(engine: EngineReport, { out, language }: CommandContext): void {
  const { name, available, version: found, reason, features } = engine;
  if (available)
    writeLine(out, say(language, "cli-engine", { name, version: found ?? "", features: features.join(", ") }));
  else
    writeLine(
      out,
      say(language, "cli-engine-missing", { name, reason: reason ? render(asMessage(reason), language) : "" }),
    );
}
