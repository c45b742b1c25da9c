/**
 * Opens and reads files that others may have made or may be changing: a plain file or nothing, no more than a limit, and what was
 * checked is what is read.
 *
 * A path is opened once, without waiting for anybody (a pipe would), and everything is asked of the open file. Where it has to lie
 * in certain folders, its place is that of the open file too: whoever swaps a link between two looks gains nothing.
 * test/files/plainFile.test.ts holds this.
 */
import { constants, fstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { open as openFile } from "node:fs/promises";
import * as path from "node:path";
import { type Message, message } from "../core/messages/message";
import { files, systemCode } from "./files";

/** The file is there and is not read; `problem` says why, for people. Whoever wants a word has `code`. */
export class FileRefused extends Error {
  constructor(
    readonly code: "no-plain-file" | "too-large" | "outside" | "not-utf8",
    readonly problem: Message,
  ) {
    super(problem.id);
    this.name = "FileRefused";
  }
}

export interface ReadingOptions {
  /** The most bytes that are read; a larger file is refused, not cut. */
  readonly limit: number;
  /** The folders of which the file must lie in one, links resolved; absent: anywhere. */
  readonly within?: readonly string[] | undefined;
}

/** The size of one read; a read of the system takes at most 2 GB. */
const LARGEST_READ = 2 ** 26;

/** The whole file. Throws `FileRefused` or what the file system throws. */
export function readPlainFile(file: string, { limit, within }: ReadingOptions): Buffer {
  const tooLarge = (): never => {
    throw new FileRefused("too-large", message("file-too-large", { file, limit: sizeText(limit) }));
  };
  const descriptor = files.openSync(file, withoutWaiting);
  try {
    const status = files.fstatSync(descriptor);
    check(status, descriptor, file, within);
    if (status.size > limit) tooLarge();
    let bytes = Buffer.allocUnsafe(status.size + 1);
    let length = 0;
    for (;;) {
      const read = files.readSync(descriptor, bytes, length, Math.min(bytes.length - length, LARGEST_READ), null);
      if (read === 0) return bytes.subarray(0, length);
      length += read;
      if (length > limit) tooLarge();
      // It has grown since, or its size is not known beforehand.
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(limit + 1, 2 * length + 4096));
    }
  } finally {
    files.closeSync(descriptor);
  }
}

/** An open file that is read piece by piece, from any place. */
export interface OpenedFile {
  readonly size: number;
  readonly modifiedMs: number;
  /** Bytes from `position` on; fewer than the buffer has at the end, 0 behind it. */
  read(buffer: Uint8Array, position: number): number;
  /** Size and time have become others since. */
  hasChanged(): boolean;
  close(): void;
}

/** Opens a plain file once; what is asked later is asked of the open file. Throws `FileRefused` or what the file system throws. */
export function openPlainFile(file: string, within?: readonly string[]): OpenedFile {
  const descriptor = files.openSync(file, withoutWaiting);
  try {
    const { size, mtimeMs } = checked(files.fstatSync(descriptor), descriptor, file, within);
    return {
      size,
      modifiedMs: mtimeMs,
      read: (buffer, position) => files.readSync(descriptor, buffer, 0, buffer.length, position),
      hasChanged() {
        const now = files.fstatSync(descriptor);
        return now.size !== size || now.mtimeMs !== mtimeMs;
      },
      close: () => files.closeSync(descriptor),
    };
  } catch (error) {
    files.closeSync(descriptor);
    throw error;
  }
}

function checked(status: Stats, descriptor: number, file: string, within: readonly string[] | undefined): Stats {
  check(status, descriptor, file, within);
  return status;
}

/** The text of a small file; undefined where there is no such file. Throws as `readPlainFile`. */
export function readTextIfThere(file: string, limit = 2 ** 24): string | undefined {
  try {
    return readPlainFile(file, { limit }).toString("utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The last `most` bytes of a file, or all that there are. Throws as `readPlainFile`. */
export function readEnd(file: string, most: number): Buffer {
  const descriptor = files.openSync(file, withoutWaiting);
  try {
    const status = files.fstatSync(descriptor);
    check(status, descriptor, file, undefined);
    const bytes = Buffer.alloc(Math.min(most, status.size));
    const read = files.readSync(descriptor, bytes, 0, bytes.length, status.size - bytes.length);
    return bytes.subarray(0, read);
  } finally {
    files.closeSync(descriptor);
  }
}

/** The first `limit` bytes of a file, or all that there are; nobody is held up. Rejects as `readPlainFile` throws. */
export async function readBeginning(file: string, { limit, within }: ReadingOptions): Promise<Buffer> {
  const open = await openFile(file, withoutWaiting);
  try {
    check(await open.stat(), open.fd, file, within);
    const { buffer, bytesRead } = await open.read(Buffer.alloc(limit), 0, limit, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await open.close();
  }
}

const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function check(status: Stats, descriptor: number, file: string, within: readonly string[] | undefined): void {
  if (!status.isFile()) throw new FileRefused("no-plain-file", message("file-no-plain-file", { file }));
  if (within) checkPlace(descriptor, file, within);
}

function checkPlace(descriptor: number, file: string, folders: readonly string[]): void {
  const real = placeOf(descriptor, file);
  if (real !== undefined && folders.some((folder) => isInside(real, realpathSync.native(folder)))) return;
  throw new FileRefused("outside", message("file-outside", { file }));
}

/** Where the open file lies. Linux tells; elsewhere the path must lead to the very same file still. */
function placeOf(descriptor: number, file: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    const real = realpathSync.native(file);
    const [open, there] = [fstatSync(descriptor, { bigint: true }), statSync(real, { bigint: true })];
    return open.ino === there.ino && open.dev === there.dev ? real : undefined;
  }
}

/** Both with their links resolved. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

const sizeText = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${Math.round(bytes / 2 ** 30)} GiB` : `${Math.max(1, Math.round(bytes / 2 ** 20))} MiB`;
