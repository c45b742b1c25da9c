/**
 * The columns of a data file: its first bytes are read, and no more. test/sources/readColumns.test.ts holds this.
 */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { readHeader } from "../core/data/readHeader";

const MOST_BYTES = 64 * 1024;

/** None where the file cannot be read, is no plain file, or has no header. */
export async function readColumns(path: string): Promise<string[]> {
  try {
    // A pipe that nobody writes to must not be waited for.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await file.stat()).isFile()) return [];
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return readHeader(buffer.toString("utf8", 0, bytesRead), path);
    } finally {
      await file.close();
    }
  } catch {
    return [];
  }
}
