/**
 * The text of a model file, or of the JSON that is given in the place of its data. test/cli/hostileFiles.test.ts.
 */
import { readPlainFile } from "../files/plainFile";

/** A hundred million characters of numbers are some gigabytes of tree; data of that size belong into a file of their own. */
const MOST_BYTES = 64 * 2 ** 20;

/** UTF-8. Throws `FileRefused` or what the file system throws. */
export function readModelText(file: string): string {
  return readPlainFile(file, { limit: MOST_BYTES }).toString("utf8");
}
