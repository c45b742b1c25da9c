/**
 * Whether a package works, found out in a process of its own: it loads the library and trains a network for two steps.
 *
 * A success is remembered in the cache for this package, Node and processor, so that it costs its second or two once.
 * test/tensorflow/find.test.ts.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
    // Inside Electron the child must be told to be Node.
    environment: { ...options.environment, ELECTRON_RUN_AS_NODE: "1" },
    limitMs,
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
    const problem = said.problem.split("\n")[0] ?? "";
    return fails(message("tensorflow-broken", { folder, problem }));
  }
  const { loss = Number.NaN } = said;
  if (!(Math.abs(loss - expectedLoss) <= LARGEST_ERROR)) {
    return fails(message("tensorflow-wrong", { folder, found: loss, expected: expectedLoss }));
  }
  return { works: true, tensorFlow: said.tensorFlow ?? "?", gpu: said.gpu === true };
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
  const about = [folder, version, process.versions.node, process.arch, cpus()[0]?.model, changedAt(folder)];
  const name = createHash("sha256").update(about.join("\n")).digest("hex").slice(0, 16);
  return path.join(cacheFolder(environment), "tensorflow-tested", `${name}.json`);
}

/** The native part's folder changes when it is made anew. */
function changedAt(folder: string): number {
  return statSync(path.join(folder, "lib"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function readRemembered(found: FoundPackage, environment: Environment): ProbeOutcome | undefined {
  try {
    const said = JSON.parse(readFileSync(memoryFile(found, environment), "utf8")) as Record<string, unknown>;
    return { works: true, tensorFlow: String(said.tensorFlow), gpu: said.gpu === true };
  } catch {
    return undefined;
  }
}

/** What has worked once may be broken since. */
export function forget(found: FoundPackage, environment: Environment): void {
  try {
    rmSync(memoryFile(found, environment), { force: true });
  } catch {
    // The self-test is asked for anew all the same.
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
