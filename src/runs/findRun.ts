/**
 * Which run is meant: the newest of a model file that has weights, or one named by id or path.
 *
 * test/runs/findRun.test.ts holds it.
 */
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import { files, namesIn } from "../files/files";
import { FileRefused, isInside } from "../files/plainFile";
import { type Run, readRun } from "./readRun";
import { readRunWeights, type RunWeights } from "./readWeights";
import { looksLikeRunId } from "./runId";
import { RunUnreadable } from "./runUnreadable";

/** Where the runs of a workspace are kept. Throws `FileRefused` where a link would lead them out of the workspace. */
export function runsFolder(workspace: string): string {
  const hidden = path.join(workspace, ".unroll");
  const folder = path.join(hidden, "runs");
  for (const one of [hidden, folder]) {
    if (isThere(one) && !isInside(realPath(one), realPath(workspace))) {
      throw new FileRefused("outside", message("runs-elsewhere", { folder: one }));
    }
  }
  return folder;
}

const isThere = (file: string): boolean => files.statSync(file, { throwIfNoEntry: false }) !== undefined;

/** The path as the system sees it, or as it is where nothing is there. */
export function realPath(file: string): string {
  try {
    return files.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

/** A file's name in run.json: relative to the workspace, with forward slashes. */
export function fileInWorkspace(file: string, workspace: string): string {
  return path.relative(realPath(workspace), realPath(file)).split(path.sep).join("/");
}

/** All readable runs of a workspace, the newest first. Throws what the file system throws. */
export function listRuns(workspace: string): Run[] {
  return [...readRuns(workspace)].filter((run): run is Run => !(run instanceof RunUnreadable));
}

/** All runs; of one that cannot be read, why. */
function* readRuns(workspace: string): Generator<Run | RunUnreadable> {
  const folder = runsFolder(workspace);
  for (const id of namesIn(folder).filter(looksLikeRunId).sort().reverse()) {
    try {
      yield readRun(path.join(folder, id));
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      yield error;
    }
  }
}

/** Of a folder that is no run, or not yet one, there is nothing to say. */
const isNoRun = ({ problem }: RunUnreadable): boolean => problem.id === "run-missing" || problem.id === "run-not-begun";

export interface FoundRun {
  readonly run: Run;
  readonly weights: RunWeights;
}

/**
 * The newest run of this file that has weights and is not being trained, however it ended. What is newer and was passed over is in the notes.
 * Undefined where there is none; throws `RunUnreadable` where none of them can be read.
 */
export function findNewestRun(file: string, workspace: string): FoundRun | undefined {
  const wanted = fileInWorkspace(file, workspace);
  const passed: Message[] = [];
  let problem: RunUnreadable | undefined;
  for (const run of readRuns(workspace)) {
    if (run instanceof RunUnreadable) {
      if (!isNoRun(run)) passed.push(run.problem);
      continue;
    }
    if (run.record.file !== wanted) continue;
    if (run.status === "running") {
      passed.push(message("run-still-training", { run: run.record.id }));
      continue;
    }
    try {
      const weights = readRunWeights(run);
      if (weights) return { run, weights: { ...weights, notes: [...passed, ...weights.notes] } };
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      passed.push(error.problem);
      problem ??= error;
    }
  }
  if (problem) throw problem;
  return undefined;
}

/** A run by id, or by a path relative to `workingFolder`. Throws `RunUnreadable`. */
export function resolveRun(named: string, workspace: string, workingFolder: string): Run {
  const folders = [path.resolve(workingFolder, named)];
  if (looksLikeRunId(named)) folders.unshift(path.join(runsFolder(workspace), named));
  const folder = folders.find(isThere);
  if (folder === undefined) throw new RunUnreadable(message("run-unknown", { run: named }));
  return readRun(folder);
}
