/** A file that was asked for beside a command's answer: `--save`, `--csv`. test/cli/train.test.ts and forecast.test.ts hold it. */
import * as path from "node:path";
import { say } from "../core/messages/message";
import { writeAtomically } from "../runs/writeAtomically";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

/** Written whole or not at all; where it cannot be, or its content cannot be had, that is said. */
export function saveFile(
  file: string,
  content: () => string | Uint8Array,
  { err, workingFolder, language }: CommandContext,
): ExitCode {
  try {
    writeAtomically(path.resolve(workingFolder, file), content());
    return exitCodes.success;
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    writeLine(err, `unroll: ${say(language, "cli-cannot-save", { file, problem })}`);
    return exitCodes.trainingFailed;
  }
}
