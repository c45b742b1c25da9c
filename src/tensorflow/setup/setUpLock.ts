/**
 * One set-up or removal at a time: a lock file beside the folder. test/tensorflow/setUp.test.ts.
 */
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { message } from "../../core/messages/message";
import { isLock, LockFile } from "../../locks/lockFile";
import { SetUpFailed } from "./setUpFailed";

const ASK_AGAIN_MS = 500;

/** Waits for the lock; returns what gives it back. `onWait`: somebody works. Throws `SetUpFailed` where the wait is interrupted. */
export async function lockSetUp(
  folder: string,
  onWait: () => void,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const lock = new LockFile(`${folder}.lock`);
  mkdirSync(path.dirname(folder), { recursive: true });
  for (let waited = false; ; waited = true) {
    const taken = lock.tryTake();
    const isTaken = isLock(taken);
    if (!isTaken && !waited) onWait();
    if (signal?.aborted) {
      if (isTaken) taken.release();
      throw new SetUpFailed(message("tensorflow-wait-interrupted"));
    }
    if (isTaken) return () => taken.release();
    // The next round sees an interruption.
    await sleep(ASK_AGAIN_MS, undefined, signal && { signal }).catch(() => undefined);
  }
}
