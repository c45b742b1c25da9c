/** `.unroll` leaves itself out of version control: runs are large, and follow from the model file. test/runs/keepOutOfGit.test.ts. */
import * as path from "node:path";
import { files, systemCode } from "../files/files";

/** Writes `.unroll/.gitignore` in a folder whose `.unroll` is there, and leaves one that is there alone. Throws what the file system throws. */
export function keepOutOfGit(home: string): void {
  let file: number;
  try {
    file = files.openSync(path.join(home, ".unroll", ".gitignore"), "wx");
  } catch (error) {
    if (systemCode(error) === "EEXIST") return;
    throw error;
  }
  try {
    files.writeSync(file, "*\n");
  } finally {
    files.closeSync(file);
  }
}
