/**
 * The model file as a run began with it, out of its folder. test/worker/predictJob.test.ts, look.test.ts and resume.test.ts.
 */
import * as path from "node:path";
import { message } from "../core/messages/message";
import { RunUnreadable } from "../runs/runUnreadable";
import { readModelText } from "../sources/readModelText";

export const frozenModelOf = (folder: string): string => path.join(folder, "model.rnn.yaml");

/** Throws `RunUnreadable` where it is gone or cannot be read. */
export function readFrozenModel(folder: string): string {
  const file = frozenModelOf(folder);
  try {
    return readModelText(file);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RunUnreadable(message(isMissing ? "run-missing" : "run-corrupt", { file }));
  }
}
