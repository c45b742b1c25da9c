/**
 * The weights of a run, wherever in its folder they are whole, and weights from any file.
 *
 * A run that ended has them in last.safetensors. One that was cut off, or whose end could not be written, has newer ones in its checkpoint,
 * which is written first. What is taken in place of something damaged or missing is said (`notes`). test/runs/readWeights.test.ts holds it.
 */
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { readSafetensors } from "../interop/safetensors/readSafetensors";
import { SafetensorsError } from "../interop/safetensors/safetensorsError";
import { readCheckpoint } from "./checkpoint";
import { fingerprintWeights } from "./fingerprint";
import type { Run } from "./readRun";
import { readRunFile } from "./readRunFile";
import { RunUnreadable } from "./runUnreadable";

export interface RunWeights {
  readonly tensors: readonly NamedTensor[];
  /** Completed epochs when they were so; absent where the file does not say. */
  readonly epoch: number | undefined;
  /** What was passed over, for people. */
  readonly notes: readonly Message[];
}

/**
 * Reads weights from any safetensors file; its fingerprint is checked where it has one. `within`: the folders of which the file must lie
 * in one; absent: anywhere. Throws `RunUnreadable`.
 */
export function readWeightsFile(file: string, within?: readonly string[]): readonly NamedTensor[] {
  const found = readFile(file, within);
  if (!found) throw new RunUnreadable(message("weights-missing", { file }));
  return found.tensors;
}

/** Undefined where there is no such file. */
function readFile(file: string, within?: readonly string[]): ReturnType<typeof readSafetensors> | undefined {
  const bytes = readRunFile(file, "weights", within);
  if (!bytes) return undefined;
  try {
    const found = readSafetensors(bytes);
    const expected = found.metadata.get("sha256");
    if (found.metadata.get("format") !== "unroll" || expected === fingerprintWeights(found.tensors)) return found;
  } catch (error) {
    if (error instanceof SafetensorsError) throw new RunUnreadable(error.problem);
    throw error;
  }
  throw new RunUnreadable(message("weights-damaged", { file }));
}

type Source = (run: Run) => RunWeights | undefined;

/** The run's weights after its last saved step. Undefined where it has none yet; throws `RunUnreadable` where none of them is whole. */
export function readRunWeights(run: Run): RunWeights | undefined {
  const isOver = run.status === "finished" || run.status === "stopped";
  // A run of a former version may have no checkpoint.
  const sources: readonly Source[] = isOver
    ? [weightsOf("last"), weightsOfCheckpoint, weightsOf("best")]
    : [weightsOfCheckpoint, weightsOf("last"), weightsOf("best")];
  let problem: RunUnreadable | undefined;
  for (const [place, read] of sources.entries()) {
    try {
      const found = read(run);
      if (found)
        return place === 0
          ? found
          : { ...found, notes: [...notesOf(problem, run, isOver, found, place), ...found.notes] };
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      problem ??= error;
    }
  }
  if (problem) throw problem;
  return undefined;
}

/** What is to be said of weights that are not in the first place. */
function notesOf(
  problem: RunUnreadable | undefined,
  { folder }: Run,
  isOver: boolean,
  found: RunWeights,
  place: number,
): Message[] {
  const epoch = found.epoch ?? "?";
  if (place === 2) return [...(problem ? [problem.problem] : []), message("weights-of-best", { folder, epoch })];
  if (isOver) return [message("weights-of-checkpoint", { file: path.join(folder, "last.safetensors"), epoch })];
  return problem ? [problem.problem, message("weights-of-last", { folder, epoch })] : [];
}

const weightsOf =
  (which: "last" | "best"): Source =>
  ({ folder, record }) => {
    const file = path.join(folder, `${which}.safetensors`);
    const found = readFile(file);
    // What a run ends with may have been brought back from before.
    const restored = which === "last" ? record.restoredEpoch : undefined;
    const epoch = restored ?? Number(found?.metadata.get("epoch"));
    return found && { tensors: found.tensors, epoch: Number.isSafeInteger(epoch) ? epoch : undefined, notes: [] };
  };

function weightsOfCheckpoint({ folder }: Run): RunWeights | undefined {
  const found = readCheckpoint(folder);
  if (!found) return undefined;
  const { state, weights, kept } = found.checkpoint;
  const restored = kept.length > 0 ? state.restoredEpoch : undefined;
  const tensors = restored === undefined ? weights : kept;
  return { tensors, epoch: restored ?? state.trainer.epoch - 1, notes: found.passedOver ? [found.passedOver] : [] };
}
