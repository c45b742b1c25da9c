/**
 * Sets TensorFlow up for this user: the package from npm, then its native part, by the first way that works here.
 *
 * What comes from npm and PyPI is pinned and held against hashes that lie in this folder. On Linux TensorFlow's Python package has the
 * library and its headers, and a C++ compiler makes the addon. Where that cannot be, the package's own download brings both; no hash is known for
 * it, and that is said before. The folder appears in the cache
 * whole, after a training step has worked, or not at all; a second call finds it there, and one that does not work is made anew. test/tensorflow/setUp.test.ts.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { message, type MessageId } from "../../core/messages/message";
import { hasAvx, probePackage } from "../probe/probePackage";
import { packagesIn, tensorFlowFolder, tfjsVersion } from "../tensorFlowFolder";
import { makeAddonFromWheel } from "./addonFromWheel";
import { downloadAddon } from "./downloadAddon";
import packageLock from "./packageLock.json";
import { runProgram } from "./runProgram";
import { lockSetUp } from "./setUpLock";
import { refuseUnless, SetUpFailed } from "./setUpFailed";
import type { RemovalOptions, SetUpOptions, SetUpSite } from "./setUpSite";

const NPM_LIMIT_MS = 15 * 60_000;

/** Returns the folder. Throws `SetUpFailed`. */
export async function setUpTensorFlow(options: SetUpOptions): Promise<string> {
  const folder = tensorFlowFolder(options.environment);
  if (!(options.hasAvx ?? hasAvx)()) throw new SetUpFailed(message("tensorflow-no-avx"));
  const unlock = await lockFolder(folder, options);
  try {
    removePartial(folder);
    if (existsSync(folder)) {
      const works = await someWorks(folder, options);
      if (options.signal?.aborted) throw new SetUpFailed(message("tensorflow-wait-interrupted"));
      if (works) {
        options.onStep(message("tensorflow-step.there", { folder }));
        return folder;
      }
      options.onStep(message("tensorflow-step.renew"));
    }
    await fill(folder, options);
    return folder;
  } finally {
    unlock();
  }
}

/** Removes what the set-up made. True where there was something. Throws `SetUpFailed` where the wait for a set-up is interrupted. */
export async function removeTensorFlow(options: RemovalOptions): Promise<boolean> {
  const folder = tensorFlowFolder(options.environment);
  const unlock = await lockFolder(folder, options);
  try {
    const wasThere = existsSync(folder);
    rmSync(folder, { recursive: true, force: true });
    return wasThere;
  } finally {
    unlock();
  }
}

function lockFolder(folder: string, { onStep, signal }: RemovalOptions): Promise<() => void> {
  return lockSetUp(folder, () => onStep(message("tensorflow-step.waiting")), signal);
}

async function someWorks(folder: string, { environment, signal }: SetUpOptions): Promise<boolean> {
  for (const found of packagesIn(folder)) {
    if ((await probePackage(found, { environment, anew: true, ...(signal && { signal }) })).works) return true;
  }
  return false;
}

/** What set-ups have left that were killed; whoever holds the lock is the one that is alive. */
function removePartial(folder: string): void {
  const name = path.basename(folder);
  for (const beside of readdirSync(path.dirname(folder))) {
    if (!beside.startsWith(`${name}.partial-`)) continue;
    rmSync(path.join(path.dirname(folder), beside), { recursive: true, force: true });
  }
}

/** What was there before stays until the new one has worked. */
async function fill(folder: string, options: SetUpOptions): Promise<void> {
  // A name that nobody else has: programs of a set-up that was killed may write into theirs for a moment still.
  const partial = `${folder}.partial-${randomBytes(6).toString("hex")}`;
  const packageFolder = path.join(partial, "node_modules", "@tensorflow", "tfjs-node");
  const site: SetUpSite = { ...options, folder: partial, packageFolder };
  try {
    mkdirSync(partial);
    const packages = Object.keys(packageLock.packages).length - 1;
    options.onStep(message("tensorflow-step.plan", { folder }));
    options.onStep(message("tensorflow-step.package", { version: tfjsVersion, packages }));
    await installPackage(site);
    await makeAddon(site);
    options.onStep(message("tensorflow-step.test"));
    const found = { folder: packageFolder, name: "@tensorflow/tfjs-node", version: tfjsVersion };
    const { environment, signal } = options;
    const outcome = await probePackage(found, { environment, ...(signal && { signal }) });
    if (signal?.aborted) throw new SetUpFailed(message("tensorflow-set-up-interrupted"));
    if (!outcome.works) throw new SetUpFailed(outcome.reason);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } catch (error) {
    if (error instanceof SetUpFailed) {
      const isRepair = error.problem.id === "tensorflow-set-up-interrupted" && existsSync(folder);
      throw isRepair ? new SetUpFailed(message("tensorflow-set-up-interrupted.renew")) : error;
    }
    const problem = error instanceof Error ? error.message : String(error);
    throw new SetUpFailed(message("tensorflow-set-up-failed", { problem }));
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The way whose every byte is held against a hash comes first. */
async function makeAddon(site: SetUpSite): Promise<void> {
  try {
    await makeAddonFromWheel(site);
  } catch (error) {
    const isLacking = error instanceof SetUpFailed && lacking.includes(error.problem.id);
    if (!isLacking || !(await downloadAddon(site))) throw error;
  }
}

/** What is said where the way through PyPI cannot be gone at all. */
const lacking: readonly MessageId[] = [
  "tensorflow-needs-download",
  "tensorflow-needs-python",
  "tensorflow-needs-compiler",
];

/** The package and all that it needs, in the versions and with the hashes (SHA-512) of packageLock.json; npm takes nothing else. */
async function installPackage(site: SetUpSite): Promise<void> {
  const { name, dependencies } = packageLock.packages[""];
  writeFileSync(path.join(site.folder, "package.json"), JSON.stringify({ name, private: true, dependencies }, null, 2));
  writeFileSync(path.join(site.folder, "package-lock.json"), JSON.stringify(packageLock, null, 2));
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  const end = await runProgram("npm", words, {
    folder: site.folder,
    environment: site.environment,
    added: { npm_config_local_prefix: site.folder },
    limitMs: NPM_LIMIT_MS,
    signal: site.signal,
  });
  if (end.how === "missing") throw new SetUpFailed(message("tensorflow-needs-npm"));
  refuseUnless(end.code === 0, end.how, "npm ci", end.output);
}
