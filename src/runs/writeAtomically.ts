/**
 * Writes a file so that a reader, or a crash at any moment, sees the old content or the new, never a part.
 *
 * Order: a temporary file in the same folder, its bytes to the disk, the rename, the folder to the disk. Where a step fails
 * the old file is untouched and the temporary one removed. The temporary file is new, under a name that nobody can foresee: a link that
 * was planted there is neither followed nor replaced. test/runs/writeAtomically.test.ts holds the order with a
 * faulting file system.
 */
import { randomBytes } from "node:crypto";
import * as nodeFs from "node:fs";
import * as path from "node:path";

export type WritingFileSystem = Pick<
  typeof nodeFs,
  "openSync" | "writeSync" | "fsyncSync" | "closeSync" | "renameSync" | "unlinkSync"
>;

/** Throws what the file system throws. */
export function writeAtomically(file: string, content: string | Uint8Array, fs: WritingFileSystem = nodeFs): void {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    writeDurably(temporary, typeof content === "string" ? Buffer.from(content) : content, fs);
    rename(temporary, file, fs);
  } catch (error) {
    try {
      fs.unlinkSync(temporary);
    } catch {
      // It was never made, or is renamed already.
    }
    throw error;
  }
  syncFolder(folder, fs);
}

function writeDurably(file: string, bytes: Uint8Array, fs: WritingFileSystem): void {
  const descriptor = fs.openSync(file, "wx", 0o644);
  try {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at, bytes.length - at);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** On Windows a virus scanner may hold the file for a moment. */
function rename(from: string, to: string, fs: WritingFileSystem): void {
  for (let attempt = 1; ; attempt++) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
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

function syncFolder(folder: string, fs: WritingFileSystem): void {
  if (process.platform === "win32") return;
  const descriptor = fs.openSync(folder, "r");
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    // Some network file systems cannot do this to a folder; the file itself is safe.
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}
