/**
 * The columns of a data file: its first bytes are read, and no more. test/sources/readColumns.test.ts holds this.
 */
import { type Header, readHeader } from "../core/data/readHeader";
import type { DeclaredDialect } from "../core/data/tables/dialect";
import { decodeText } from "../files/decodeText";
import { readBeginning } from "../files/plainFile";

const MOST_BYTES = 64 * 1024;

/** No names where the file cannot be read, is no plain file, lies outside of the folders, or has no header. */
export async function readColumns(
  path: string,
  within?: readonly string[],
  dialect?: DeclaredDialect,
): Promise<Header> {
  try {
    const head = await readBeginning(path, { limit: MOST_BYTES, within });
    return readHeader(decodeText(head).text, path, head.length < MOST_BYTES, dialect);
  } catch {
    return { names: [], isWhole: false };
  }
}
