/**
 * A lock that is a file with its owner in it: made in one step, and taken over where the owner is gone.
 *
 * Of several that find a dead lock only one removes it, and only while it is still that one: whoever removes holds a second file
 * for that moment and reads the lock again under it. test/locks/lockFile.test.ts.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isAlive, type ProcessMark, thisProcess } from "./processMark";

/** A lock without a readable owner is about to be written, or its process died before it could. */
const UNREADABLE_MS = 5000;
/** The moment of a removal takes no more than this, unless its process died in it. */
const REMOVAL_MS = 5000;
const ATTEMPTS = 5;

/** Who holds the lock; unknown where it is just being written. */
export interface LockHolder {
  readonly pid: number | undefined;
}

/** Takes the lock and gives the function that releases it, or says who has it. Throws what the file system throws. */
export function takeLockFile(file: string): (() => void) | LockHolder {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const own = JSON.stringify(thisProcess());
    if (writeNew(file, own)) return () => void (read(file) === own && rmSync(file, { force: true }));
    const state = stateOf(file);
    if (state === "held") break;
    if (state === "dead") removeDead(file);
  }
  return { pid: ownerIn(read(file))?.pid };
}

/** False where the file is there already. */
function writeNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function removeDead(file: string): void {
  const removal = `${file}.removal`;
  if (!writeNew(removal, "")) {
    if ((ageOf(removal) ?? 0) > REMOVAL_MS) rmSync(removal, { force: true });
    return;
  }
  try {
    if (stateOf(file) === "dead") rmSync(file, { force: true });
  } finally {
    rmSync(removal, { force: true });
  }
}

/** What is `gone` is not removed: it may be there again by then, and somebody's. */
function stateOf(file: string): "held" | "dead" | "gone" {
  const age = ageOf(file);
  if (age === undefined) return "gone";
  const owner = ownerIn(read(file));
  const isHeld = owner ? isAlive(owner) : age < UNREADABLE_MS;
  return isHeld ? "held" : "dead";
}

function ownerIn(text: string): ProcessMark | undefined {
  try {
    const { pid, started } = JSON.parse(text) as ProcessMark;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, started: String(started) } : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function ageOf(file: string): number | undefined {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? undefined : Date.now() - made;
}
