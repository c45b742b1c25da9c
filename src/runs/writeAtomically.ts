/**
 * Writes a file so that a reader, or a crash at any moment, sees the old content or the new, never a part.
 *
 * Order: a temporary file in the same folder, made new under a name that nobody could foresee; its bytes to the disk, the rename, the
 * folder to the disk. Where a step fails the old file is untouched and the temporary one removed; one whose process was killed is removed
 * by whoever holds the folder next (runFiles.ts). test/runs/writeAtomically.test.ts holds the order with a faulting file system.
 */
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { discard, files, systemCode } from "../files/files";

/** Of a temporary file, as it is named here or was by former versions: `.run.json.0123456789ab.tmp`. */
const TEMPORARY = /^\.(.+)\.(?:[0-9a-f]{12}|\d+)\.tmp$/;

/**
 * What a loss of power may not undo. `file`: the next write into this folder brings the rename to the disk too, and until then the old
 * content will do. `nothing`: there is nothing to lose yet.
 */
export type Synced = "all" | "file" | "nothing";

/** Throws what the file system throws. */
export function writeAtomically(file: string, content: string | Uint8Array, synced: Synced = "all"): void {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  const descriptor = files.openSync(temporary, "wx", 0o644);
  try {
    writeWhole(descriptor, typeof content === "string" ? Buffer.from(content) : content, synced);
    rename(temporary, file);
  } catch (error) {
    discard(temporary);
    throw error;
  }
  if (synced === "all") syncFolder(folder);
}

/** The name that a temporary file would have got; undefined for another file. */
export function finalNameOf(name: string): string | undefined {
  return TEMPORARY.exec(name)?.[1];
}

function writeWhole(descriptor: number, bytes: Uint8Array, synced: Synced): void {
  try {
    for (let at = 0; at < bytes.length;) at += files.writeSync(descriptor, bytes, at, bytes.length - at);
    if (synced !== "nothing") files.fsyncSync(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
}

/** On Windows a virus scanner may hold the file for a moment. */
export function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      files.renameSync(from, to);
      return;
    } catch (error) {
      const code = systemCode(error);
      if (
        (code !== "EPERM" && code !== "EBUSY" && code !== "EACCES") ||
        process.platform !== "win32" ||
        attempt === 10
      ) {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 10);
    }
  }
}

/** What was renamed in this folder outlives a loss of power from here on. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = files.openSync(folder, "r");
  try {
    files.fsyncSync(descriptor);
  } catch (error) {
    // Some network file systems cannot do this to a folder; the file itself is safe.
    if (systemCode(error) !== "EINVAL") throw error;
  } finally {
    files.closeSync(descriptor);
  }
}
