/**
 * The file system of runs and locks (src/files/files.ts), with a record of its calls and a fault at one of them.
 *
 * `kill`: that call and all later ones do nothing and throw, as if the process were gone: what is on the disk stays as it was. A write is
 * cut in its middle first. `once`: that call fails and later ones work. `on`: it and all later calls that need room or a working disk fail.
 */
import { files } from "../../src/files/files";

export interface Fault {
  /** Of the call, from 0. */
  readonly at: number;
  readonly kind: "kill" | "once" | "on";
  /** What a failing call says; a kill has none. */
  readonly code?: "ENOSPC" | "EIO" | "EACCES" | "EROFS" | "EMFILE";
}

export class Killed extends Error {
  constructor() {
    super("the process is gone");
    this.name = "Killed";
  }
}

type Name = keyof typeof files;
type Call = (...given: unknown[]) => unknown;

const real = { ...files } as unknown as Record<Name, Call>;
const names = Object.keys(files) as Name[];
/** Those that need room on the disk. */
const growing: readonly Name[] = [
  "openSync",
  "writeSync",
  "fsyncSync",
  "ftruncateSync",
  "mkdirSync",
  "linkSync",
  "renameSync",
];

/**
 * Runs `work` with a fault; gives the names of all calls that were made. What reaches the disk is not waited for: nobody turns the power
 * off.
 */
export async function withFault<Value>(
  fault: Fault | undefined,
  work: () => Value | Promise<Value>,
): Promise<{ readonly calls: readonly Name[]; readonly value: Value }> {
  const calls: Name[] = [];
  const open = new Set<unknown>();
  const seam = files as unknown as Record<Name, Call>;
  for (const name of names) {
    seam[name] = (...given) => {
      const at = calls.push(name) - 1;
      if (fault && mustFail(fault, at, name)) fail(fault, at, name, given);
      if (name === "fsyncSync") return undefined;
      const value = real[name](...given);
      if (name === "openSync") open.add(value);
      if (name === "closeSync") open.delete(given[0]);
      return value;
    };
  }
  try {
    return { value: await work(), calls };
  } finally {
    Object.assign(files, real);
    // As the system does when a process ends.
    for (const descriptor of open) real.closeSync(descriptor);
  }
}

function mustFail({ at: first, kind, code }: Fault, at: number, name: Name): boolean {
  if (kind === "once" || at < first) return at === first;
  return kind === "kill" || at === first || code !== "ENOSPC" || growing.includes(name);
}

function fail({ at: first, kind, code = "EIO" }: Fault, at: number, name: Name, given: readonly unknown[]): never {
  if (at === first && name === "writeSync" && Buffer.isBuffer(given[1]))
    tear(given as [number, Buffer, number?, number?, number?]);
  if (kind === "kill") throw new Killed();
  throw Object.assign(new Error(`${code}: ${name}`), { code });
}

/** Half of the bytes reach the file. */
function tear([descriptor, bytes, from = 0, length = bytes.length - from, place]: [
  number,
  Buffer,
  number?,
  number?,
  number?,
]): void {
  real.writeSync(descriptor, bytes, from, Math.floor(length / 2), place ?? null);
}
