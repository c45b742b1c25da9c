/**
 * Reads one file of a run's folder: a plain one, no larger than such a file can be, or a word about it.
 */
import { message } from "../core/messages/message";
import { systemCode } from "../files/files";
import { FileRefused, readPlainFile } from "../files/plainFile";
import { RunUnreadable } from "./runUnreadable";

/** The most bytes of what is read from a run's folder; weights are read into one buffer. */
const mostBytes = { record: 2 ** 24, metrics: 2 ** 29 - 1, weights: 2 ** 31 - 1 } as const;

/** Undefined where there is no such file. `within`: the folders of which it must lie in one. Throws `RunUnreadable`. */
export function readRunFile(
  file: string,
  kind: keyof typeof mostBytes,
  within?: readonly string[],
): Buffer | undefined {
  try {
    return readPlainFile(file, { limit: mostBytes[kind], within });
  } catch (error) {
    const problem = systemCode(error) ?? String(error);
    if (problem === "ENOENT") return undefined;
    if (error instanceof FileRefused) throw new RunUnreadable(error.problem);
    throw new RunUnreadable(message(kind === "weights" ? "weights-unreadable" : "run-unreadable", { file, problem }));
  }
}
