/**
 * One set-up at a time: a lock file beside the folder, with the number of the process that holds it.
 *
 * A lock whose process is gone is taken over. test/tensorflow/setUp.test.ts.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { message } from "../../core/messages/message";
import { SetUpFailed } from "./setUpFailed";

const ASK_AGAIN_MS = 500;

/** Waits for the lock; returns what gives it back. Throws `SetUpFailed` where the wait is interrupted. */
export async function lockSetUp(folder: string, onWait: () => void, signal?: AbortSignal): Promise<() => void> {
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) onWait();
    if (signal?.aborted) throw new SetUpFailed(message("tensorflow-set-up-interrupted"));
    await sleep(ASK_AGAIN_MS);
  }
  return () => rmSync(lock, { force: true });
}

/** Takes the lock, or removes it for the next try where its owner is gone. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!isAlive(ownerOf(lock), ageOf(lock))) rmSync(lock, { force: true });
  return false;
}

/** A lock that has just gone is young. */
function ageOf(lock: string): number {
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? 0 : Date.now() - made;
}

function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

/** An empty lock belongs to a process that is about to write its number, or that died before it could. */
const EMPTY_LOCK_MS = 5000;

function isAlive(pid: number, ageMs: number): boolean {
  if (!pid) return ageMs < EMPTY_LOCK_MS;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
