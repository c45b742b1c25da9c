/**
 * Where the runs of a model file lie, and which one is meant: the newest that has weights, or one named by id or path.
 *
 * They lie beside the file, so that they are found from any current folder; those in the workspace's folder, where they once were, are
 * read too. test/runs/findRun.test.ts holds it.
 */
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import { files, namesIn } from "../files/files";
import { FileRefused, isInside, readPlainFile } from "../files/plainFile";
import { type Run, readRun } from "./readRun";
import { readRunWeights, type RunWeights } from "./readWeights";
import { looksLikeRunId } from "./runId";
import { RunUnreadable } from "./runUnreadable";

/** No model file that is trained is larger. */
const MOST_MODEL_BYTES = 64_000_000;

/** Where the runs of the model files in a folder are kept. Throws `FileRefused` where a link would lead them out of it. */
export const runsFolder = (home: string): string => keptFolder(home, "runs");

/** A folder in `.unroll`. Throws `FileRefused` where a link would lead out of `home`. */
export function keptFolder(home: string, name: string): string {
  const hidden = path.join(home, ".unroll");
  const folder = path.join(hidden, name);
  for (const one of [hidden, folder]) {
    if (isThere(one) && !isInside(realPath(one), realPath(home))) {
      throw new FileRefused("outside", message("runs-elsewhere", { folder: one }));
    }
  }
  return folder;
}

/** The folders in whose `.unroll/runs` a file's runs may lie: its own, and the workspace's (or current) one. */
const homesOf = (file: string, workspace: string): string[] => [...new Set([homeOf(file), realPath(workspace)])];

/** The folder in whose `.unroll/runs` a new run of a file is kept. */
export const homeOf = (file: string): string => path.dirname(realPath(file));

const isThere = (file: string): boolean => files.statSync(file, { throwIfNoEntry: false }) !== undefined;

/** The path as the system sees it, or as it is where nothing is there. */
export function realPath(file: string): string {
  try {
    return files.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

/** A file's name in run.json: relative to the folder that holds `.unroll`, with forward slashes. */
export function fileInFolder(file: string, folder: string): string {
  return path.relative(realPath(folder), realPath(file)).split(path.sep).join("/");
}

/** All readable runs in a folder's `.unroll/runs`, the newest first. Throws what the file system throws. */
export function listRuns(home: string): Run[] {
  return [...readRuns([home])].flatMap(({ run }) => (run instanceof RunUnreadable ? [] : [run]));
}

/** The runs of one file that can be read, the newest first, read one by one. */
export function* runsOf(file: string, workspace: string): Generator<Run> {
  for (const { home, run } of readRuns(homesOf(file, workspace))) {
    if (!(run instanceof RunUnreadable) && belongsTo(run, file, home)) yield run;
  }
}

/** All runs in the folders' `.unroll/runs`, the newest first; of one that cannot be read, why. */
function* readRuns(homes: readonly string[]): Generator<{ home: string; run: Run | RunUnreadable }> {
  const found = homes.flatMap((home) =>
    namesIn(runsFolder(home))
      .filter(looksLikeRunId)
      .map((id) => ({ home, id })),
  );
  // Ids begin with their time.
  for (const { home, id } of found.sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))) {
    yield { home, run: readOrWhy(path.join(runsFolder(home), id)) };
  }
}

function readOrWhy(folder: string): Run | RunUnreadable {
  try {
    return readRun(folder);
  } catch (error) {
    if (!(error instanceof RunUnreadable)) throw error;
    return error;
  }
}

/** A run is of the file it was trained from; where that is gone, of one with the same text. */
export function belongsTo({ folder, record }: Run, file: string, home: string): boolean {
  const from = path.resolve(home, record.file);
  if (realPath(from) === realPath(file)) return true;
  return !isThere(from) && sameText(path.join(folder, "model.rnn.yaml"), file);
}

function sameText(one: string, other: string): boolean {
  try {
    const [first, second] = [one, other].map((file) => readPlainFile(file, { limit: MOST_MODEL_BYTES }));
    return first !== undefined && second !== undefined && first.equals(second);
  } catch {
    return false;
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
  const passed: Message[] = [];
  let problem: RunUnreadable | undefined;
  for (const { home, run } of readRuns(homesOf(file, workspace))) {
    if (run instanceof RunUnreadable) {
      if (!isNoRun(run)) passed.push(run.problem);
      continue;
    }
    if (!belongsTo(run, file, home)) continue;
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

/** A run of a file by id, or by a path relative to the workspace (the current folder). Throws `RunUnreadable`. */
export function resolveRun(named: string, file: string, workspace: string): Run {
  const byId = looksLikeRunId(named) ? homesOf(file, workspace).map((home) => path.join(runsFolder(home), named)) : [];
  const folders = [...byId, path.resolve(workspace, named)];
  const folder = folders.find(isThere);
  if (folder === undefined) throw new RunUnreadable(message("run-unknown", { run: named }));
  return readRun(folder);
}
