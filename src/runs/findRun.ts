/**
 * Which run is meant: the newest of a model file, or one named by id or path.
 *
 * test/runs/findRun.test.ts holds it.
 */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import * as path from "node:path";
import { message } from "../core/messages/message";
import { FileRefused, isInside } from "../files/plainFile";
import { type Run, RunUnreadable, readRun } from "./readRun";
import { looksLikeRunId } from "./runId";

/** Where the runs of a workspace are kept. Throws `FileRefused` where a link would lead them out of the workspace. */
export function runsFolder(workspace: string): string {
  const hidden = path.join(workspace, ".unroll");
  const folder = path.join(hidden, "runs");
  for (const one of [hidden, folder]) {
    if (existsSync(one) && !isInside(realPath(one), realPath(workspace))) {
      throw new FileRefused("outside", message("runs-elsewhere", { folder: one }));
    }
  }
  return folder;
}

/** The path as the system sees it, or as it is where nothing is there. */
export function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

/** A file's name in run.json: relative to the workspace, with forward slashes. */
export function fileInWorkspace(file: string, workspace: string): string {
  return path.relative(realPath(workspace), realPath(file)).split(path.sep).join("/");
}

/** All readable runs of a workspace, the newest first. */
export function* listRuns(workspace: string): Generator<Run> {
  const folder = runsFolder(workspace);
  const ids = existsSync(folder) ? readdirSync(folder) : [];
  for (const id of ids.filter(looksLikeRunId).sort().reverse()) {
    try {
      yield readRun(path.join(folder, id));
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
    }
  }
}

/** The newest run of this file that ended in order and has weights. */
export function findNewestRun(file: string, workspace: string): Run | undefined {
  const wanted = fileInWorkspace(file, workspace);
  for (const run of listRuns(workspace)) {
    const isOver = run.status === "finished" || run.status === "stopped";
    if (isOver && run.record.file === wanted && existsSync(path.join(run.folder, "last.safetensors"))) return run;
  }
  return undefined;
}

/** A run by id, or by a path relative to `workingFolder`. Throws `RunUnreadable`. */
export function resolveRun(named: string, workspace: string, workingFolder: string): Run {
  if (looksLikeRunId(named)) {
    const folder = path.join(runsFolder(workspace), named);
    if (existsSync(folder)) return readRun(folder);
  }
  const folder = path.resolve(workingFolder, named);
  if (!existsSync(folder)) throw new RunUnreadable(message("run-unknown", { run: named }));
  return readRun(folder);
}
