/** How much the runs of a folder take on disk, and which of them, the oldest first, stand above a limit. test/runs/keptSize.test.ts. */
import * as path from "node:path";
import { files, namesIn } from "../files/files";
import { runsFolder } from "./findRun";
import { looksLikeRunId } from "./runId";

export interface RunSize {
  readonly folder: string;
  readonly bytes: number;
}

/** All runs in a folder's `.unroll/runs`, the oldest first; none where there is no such folder. Throws what the file system throws. */
export function runSizes(home: string): readonly RunSize[] {
  const runs = runsFolder(home);
  const ids = namesIn(runs).filter(looksLikeRunId).sort();
  return ids.map((id) => ({ folder: path.join(runs, id), bytes: sizeOf(path.join(runs, id)) }));
}

/** A file that goes away meanwhile counts nothing. */
function sizeOf(run: string): number {
  const sizes = namesIn(run).map((name) => files.statSync(path.join(run, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The oldest ones, as many as it takes for the rest to keep the limit; the newest always stays. */
export function oldestAbove(sizes: readonly RunSize[], limitBytes: number): readonly RunSize[] {
  let bytes = sizes.reduce((sum, run) => sum + run.bytes, 0);
  const gone: RunSize[] = [];
  for (const run of sizes.slice(0, -1)) {
    if (bytes <= limitBytes) break;
    gone.push(run);
    bytes -= run.bytes;
  }
  return gone;
}
