/**
 * Which epochs of a run can be looked into, and the weights of one: those kept for it, and those that the checkpoint has anyway (the last, the
 * best, and what early stopping brought back). test/runs/epochWeights.test.ts.
 */
import { type Message, message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { type Checkpoint, readCheckpoint } from "./checkpoint";
import { readEpochWeights } from "./epochWeights";
import type { Run } from "./readRun";
import { RunUnreadable } from "./runUnreadable";

export interface KeptEpochs {
  /** Ascending; 0 is before the first step. */
  readonly epochs: readonly number[];
  /** What could not be read of them, for people. */
  readonly notes: readonly Message[];
  /** Undefined where that epoch is not kept. */
  at(epoch: number): readonly NamedTensor[] | undefined;
}

/** Never throws: what cannot be read is not there, and in the notes. */
export function readKeptEpochs({ folder }: Run): KeptEpochs {
  const notes: Message[] = [];
  const attempt = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      notes.push(error.problem);
      return undefined;
    }
  };
  const kept = attempt(() => readEpochWeights(folder));
  const checkpoint = attempt(() => readCheckpoint(folder))?.checkpoint;
  const besides = new Map(checkpoint ? epochsOf(checkpoint) : []);
  return {
    epochs: [...new Set([...(kept?.epochs ?? []), ...besides.keys()])].sort((a, b) => a - b),
    notes,
    at: (epoch) => kept?.at(epoch) ?? besides.get(epoch),
  };
}

/** In the middle of an epoch the weights are those of none. */
function epochsOf({ state, weights, best, kept }: Checkpoint): [number, readonly NamedTensor[]][] {
  const { epoch, batch } = state.trainer;
  return [
    ...(batch === 0 ? [[epoch - 1, weights] as [number, readonly NamedTensor[]]] : []),
    ...(state.best && best.length > 0 ? [[state.best.epoch, best] as [number, readonly NamedTensor[]]] : []),
    ...(state.restoredEpoch !== undefined && kept.length > 0
      ? [[state.restoredEpoch, kept] as [number, readonly NamedTensor[]]]
      : []),
  ];
}

/** The kept epoch next to one; the earlier of two that are as near. Undefined where none is kept. */
export function nearestEpoch(epochs: readonly number[], wanted: number): number | undefined {
  return epochs.reduce<number | undefined>(
    (near, epoch) => (near === undefined || Math.abs(epoch - wanted) < Math.abs(near - wanted) ? epoch : near),
    undefined,
  );
}

/** Throws `RunUnreadable` where the epoch is not kept, and says which are next to it. */
export function readWeightsOfEpoch(
  run: Run,
  epoch: number,
): { tensors: readonly NamedTensor[]; notes: readonly Message[] } {
  const kept = readKeptEpochs(run);
  const tensors = kept.at(epoch);
  if (tensors) return { tensors, notes: [] };
  const { id } = run.record;
  const before = kept.epochs.filter((one) => one < epoch).at(-1);
  const after = kept.epochs.find((one) => one > epoch);
  const near = [before, after].filter((one) => one !== undefined).join(", ");
  const [damage] = kept.notes;
  if (damage) throw new RunUnreadable(damage);
  throw new RunUnreadable(
    near === "" ? message("epoch-not-kept.none", { run: id }) : message("epoch-not-kept", { run: id, epoch, near }),
  );
}
