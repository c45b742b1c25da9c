/**
 * `unroll check FILE…`: everything that is wrong in the files.
 *
 * test/cli/check.test.ts holds it.
 */
import * as path from "node:path";
import { namedFiles } from "../core/data/namedFiles";
import { stringifyJson } from "../core/data/jsonNumbers";
import { type Diagnostic, hasErrors } from "../core/diagnostics/diagnostic";
import { message, render, say } from "../core/messages/message";
import { createLineIndex, type Position } from "../core/text/lineIndex";
import type { TextRange } from "../core/text/range";
import { type ParsedArguments, WrongUsage } from "./arguments";
import { checkNamedFiles, fileCodes } from "../sources/checkNamedFiles";
import { analyzeWithData, readText, writeDiagnostics } from "./modelFiles";
import { previewHere, withPreview } from "../machine/previewHere";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

interface Checked {
  readonly file: string;
  readonly text: string;
  /** Absent where it could be read. */
  readonly unread?: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
}

export async function runCheck({ files }: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  if (!files.length) throw new WrongUsage(message("cli-needs-file", { command: "check" }));
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkFile(file, context));
  for (const { file, text, diagnostics } of checked) writeDiagnostics(file, text, diagnostics, context);
  if (context.json) context.out.write(`${stringifyJson({ files: checked.map((one) => asJson(one, context)) })}\n`);
  else writeResult(checked, context);
  if (checked.some(({ unread }) => unread === exitCodes.usage)) return exitCodes.usage;
  return checked.some(({ diagnostics }) => hasErrors(diagnostics)) ? exitCodes.modelWrong : exitCodes.success;
}

async function checkFile(file: string, context: CommandContext): Promise<Checked> {
  const text = readText(file, context);
  if (typeof text !== "string") return { file, text: "", unread: text.exitCode, diagnostics: text.diagnostics };
  const model = analyzeWithData(text, file, context);
  const place = path.resolve(context.workingFolder, file);
  const ofFiles = await checkNamedFiles(namedFiles(model), place, context.workingFolder);
  // Both look for columns; of the same one the finding with its cure is told.
  const ofModel = withPreview(model, previewHere(model)).filter(
    ({ code }) => !fileCodes.includes(code) || ofFiles.length === 0,
  );
  const found = [...ofModel, ...ofFiles];
  return { file, text, diagnostics: found.sort((a, b) => a.range.start - b.range.start) };
}

function writeResult(checked: readonly Checked[], { out, language }: CommandContext): void {
  for (const { file, diagnostics } of checked) {
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    if (errors) writeLine(out, say(language, "cli-check-errors", { file, errors }));
    else writeLine(out, say(language, "cli-check-good", { file }));
  }
}

function asJson({ file, text, diagnostics }: Checked, { language }: CommandContext): unknown {
  const index = createLineIndex(text);
  const placeOf = ({ start, end }: TextRange): { start: Position; end: Position } => ({
    start: index.positionAt(start),
    end: index.positionAt(end),
  });
  return {
    file,
    diagnostics: diagnostics.map(({ code, severity, message: said, range, fixes }) => ({
      code,
      severity,
      message: render(said, language),
      range: placeOf(range),
      fixes: fixes.map(({ title, edits, isChoice }) => ({
        title: render(title, language),
        isChoice: isChoice === true,
        edits: edits.map((edit) => ({ range: placeOf(edit.range), text: edit.text })),
      })),
    })),
  };
}
