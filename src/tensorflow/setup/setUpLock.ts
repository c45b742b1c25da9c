/**
 * One set-up or removal at a time: a lock file beside the folder. test/tensorflow/setUp.test.ts.
 */
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { message } from "../../core/messages/message";
import { takeLockFile } from "../../locks/lockFile";
import { SetUpFailed } from "./setUpFailed";

const ASK_AGAIN_MS = 500;

/** Waits for the lock; returns what gives it back. `onWait`: somebody works. Throws `SetUpFailed` where the wait is interrupted. */
export async function lockSetUp(
  folder: string,
  onWait: () => void,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = false; ; waited = true) {
    if (signal?.aborted) throw new SetUpFailed(message("tensorflow-wait-interrupted"));
    const taken = takeLockFile(lock);
    if (typeof taken === "function") return taken;
    if (!waited) onWait();
    // An interruption is seen above.
    await sleep(ASK_AGAIN_MS, undefined, signal && { signal }).catch(() => undefined);
  }
}
