/**
 * Which process wrote something, and whether it still lives, as far as that can be told from here.
 *
 * A number alone tells nothing: a later process may have it, and in another container or on another machine that shares the folder it is
 * somebody else's. So a mark says where its number counts, and of a mark from elsewhere nothing is known. test/locks/processMark.test.ts.
 */
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";

export interface ProcessMark {
  readonly pid: number;
  /** When the process began, in the system's own ticks; empty where the system does not say. */
  readonly started: string;
  /** Where the number counts: one start of one system, and in it one namespace of processes. Empty where that is not known. */
  readonly place: string;
  /** The machine's name, for people: two may have the same. */
  readonly host: string;
}

export type ProcessState = "alive" | "gone" | "unknown";

/** What marks are compared with; a test gives others. */
export interface ProcessTable {
  readonly place: string;
  has(pid: number): boolean;
  /** As in `ProcessMark`; "ended" for one that only waits to be buried. */
  startOf(pid: number): string;
}

export const systemProcesses: ProcessTable = {
  place: findPlace(),
  has(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // EPERM: it lives, and belongs to somebody else.
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
  /** The 22nd field of Linux's /proc/<pid>/stat; the 2nd, a name in brackets, may hold spaces. */
  startOf(pid) {
    const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  },
};

/** The mark of this process. */
export function thisProcess(table: ProcessTable = systemProcesses): ProcessMark {
  const { pid } = process;
  return { pid, started: table.startOf(pid), place: table.place, host: hostname() };
}

/** Alive and gone are certain; a process from elsewhere, or one that a later process may have replaced, is unknown. */
export function stateOfProcess(mark: ProcessMark, table: ProcessTable = systemProcesses): ProcessState {
  if (mark.place === "" || mark.place !== table.place) return "unknown";
  if (!table.has(mark.pid)) return "gone";
  const now = table.startOf(mark.pid);
  if (now === "ended") return "gone";
  if (mark.started === "" || now === "") return "unknown";
  return now === mark.started ? "alive" : "gone";
}

/**
 * On Linux the kernel's id of its start and the namespace of the processes; a copy of the first is on every machine that runs in this
 * kernel. Elsewhere the machine, by its name and the addresses of its network cards; whether it was started anew is then not known, and a
 * number that is free tells that its process is gone all the same.
 */
function findPlace(): string {
  if (process.platform === "linux") {
    const boot = textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1")).trim();
    const namespace = textOf(() => readlinkSync("/proc/self/ns/pid"));
    return boot && namespace ? `${boot} ${namespace}` : "";
  }
  const cards = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  const addresses = [...new Set(cards.filter(({ internal }) => !internal).map(({ mac }) => mac))].sort();
  if (addresses.length === 0) return "";
  return createHash("sha256")
    .update(JSON.stringify([hostname(), addresses]))
    .digest("hex");
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
