/**
 * Paths written in a model file: relative ones that stay, links resolved, inside the allowed folders.
 *
 * This looks at the path alone; the file may be another by the time it is opened, so whoever reads it gives `allowedFolders` on.
 * A network name (`\\\\host\\share`) is refused before anything is asked of the system. test/sources/containedPath.test.ts holds it.
 */
import { realpathSync } from "node:fs";
import * as path from "node:path";
import { isInside } from "../files/plainFile";

/** The folders that a model file may name files in: to be asked of the open file again (files/plainFile.ts). */
export const allowedFolders = (modelFile: string, workspace: string): string[] => [workspace, path.dirname(modelFile)];

/** The real path, or undefined where it leads outside. A file that is not there gives its plain path, if that is inside. */
export function containedPath(written: string, modelFile: string, workspace: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[~/\\]|\0/i.test(written)) return undefined;
  const plain = path.resolve(
    path.dirname(modelFile),
    process.platform === "win32" ? written : written.replaceAll("\\", "/"),
  );
  const real = existing(plain);
  return allowedFolders(modelFile, workspace).some((root) => isInside(real, existing(root))) ? real : undefined;
}

/** The real path; where the end of it does not exist, the real path of what does, and the rest. */
function existing(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(existing(parent), path.basename(file));
  }
}
