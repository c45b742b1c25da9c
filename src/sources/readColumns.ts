/**
 * The columns of a data file: its first bytes are read, and no more. test/sources/readColumns.test.ts holds this.
 */
import { readBeginning } from "../files/plainFile";
import { readHeader } from "../core/data/readHeader";

const MOST_BYTES = 64 * 1024;

/** None where the file cannot be read, is no plain file, lies outside of the folders, or has no header. */
export async function readColumns(path: string, within?: readonly string[]): Promise<string[]> {
  try {
    return readHeader((await readBeginning(path, { limit: MOST_BYTES, within })).toString("utf8"), path);
  } catch {
    return [];
  }
}
