/**
 * Which process wrote something, told apart from a later one that got the same number.
 *
 * test/locks/lockFile.test.ts holds it.
 */
import { readFileSync } from "node:fs";

export interface ProcessMark {
  readonly pid: number;
  /** When the process began, in the system's own ticks; empty where the system does not say. */
  readonly started: string;
}

/** The mark of this process. */
export function thisProcess(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid) };
}

/** True while exactly that process lives. */
export function isAlive({ pid, started }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = startOf(pid);
  return started === "" || now === "" || now === started;
}

/** The 22nd field of Linux's /proc/<pid>/stat; the 2nd, a name in brackets, may hold spaces. A zombie counts as ended. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  } catch {
    return "";
  }
}
