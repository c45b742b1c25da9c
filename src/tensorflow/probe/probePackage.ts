/**
 * Whether a package works, found out in a process of its own: it loads the library and trains a network for two steps.
 *
 * A success is remembered in the cache for this package, its files, Node and processor, so that it costs its second or two once.
 * test/tensorflow/find.test.ts.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import * as path from "node:path";
import { message, type Message } from "../../core/messages/message";
import { runProgram, type ProgramEnd } from "../setup/runProgram";
import { cacheFolder, type Environment, type FoundPackage } from "../tensorFlowFolder";
import { expectedLoss } from "./selfTest";

export type ProbeOutcome =
  | { readonly works: true; readonly tensorFlow: string; readonly gpu: boolean }
  | { readonly works: false; readonly reason: Message };

export interface ProbeOptions {
  readonly environment: Environment;
  /** The bundle of probe/main.ts. */
  readonly program?: string;
  readonly limitMs?: number;
  /** Makes the self-test again, whatever is remembered. */
  readonly anew?: boolean;
  readonly signal?: AbortSignal;
}

/** The first load after a set-up reads a gigabyte from the disk. */
const LIMIT_MS = 120_000;
const LARGEST_ERROR = 1e-4;

/** Never throws. */
export async function probePackage(found: FoundPackage, options: ProbeOptions): Promise<ProbeOutcome> {
  if (!hasAvx()) return fails(message("tensorflow-no-avx"));
  const remembered = readRemembered(found, options.environment);
  if (remembered && !options.anew) return remembered;
  const program = options.program ?? programBeside();
  if (!existsSync(program)) return fails(message("tensorflow-no-self-test", { file: program }));
  const limitMs = options.limitMs ?? LIMIT_MS;
  const end = await runProgram(process.execPath, [program, found.folder], {
    folder: path.dirname(program),
    environment: options.environment,
    // Inside Electron the child must be told to be Node.
    added: { ELECTRON_RUN_AS_NODE: "1" },
    limitMs,
    signal: options.signal,
  });
  const outcome = readOutcome(end, found.folder, limitMs);
  if (outcome.works) remember(found, options.environment, outcome);
  else forget(found, options.environment);
  return outcome;
}

const fails = (reason: Message): ProbeOutcome => ({ works: false, reason });

/** The bundle beside this one; when running from sources, in the project's dist/. */
function programBeside(): string {
  const name = "tensorflowProbe.js";
  const places = [__dirname, path.resolve(__dirname, "../../../dist")].map((folder) => path.join(folder, name));
  return places.find((place) => existsSync(place)) ?? path.join(__dirname, name);
}

function readOutcome({ how, code, output, signal }: ProgramEnd, folder: string, limitMs: number): ProbeOutcome {
  if (how === "late") return fails(message("tensorflow-late", { folder, seconds: Math.round(limitMs / 1000) }));
  const line = output.split("\n").findLast((one) => one.startsWith("{"));
  if (line === undefined) return fails(message("tensorflow-crashed", { folder, how: signal ?? `exit code ${code}` }));
  const said = JSON.parse(line) as { problem?: string; loss?: number; tensorFlow?: string; gpu?: boolean };
  if (said.problem !== undefined) {
    return fails(message("tensorflow-broken", { folder, problem: firstLine(said.problem) }));
  }
  const { loss = Number.NaN } = said;
  if (!(Math.abs(loss - expectedLoss) <= LARGEST_ERROR)) {
    return fails(message("tensorflow-wrong", { folder, found: loss, expected: expectedLoss }));
  }
  return { works: true, tensorFlow: said.tensorFlow ?? "?", gpu: said.gpu === true };
}

/** What a program or a library says, as a part of a sentence. */
export function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(/[\s.]+$/, "");
}

/** Only Linux tells; elsewhere the self-test does. */
export function hasAvx(): boolean {
  if (process.platform !== "linux" || process.arch !== "x64") return true;
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1];
    return flags === undefined || /\bavx\b/.test(flags);
  } catch {
    return true;
  }
}

function memoryFile({ folder, version }: FoundPackage, environment: Environment): string {
  const about = [folder, version, process.versions.node, process.arch, cpus()[0]?.model, ...filesOf(folder)];
  const name = createHash("sha256").update(about.join("\n")).digest("hex").slice(0, 16);
  return path.join(cacheFolder(environment), "tensorflow-tested", `${name}.json`);
}

/** The package's program, its addon and TensorFlow's libraries, each with its size and when it was changed. */
function filesOf(folder: string): string[] {
  const files = ["package.json", path.join("dist", "index.js")];
  for (const addons of listIn(folder, "lib")) files.push(...listIn(folder, addons));
  files.push(...listIn(folder, path.join("deps", "lib")));
  return files.map((file) => {
    const { size, mtimeMs } = statSync(path.join(folder, file), { throwIfNoEntry: false }) ?? {};
    return `${file} ${size} ${mtimeMs}`;
  });
}

/** In an order of its own; a link counts as what it leads to, or as nothing. */
function listIn(folder: string, below: string): string[] {
  try {
    return readdirSync(path.join(folder, below))
      .sort()
      .map((name) => path.join(below, name));
  } catch {
    return [];
  }
}

function readRemembered(found: FoundPackage, environment: Environment): ProbeOutcome | undefined {
  try {
    const said = JSON.parse(readFileSync(memoryFile(found, environment), "utf8")) as Record<string, unknown>;
    return { works: true, tensorFlow: String(said.tensorFlow), gpu: said.gpu === true };
  } catch {
    return undefined;
  }
}

/** What has worked once may be broken since. False where the cache cannot be changed. */
export function forget(found: FoundPackage, environment: Environment): boolean {
  try {
    rmSync(memoryFile(found, environment), { force: true });
    return true;
  } catch {
    return false;
  }
}

export function remember(found: FoundPackage, environment: Environment, outcome: ProbeOutcome): void {
  const file = memoryFile(found, environment);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(outcome));
  } catch {
    // A cache that cannot be written costs the self-test each time.
  }
}

const atExit = new Map<string, () => void>();

/** Signals end a process without this. */
export function rememberAtExit(found: FoundPackage, environment: Environment, outcome: ProbeOutcome): void {
  if (atExit.size === 0) process.on("exit", () => atExit.forEach((write) => write()));
  atExit.set(memoryFile(found, environment), () => remember(found, environment, outcome));
}
