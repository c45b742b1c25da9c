/**
 * The text of a model file, or of the JSON that is given in the place of its data. test/cli/hostileFiles.test.ts.
 */
import { message } from "../core/messages/message";
import { decodeText } from "../files/decodeText";
import { FileRefused, readPlainFile } from "../files/plainFile";

/** A hundred million characters of numbers are some gigabytes of tree; data of that size belong into a file of their own. */
const MOST_BYTES = 64 * 2 ** 20;

/** Throws `FileRefused`, also where the file is no UTF-8, or what the file system throws. */
export function readModelText(file: string): string {
  const { text, encoding, linesBefore } = decodeText(readPlainFile(file, { limit: MOST_BYTES }));
  if (encoding !== "UTF-8") throw new FileRefused("not-utf8", message("not-utf8", { encoding, line: linesBefore + 1 }));
  return text;
}
