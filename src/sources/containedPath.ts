/**
 * Paths written in a model file: relative ones that stay, links resolved, inside the allowed folders.
 *
 * A network name (`\\\\host\\share`) is refused before anything is asked of the system. test/sources/containedPath.test.ts holds it.
 */
import { realpathSync } from "node:fs";
import * as path from "node:path";

/** The real path, or undefined where it leads outside. A file that is not there gives its plain path, if that is inside. */
export function containedPath(written: string, modelFile: string, workspace: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[~/\\]|\0/i.test(written)) return undefined;
  const folder = path.dirname(modelFile);
  const plain = path.resolve(folder, process.platform === "win32" ? written : written.replaceAll("\\", "/"));
  const real = existing(plain);
  return [workspace, folder].some((root) => isInside(real, existing(root))) ? real : undefined;
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

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
