/**
 * The folder that a job is to write into, held by it alone: a new one, or that of a run that is taken up again.
 *
 * Somebody on another machine may hold it and be gone; that is told, and waited for. test/worker/resumeAtOnce.test.ts.
 */
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import type { TrainRequest } from "../protocol/training";
import { homeOf, resolveRun, runsFolder } from "../runs/findRun";
import { keepOutOfGit } from "../runs/keepOutOfGit";
import { liveFolder } from "../runs/liveRuns";
import { makeRunId } from "../runs/runId";
import { type HeldFolder, holdFolderInTime, LONGEST_WATCH_S, RunLocked } from "../runs/runLock";
import { makeFolder, RunFolderTaken } from "../runs/runWriter";
import type { JobContext } from "./jobContext";
import { problemOf, readOrRefuse, refuse } from "./prepareNetwork";
import type { TrainingPlan } from "./trainingInMotion";

/** The folder of the named run. Throws `JobRefused`. */
export function holdRun({ file, workspace }: TrainRequest, named: string, context: JobContext): Promise<HeldFolder> {
  return hold(readOrRefuse(() => resolveRun(named, file, workspace)).folder, context);
}

/** The folder that the request names, or a new one beside the model file; made where it is not there. Throws `JobRefused`. */
export function holdNewFolder(request: TrainRequest, { file }: TrainingPlan, context: JobContext): Promise<HeldFolder> {
  const { out, live } = request;
  const home = homeOf(request.file);
  const folder =
    out ??
    path.join(live ? liveFolder(home) : runsFolder(home), makeRunId(context.clock.now(), file.name, context.random));
  orRefuse(folder, () => {
    makeFolder(folder);
    if (out === undefined) keepOutOfGit(home);
  });
  return hold(folder, context);
}

async function hold(folder: string, { signal, emit }: JobContext): Promise<HeldFolder> {
  try {
    return await holdFolderInTime(folder, signal, ({ pid, host }) => {
      const args = { folder, pid, host, seconds: LONGEST_WATCH_S };
      emit({ type: "warned", reason: { id: "run-lock-watched", args } });
    });
  } catch (error) {
    return refuseFolder(folder, error);
  }
}

/** What is done to a folder. Throws `JobRefused`. */
export function orRefuse<Value>(folder: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    return refuseFolder(folder, error);
  }
}

function refuseFolder(folder: string, error: unknown): never {
  if (error instanceof RunFolderTaken) refuse("failed", message("run-folder-taken", { folder, file: error.file }));
  if (error instanceof RunLocked) refuse("failed", lockedMessage(error));
  return refuse("failed", message("run-cannot-write", { folder, problem: problemOf(error) }));
}

function lockedMessage({ folder, holder, isElsewhere }: RunLocked): Message {
  const pid = holder?.pid ?? "?";
  const host = holder?.host ?? "?";
  return isElsewhere ? message("run-locked.elsewhere", { folder, pid, host }) : message("run-locked", { folder, pid });
}
