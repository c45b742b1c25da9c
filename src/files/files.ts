/**
 * The calls to the file system by which runs and locks are kept: those of `node:fs` under their own names, and no others.
 *
 * They are looked up in this one object when they are made, so a test can let any one of them fail, or be the last thing that a process
 * did (test/files/faultyFiles.ts). That nothing in src/runs and src/locks goes past it is in the table of test/house/imports.test.ts.
 */
import * as fs from "node:fs";

export const files = {
  closeSync: fs.closeSync,
  fstatSync: fs.fstatSync,
  fsyncSync: fs.fsyncSync,
  ftruncateSync: fs.ftruncateSync,
  linkSync: fs.linkSync,
  mkdirSync: fs.mkdirSync,
  openSync: fs.openSync,
  readdirSync: fs.readdirSync,
  readSync: fs.readSync,
  realpathSync: fs.realpathSync,
  renameSync: fs.renameSync,
  rmdirSync: fs.rmdirSync,
  statSync: fs.statSync,
  unlinkSync: fs.unlinkSync,
  writeSync: fs.writeSync,
};

/** For a file that is read, written at any place, and made where it is not there; never through a link. */
export const READ_AND_WRITE = fs.constants.O_RDWR | fs.constants.O_CREAT | (fs.constants.O_NOFOLLOW ?? 0);

/** The system's name of what went wrong: `ENOSPC`, `EIO`; undefined where it is no error of the system. */
export function systemCode(error: unknown): string | undefined {
  const { errno, code } = (error ?? {}) as NodeJS.ErrnoException;
  return errno === undefined && !/^E[A-Z0-9]+$/.test(code ?? "") ? undefined : code;
}

/** The names in a folder; none where there is no such folder. Throws what else the file system throws. */
export function namesIn(folder: string): string[] {
  try {
    return files.readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Removes a file, where it is there and the file system lets it: for what is of no more use and does no harm. */
export function discard(file: string): void {
  try {
    files.unlinkSync(file);
  } catch {
    // Whoever takes the folder next tries again.
  }
}
