/**
 * One writer for each run folder.
 *
 * The lock is a file with the writer's process in it, made in one step; the lock of a process that is gone is taken over.
 * test/runs/runLock.test.ts holds it.
 */
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { isAlive, type ProcessMark, thisProcess } from "./processMark";

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
  const file = path.join(folder, LOCK_FILE);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(thisProcess()), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = readOwner(file);
    if (attempt === 5 || (owner ? isAlive(owner) : isFresh(file))) throw new RunLocked(folder, owner?.pid ?? 0);
    removeStale(file);
  }
}

function readOwner(file: string): ProcessMark | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, "utf8")) as ProcessMark;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, started: String(started) } : undefined;
  } catch {
    return undefined;
  }
}

/** A lock without a readable owner may be in the middle of being written. */
function isFresh(file: string): boolean {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5000;
}

/** Moved aside first, so that of two that find it only one removes it. */
function removeStale(file: string): void {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
