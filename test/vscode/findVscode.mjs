/**
 * Finds the VS Code that the suite runs in.
 *
 * The desktop one is preferred. Where its download is closed, that answer is remembered for a day, and the web
 * workbench takes its place, which a line `SKIPPED the desktop VS Code: reason` tells; where that cannot be had either,
 * the reason is returned.
 */
import { SilentReporter, downloadAndUnzipVSCode } from "@vscode/test-electron";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, locked } from "../../scripts/cacheFolder.mjs";
import { installChromium, installCodeServer } from "../../scripts/installTools.mjs";

const closedFile = join(cacheFolder, "vscode-download-closed.json");
const dayMs = 24 * 60 * 60_000;
let found;

/** `{ kind: "desktop" | "web", executable }`, or `{ kind: "none", reason }`. */
export function findVscode(extension) {
  return (found ??= find(extension));
}

async function find(extension) {
  const wish = process.env.UNROLL_VSCODE;
  if (wish !== "web") {
    const { executable, reason } = await downloadDesktop(extension, wish === "desktop");
    if (executable) return { kind: "desktop", executable };
    if (wish === "desktop") return { kind: "none", reason: `no desktop VS Code: ${reason}` };
    console.log(`SKIPPED the desktop VS Code: ${reason}`);
  }
  return findWebWorkbench();
}

/** The same, without a look at the desktop. */
export async function findWebWorkbench() {
  try {
    await installChromium();
    await installCodeServer();
    return { kind: "web", executable: join(import.meta.dirname, "webWorkbench.mjs") };
  } catch (error) {
    return { kind: "none", reason: `code-server, with its web workbench, cannot be installed: ${error.message}` };
  }
}

/** `{ executable }`, or `{ reason }`. */
async function downloadDesktop(extension, tryAgain) {
  if (!tryAgain && wasClosedToday()) return { reason: "its download was closed here not a day ago" };
  const cachePath = join(cacheFolder, "vscode-desktop");
  mkdirSync(cachePath, { recursive: true });
  try {
    const executable = await locked("vscode-desktop", () =>
      downloadAndUnzipVSCode({
        cachePath,
        extensionDevelopmentPath: extension,
        reporter: new SilentReporter(),
        timeout: 10_000,
      }),
    );
    return { executable };
  } catch (error) {
    writeFileSync(closedFile, JSON.stringify({ closedAt: Date.now() }));
    return { reason: `its download is closed here (${String(error?.message ?? error).replaceAll("\n", " ")})` };
  }
}

function wasClosedToday() {
  try {
    return Date.now() - JSON.parse(readFileSync(closedFile, "utf8")).closedAt < dayMs;
  } catch {
    return false;
  }
}
