/**
 * The beat of a lock: a thread that writes into the lock file, every two seconds, how often it has. It goes on while the main thread
 * computes, be it a step of minutes.
 *
 * The file is opened anew for each beat, so that one that others reach over a network is seen to change, and is written to only while it
 * is still this holder's. test/locks/lockBeat.test.ts.
 */
import type * as nodeFs from "node:fs";
import { Worker } from "node:worker_threads";

export const BEAT_EVERY_MS = 2000;
/** Digits of the beat: a lock file keeps its length. */
export const BEAT_DIGITS = 12;

interface BeatData {
  readonly file: string;
  readonly owner: string;
  /** Its one place becomes 1 when the beat is to end. */
  readonly end: Int32Array;
  readonly everyMs: number;
  readonly digits: number;
}

/** Begins to beat and gives what ends it. Where there can be no thread there is no beat, and others may take the lock after their wait. */
export function startBeat(file: string, owner: string, everyMs = BEAT_EVERY_MS): () => void {
  const end = new Int32Array(new SharedArrayBuffer(4));
  const data: BeatData = { file, owner, end, everyMs, digits: BEAT_DIGITS };
  // Its program is a text, so that it is the same in every bundle.
  const program = `(${beat.toString()})(require("node:fs"), require("node:worker_threads").workerData)`;
  try {
    const worker = new Worker(program, { eval: true, workerData: data, execArgv: [] });
    worker.on("error", () => undefined);
    worker.unref();
  } catch {
    return () => undefined;
  }
  return () => {
    Atomics.store(end, 0, 1);
    Atomics.notify(end, 0);
  };
}

/** Runs in the thread, from its text: it knows nothing but what it is given. */
function beat(fs: typeof nodeFs, { file, owner, end, everyMs, digits }: BeatData): void {
  const expected = Buffer.from(owner);
  const found = Buffer.alloc(expected.length);
  for (let count = 1; Atomics.wait(end, 0, 0, everyMs) === "timed-out"; count++) {
    try {
      const descriptor = fs.openSync(file, "r+");
      try {
        fs.readSync(descriptor, found, 0, found.length, 0);
        if (!found.equals(expected)) return;
        fs.writeSync(descriptor, String(count).padStart(digits, "0"), found.length);
      } finally {
        fs.closeSync(descriptor);
      }
    } catch {
      // A folder that is away for a moment; the next beat tries again.
    }
  }
}
