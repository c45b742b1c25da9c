/**
 * The package's own way to its native part: a download of TensorFlow's library and of a compiled addon.
 *
 * Behind a closed network it would wait for a long time, so its server is asked for a sign of life first. test/tensorflow/setUp.test.ts.
 */
import { existsSync, rmSync } from "node:fs";
import * as path from "node:path";
import { message } from "../../core/messages/message";
import { runProgram } from "./runProgram";
import type { SetUpSite } from "./setUpSite";
import { watchSize } from "./watchSize";

const SERVER = "https://storage.googleapis.com/";
const SERVER_LIMIT_MS = 4000;
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** False where nothing was downloaded; then the package is as it was. */
export async function downloadAddon(site: SetUpSite): Promise<boolean> {
  if (!(await canDownload(site))) return false;
  site.onStep(message("tensorflow-step.download"));
  const { packageFolder } = site;
  const bins = path.join(site.folder, "node_modules", ".bin");
  const stopWatching = watchSize(path.join(packageFolder, "deps"), (megabytes) =>
    site.onProgress?.(message("tensorflow-step.download-so-far", { megabytes })),
  );
  const end = await runProgram(process.execPath, ["scripts/install.js"], {
    folder: packageFolder,
    environment: site.environment,
    added: { ELECTRON_RUN_AS_NODE: "1", PATH: `${bins}${path.delimiter}${site.environment.PATH ?? ""}` },
    limitMs: DOWNLOAD_LIMIT_MS,
    signal: site.signal,
  }).finally(stopWatching);
  // The script ends well also where the addon could not be had and its compiler was not there.
  if (end.code === 0 && existsSync(path.join(packageFolder, "lib"))) return true;
  for (const made of ["deps", "lib", "build"]) rmSync(path.join(packageFolder, made), { recursive: true, force: true });
  return false;
}

/** Somebody who names a server of their own knows that it is there. */
async function canDownload({ environment }: SetUpSite): Promise<boolean> {
  if (environment.TFJS_NODE_CDN_STORAGE || environment.TFJS_NODE_BASE_URI) return true;
  try {
    await fetch(SERVER, { method: "HEAD", signal: AbortSignal.timeout(SERVER_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
}
