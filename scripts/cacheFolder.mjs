/**
 * The folder for big things that tests and benchmarks need and that outlive a checkout.
 *
 * Each thing has its version in its folder's name and appears there whole: it is made in a folder beside it and renamed
 * when it is complete, under a lock, so that two runs at the same time neither spoil nor repeat each other's work.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const cacheFolder = process.env.UNROLL_CACHE ?? join(homedir(), ".cache", "unroll");

/** The path of `name` in the cache, after `make(emptyFolder)` has filled it if it was not there yet. */
export async function cached(name, make) {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  return locked(name, async () => {
    if (existsSync(folder)) return folder;
    const partial = join(cacheFolder, `${name}.partial-${process.pid}`);
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    try {
      await make(partial);
      renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    return folder;
  });
}

/** Runs `work` while no other process of this user does the work of the same name. */
export async function locked(name, work) {
  const lock = join(cacheFolder, `${name}.lock`);
  mkdirSync(cacheFolder, { recursive: true });
  let said = false;
  while (!takeLock(lock)) {
    if (!said) console.log(`waiting for another process that prepares ${name}`);
    said = true;
    await sleep(1000);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock file, or removes it for the next try when its owner is gone. */
function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!isAlive(ownerOf(lock))) rmSync(lock, { force: true });
  return false;
}

function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

/** A lock that is still empty belongs to a process that is about to write its number. */
function isAlive(pid) {
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
