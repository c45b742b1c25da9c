/**
 * A lock that is a file with its owner in it: made in one step, held by one at a time, and taken over where its owner is gone.
 *
 * - It is made whole under another name and linked to its own, which only one can do.
 * - An owner of this machine whose process is gone has lost it at once (processMark.ts). Of any other, in another container, on another
 *   machine, or on a system that does not tell processes apart, only this is believed: its beat (lockBeat.ts). Whoever wants the lock
 *   watches the file, and counts how long it stood still while he looked, on a clock of his own that never jumps. What the machines' clocks
 *   or the file's dates say counts for nothing.
 * - Of several that find the same lock dead only one may remove it: the one who makes the file `<lock>.<its owner>.removal`, and he looks
 *   again first. That file is a lock as well, if its maker dies.
 * - A holder that stood still for so long that it was taken for dead finds another owner in the file (`isHeld`), and is to end.
 *
 * test/locks/lockFile.test.ts holds it, with processes, beats and clocks of its own.
 */
import { createHash, randomBytes } from "node:crypto";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { discard, files, namesIn, systemCode } from "../files/files";
import { readTextIfThere } from "../files/plainFile";
import { BEAT_DIGITS, startBeat } from "./lockBeat";
import { type ProcessMark, type ProcessState, stateOfProcess, thisProcess } from "./processMark";

/** So long a beat stands still before its owner counts as dead: fifteen beats. */
export const LEASE_MS = 30_000;
/** Looks are at most this far apart; a longer time was no watching: this process, or the machine, slept. */
const LOOK_EVERY_MS = 500;
const ATTEMPTS = 20;

/** Whatever of the world a lock depends on; tests give their own. */
export const lockWorld = {
  self: (): ProcessMark => thisProcess(),
  stateOf: (mark: ProcessMark): ProcessState => stateOfProcess(mark),
  /** Milliseconds of a clock that never jumps. */
  now: (): number => performance.now(),
  wait: (milliseconds: number, signal?: AbortSignal): Promise<unknown> =>
    wait(milliseconds, undefined, signal && { signal }).catch(() => undefined),
  beat: (file: string, owner: string): (() => void) => startBeat(file, owner),
};
export type LockWorld = typeof lockWorld;

export interface Lock {
  /** False where somebody has taken it over. Throws what the file system throws. */
  isHeld(): boolean;
  /** May be called again. */
  release(): void;
}

/** Who has the lock. */
export interface LockHolder {
  /** Undefined where the file does not tell. */
  readonly mark: ProcessMark | undefined;
  /** Unknown: it may be dead, and only watching can tell. */
  readonly state: "alive" | "unknown";
}

/** A file as it was seen, and how long it has stood still since. */
interface Sight {
  readonly text: string;
  readonly at: number;
  readonly stoodMs: number;
}

export const isLock = (taken: Lock | LockHolder): taken is Lock => "release" in taken;

/** One that wants the lock: it remembers what it saw. */
export class LockFile {
  private readonly sights = new Map<string, Sight>();

  constructor(
    private readonly file: string,
    private readonly world: LockWorld = lockWorld,
  ) {}

  /** Takes the lock or says who has it, without waiting; asked again and again, it notices a death. Throws what the file system throws. */
  tryTake(): Lock | LockHolder {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const owner = ownerText(this.world.self());
      if (this.make(this.file, owner)) return this.held(owner);
      const found = this.look(this.file);
      if (found === undefined) continue;
      if (found.state !== "gone") return { mark: found.mark, state: found.state };
      this.remove(this.file, found.text);
    }
    return { mark: undefined, state: "unknown" };
  }

  /** Waits only while it is not known whether the holder lives. `onWatch`: that is so. */
  async take(signal?: AbortSignal, onWatch?: (holder: LockHolder) => void): Promise<Lock | LockHolder> {
    for (let isFirst = true; ; isFirst = false) {
      const taken = this.tryTake();
      if (isLock(taken) || taken.state === "alive" || signal?.aborted) return taken;
      if (isFirst && taken.mark) onWatch?.(taken);
      await this.world.wait(LOOK_EVERY_MS / 2, signal);
    }
  }

  /** Who holds the lock as far as one look tells; undefined where nobody does. */
  holder(): LockHolder | undefined {
    const found = this.look(this.file);
    return found && found.state !== "gone" ? { mark: found.mark, state: found.state } : undefined;
  }

  private held(owner: string): Lock {
    const { file } = this;
    const isHeld = (): boolean => readTextIfThere(file)?.startsWith(owner) === true;
    this.clear();
    let stop: (() => void) | undefined = this.world.beat(file, owner);
    return {
      isHeld,
      release() {
        if (!stop) return;
        stop();
        stop = undefined;
        try {
          if (isHeld()) files.unlinkSync(file);
        } catch {
          // It dies with this process.
        }
      },
    };
  }

  /** What others left who died while they took or removed a lock. Who is still at it begins again. */
  private clear(): void {
    const [folder, name] = [path.dirname(this.file), path.basename(this.file)];
    try {
      for (const one of namesIn(folder)) {
        if (one.startsWith(`${name}.`) && /\.(removal|new)$/.test(one)) discard(path.join(folder, one));
      }
    } catch {
      // They harm nobody.
    }
  }

  /** False where it is there already. */
  private make(file: string, owner: string): boolean {
    const whole = `${owner}${"0".repeat(BEAT_DIGITS)}\n`;
    const fresh = `${file}.${randomBytes(6).toString("hex")}.new`;
    try {
      if (!writeNew(fresh, whole)) return false;
      files.linkSync(fresh, file);
      return true;
    } catch (error) {
      const code = systemCode(error);
      if (code === "EEXIST") return false;
      // Somebody cleared it away: the lock is held.
      if (code === "ENOENT" && readTextIfThere(file) !== undefined) return false;
      // Not every file system has links. For a moment the file may then be empty, which counts as unknown.
      return writeNew(file, whole);
    } finally {
      discard(fresh);
    }
  }

  private remove(file: string, dead: string): void {
    const removal = `${file}.${idOf(dead)}.removal`;
    if (!this.make(removal, ownerText(this.world.self()))) {
      const other = this.look(removal);
      if (other?.state === "gone") this.remove(removal, other.text);
      return;
    }
    try {
      if (readTextIfThere(file) === dead) files.unlinkSync(file);
    } finally {
      discard(removal);
    }
  }

  /** Undefined where nothing is there. */
  private look(file: string): { text: string; mark: ProcessMark | undefined; state: ProcessState } | undefined {
    const text = readTextIfThere(file);
    if (text === undefined) {
      this.sights.delete(file);
      return undefined;
    }
    const mark = markIn(text);
    const certain = mark ? this.world.stateOf(mark) : "unknown";
    return { text, mark, state: certain === "unknown" ? this.watch(file, text) : certain };
  }

  private watch(file: string, text: string): ProcessState {
    const at = this.world.now();
    const before = this.sights.get(file);
    const isSame = before?.text === text;
    const stoodMs = isSame ? before.stoodMs + Math.min(LOOK_EVERY_MS, Math.max(0, at - before.at)) : 0;
    this.sights.set(file, { text, at, stoodMs });
    if (stoodMs >= LEASE_MS) return "gone";
    const beats = before !== undefined && !isSame && firstLine(before.text) === firstLine(text);
    return beats ? "alive" : "unknown";
  }
}

/** The first line of the file; the beat follows. */
function ownerText(mark: ProcessMark): string {
  return `${JSON.stringify({ ...mark, token: randomBytes(12).toString("hex") })}\n`;
}

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n") + 1 || text.length);

const idOf = (text: string): string => createHash("sha256").update(firstLine(text)).digest("hex").slice(0, 16);

function markIn(text: string): ProcessMark | undefined {
  try {
    const { pid, started, place, host } = JSON.parse(firstLine(text)) as Partial<ProcessMark>;
    if (!Number.isSafeInteger(pid) || Number(pid) <= 0) return undefined;
    return { pid: Number(pid), started: String(started ?? ""), place: String(place ?? ""), host: String(host ?? "") };
  } catch {
    return undefined;
  }
}

/** False where a file of this name is there. One that cannot be written whole is removed again. */
function writeNew(file: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = files.openSync(file, "wx");
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += files.writeSync(descriptor, bytes, at);
  } catch (error) {
    discard(file);
    throw error;
  } finally {
    files.closeSync(descriptor);
  }
  return true;
}
