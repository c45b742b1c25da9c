/**
 * One writer for each run folder.
 *
 * Who holds the folder is asked before each write whether it still is his: on another machine a process that stood still for half a
 * minute counts as dead. test/runs/runLock.test.ts holds it.
 */
import * as path from "node:path";
import { isLock, LEASE_MS, type Lock, LockFile, type LockHolder } from "../locks/lockFile";
import { type ProcessMark, thisProcess } from "../locks/processMark";
import { removeTemporary } from "./runFiles";

export const LOCK_FILE = "lock";
/** The longest that a holder of whom nothing is known is watched. */
export const LONGEST_WATCH_S = LEASE_MS / 1000;

/** Somebody else writes this run. */
export class RunLocked extends Error {
  constructor(
    readonly folder: string,
    /** Absent where the lock does not tell. */
    readonly holder: ProcessMark | undefined,
  ) {
    super(`${folder} is written by process ${holder?.pid} on ${holder?.host}`);
    this.name = "RunLocked";
  }

  /** Its number counts in another container or on another machine. */
  get isElsewhere(): boolean {
    return this.holder !== undefined && this.holder.place !== thisProcess().place;
  }
}

/** A folder that nobody else writes into. */
export interface HeldFolder {
  readonly folder: string;
  /** Throws `RunLocked` where somebody has taken the folder over. */
  check(): void;
  /** May be called again. */
  release(): void;
}

const lockIn = (folder: string): LockFile => new LockFile(path.join(folder, LOCK_FILE));

function heldOrThrow(folder: string, taken: Lock | LockHolder): HeldFolder {
  if (!isLock(taken)) throw new RunLocked(folder, taken.mark);
  removeTemporary(folder);
  return {
    folder,
    check() {
      if (!taken.isHeld()) throw new RunLocked(folder, lockIn(folder).holder()?.mark);
    },
    release: () => taken.release(),
  };
}

/** Takes the folder, which is there. Throws `RunLocked`, also where only time could tell whether its holder lives. */
export function holdFolder(folder: string): HeldFolder {
  return heldOrThrow(folder, lockIn(folder).tryTake());
}

/** The same, but watches a holder of whom nothing is known until he beats or is dead: half a minute at most. */
export async function holdFolderInTime(
  folder: string,
  signal: AbortSignal,
  onWatch: (holder: ProcessMark) => void,
): Promise<HeldFolder> {
  return heldOrThrow(folder, await lockIn(folder).take(signal, ({ mark }) => mark && onWatch(mark)));
}

/** False where the folder has no lock, or that of a process that is certainly gone. */
export function isHeld(folder: string): boolean {
  return lockIn(folder).holder() !== undefined;
}
