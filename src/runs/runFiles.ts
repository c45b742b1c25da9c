/**
 * The files of a run, and what killed writers left beside them.
 */
import * as path from "node:path";
import { discard, namesIn } from "../files/files";
import { checkpointFiles } from "./checkpointFiles";
import { EPOCHS_FILE } from "./epochWeights";
import { finalNameOf } from "./writeAtomically";

/** A folder that has one of them already is not written into. */
export const runFiles = [
  "run.json",
  "model.rnn.yaml",
  "metrics.jsonl",
  "last.safetensors",
  "best.safetensors",
  EPOCHS_FILE,
  ...checkpointFiles,
] as const;

/** Removes the temporary files of a folder that is held, where the file system lets it: their writers are gone. */
export function removeTemporary(folder: string): void {
  try {
    for (const name of namesIn(folder)) {
      if (runFiles.some((file) => finalNameOf(name) === file)) discard(path.join(folder, name));
    }
  } catch {
    // The next holder tries again.
  }
}
