/**
 * Reads model files and shows what is wrong with them: `file:line:column code message`, counted from 1.
 */
import { plainText } from "../core/text/plainText";
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { message, render } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { FileRefused } from "../files/plainFile";
import { tableSource } from "../sources/readTableFile";
import { readModelText } from "../sources/readModelText";
import { createLineIndex } from "../core/text/lineIndex";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

/** A file that cannot be read, as a finding at its first character. */
export interface Unreadable {
  readonly diagnostics: readonly [Diagnostic];
  /** What is in the file is wrong, or the call that names it. */
  readonly exitCode: ExitCode;
}

/** The text of a file, or why it cannot be read. */
export function readText(file: string, { workingFolder }: Pick<CommandContext, "workingFolder">): string | Unreadable {
  try {
    return readModelText(path.resolve(workingFolder, file));
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    const text =
      error instanceof FileRefused
        ? error.problem
        : problem === "ENOENT"
          ? message("file-missing")
          : message("file-unreadable", { problem });
    const range = { start: 0, end: 0 };
    const isWrong = error instanceof FileRefused && error.code === "not-utf8";
    const exitCode = isWrong ? exitCodes.modelWrong : exitCodes.usage;
    return { exitCode, diagnostics: [{ code: text.id, severity: "error", range, message: text, fixes: [] }] };
  }
}

/** Reads and analyses; the exit code where the file cannot be read, which is then said. */
export function readModelFile(file: string, context: CommandContext): ModelFile | ExitCode {
  const text = readOrSay(file, context);
  return typeof text === "string" ? analyzeWithData(text, file, context) : text;
}

/** Analyses a text with the data files that it names. */
export function analyzeWithData(
  text: string,
  file: string,
  { workingFolder }: Pick<CommandContext, "workingFolder">,
): ModelFile {
  const tables = tableSource(path.resolve(workingFolder, file), workingFolder);
  return analyzeModelFile(text, { fileName: path.basename(file), tables });
}

/** The text, or the exit code where the file cannot be read, which is then said. */
export function readOrSay(file: string, context: CommandContext): string | ExitCode {
  const text = readText(file, context);
  if (typeof text === "string") return text;
  writeDiagnostics(file, "", text.diagnostics, context);
  return text.exitCode;
}

/** Writes findings to stderr, one a line. */
export function writeDiagnostics(
  file: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  { err, language }: Pick<CommandContext, "err" | "language">,
): void {
  const index = createLineIndex(text);
  for (const { code, range, message: said } of diagnostics) {
    const { line, character } = index.positionAt(range.start);
    const sentence = plainText(render(said, language)).replaceAll("\n", " ");
    writeLine(err, `${file}:${line + 1}:${character + 1} ${code} ${sentence}`);
  }
}
