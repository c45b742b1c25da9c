/**
 * One writer for each run folder. test/runs/runLock.test.ts holds it.
 */
import * as path from "node:path";
import { takeLockFile } from "../locks/lockFile";

const LOCK_FILE = "lock";

/** Somebody else writes this run. */
export class RunLocked extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is written by process ${pid}`);
    this.name = "RunLocked";
  }
}

/** Takes the lock, and gives the function that releases it. Throws `RunLocked`. */
export function lockRun(folder: string): () => void {
  const taken = takeLockFile(path.join(folder, LOCK_FILE));
  if (typeof taken === "function") return taken;
  throw new RunLocked(folder, taken.pid ?? 0);
}
