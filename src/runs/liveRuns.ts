/**
 * The run of live mode: one for each model file, in `.unroll/live` beside it, replaced by the next one.
 *
 * The next one is written into a folder of its own, and takes the place of the one before when it is finished and whole; so whatever a crash
 * leaves, the last finished one is there, and what a crash left goes with the next. These runs are in no list, and do not count for what
 * runs may take on disk. test/runs/liveRuns.test.ts holds it.
 */
import * as path from "node:path";
import { discard, files, namesIn } from "../files/files";
import { belongsTo, homeOf, keptFolder } from "./findRun";
import { readRun } from "./readRun";
import { looksLikeRunId } from "./runId";
import { isHeld } from "./runLock";
import { RunUnreadable } from "./runUnreadable";

/** Where the live runs of the model files in a folder are kept. Throws `FileRefused` where a link would lead them out of it. */
export const liveFolder = (home: string): string => keptFolder(home, "live");

/** A folder without a run in it may be one that is just being made. */
const YOUNG_MS = 60_000;

/** The run in this folder is finished: the others of its model file go, and what was cut off. `now`: milliseconds, as files have them. */
export function replaceLiveRun(kept: string, file: string, now: number): void {
  const home = homeOf(file);
  const live = liveFolder(home);
  for (const name of namesIn(live).filter(looksLikeRunId)) {
    const folder = path.join(live, name);
    if (folder !== kept && !isHeld(folder) && isOver(folder, file, home, now)) removeRun(folder);
  }
}

/** Of this file, or of none any more. */
function isOver(folder: string, file: string, home: string, now: number): boolean {
  try {
    return belongsTo(readRun(folder), file, home);
  } catch (error) {
    if (!(error instanceof RunUnreadable)) throw error;
    const changed = files.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? now;
    return now - changed > YOUNG_MS;
  }
}

/** What makes it a run goes first. A file that cannot be removed is left for the next time. */
function removeRun(folder: string): void {
  discard(path.join(folder, "run.json"));
  for (const name of namesIn(folder)) discard(path.join(folder, name));
  try {
    files.rmdirSync(folder);
  } catch {
    // The next run tries again.
  }
}
