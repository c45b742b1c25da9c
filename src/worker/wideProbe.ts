/**
 * May V8's 256-bit path be used here? Asked of a child process, once for each Node and CPU.
 *
 * Yes, where the child gives the same bits with it as without it, and is faster. A child that crashes, hangs or talks nonsense
 * means no. The answer is kept in the cache folder. test/worker/wideProbe.test.ts holds this.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus, homedir } from "node:os";
import * as path from "node:path";
import type { EngineBuild } from "../core/training/networkSession";
import { programEnvironment } from "../machine/programEnvironment";
import { findKernels, hasWidePath } from "./openEngine";
import { type BuildCheck, WIDE_CHECK, type WideCheck } from "./wideCheck";

export type WideAnswer = { readonly [Build in EngineBuild]: boolean };

export interface ProbeOptions {
  /** The program that answers `--wide-check`; absent: the training process. */
  readonly program?: string;
  readonly cacheFolder?: string;
  /** For each of the children. */
  readonly limitMs?: number;
}

const LIMIT_MS = 8000;
/** Slower than this share of the narrow time does not pay. */
const PAYS = 0.93;

const no: WideAnswer = { fast: false, exact: false };

/** The kept answer, or a new one. Never throws. */
export async function findWide(options: ProbeOptions = {}): Promise<WideAnswer> {
  const known = keptWide(options);
  if (known) return known;
  const answer = await probe(options);
  keep(answer, options);
  return answer;
}

/** What an earlier probe of this machine found; undefined where there was none. */
export function keptWide(options: ProbeOptions = {}): WideAnswer | undefined {
  const kept = readCache(cacheFile(options))[machineKey()];
  const { fast, exact } = (kept ?? {}) as Partial<Record<EngineBuild, unknown>>;
  return typeof fast === "boolean" && typeof exact === "boolean" ? { fast, exact } : undefined;
}

async function probe({ program = trainingProcess(), limitMs = LIMIT_MS }: ProbeOptions): Promise<WideAnswer> {
  if (program === undefined) return no;
  const ask = (wide: boolean): Promise<WideCheck> => runChild(program, wide, limitMs);
  const wide = await ask(true);
  if (!wide.exact) return no;
  const narrow = await ask(false);
  let answer = compare([narrow], [wide]);
  // A doubtful time is measured again: another process may have been at work.
  if (answer.fast !== answer.exact || !answer.fast)
    answer = compare([narrow, await ask(false)], [wide, await ask(true)]);
  return answer;
}

/** Same bits in every child, and the best time with clearly below the best time without. */
function compare(narrow: readonly WideCheck[], wide: readonly WideCheck[]): WideAnswer {
  const pays = (build: EngineBuild): boolean => {
    const all = [...narrow, ...wide].map((check) => check[build]);
    const best = (checks: readonly WideCheck[]): number =>
      Math.min(...checks.map((check) => check[build]?.stepMs ?? Number.NaN));
    return all.every((one) => one !== undefined && one.hash === all[0]?.hash) && best(wide) < PAYS * best(narrow);
  };
  return { fast: pays("fast"), exact: pays("exact") };
}

/** What a child says; empty where it does not say it properly or in time. */
function runChild(program: string, wide: boolean, limitMs: number): Promise<WideCheck> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, WIDE_CHECK, wide ? "wide" : "narrow"], {
      stdio: ["ignore", "pipe", "ignore"],
      // In VS Code the program that runs this is an editor, unless told to be a Node.
      env: { ...programEnvironment(process.env), ELECTRON_RUN_AS_NODE: "1" },
      timeout: limitMs,
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(0, 10_000)));
    child.on("error", () => resolve({}));
    child.on("close", (code) => resolve(code === 0 ? readCheck(said) : {}));
  });
}

function readCheck(text: string): WideCheck {
  try {
    const { fast, exact } = JSON.parse(text) as { fast?: unknown; exact?: unknown };
    return { ...(isCheck(fast) && { fast }), ...(isCheck(exact) && { exact }) };
  } catch {
    return {};
  }
}

function isCheck(value: unknown): value is BuildCheck {
  const { hash, stepMs } = (value ?? {}) as Record<string, unknown>;
  return typeof hash === "string" && hash.length > 0 && typeof stepMs === "number" && stepMs > 0;
}

/** The training process lies beside this bundle; when running from sources, in the project's dist/. Undefined where asking is idle. */
function trainingProcess(): string | undefined {
  if (!hasWidePath) return undefined;
  const places = [path.join(__dirname, "worker.js"), path.resolve(__dirname, "../../dist/worker.js")];
  return places.find((place) => existsSync(place));
}

/** What an answer holds for: this JavaScript engine, this CPU and these kernels. */
function machineKey(): string {
  const { exact, fast } = findKernels();
  const kernels = createHash("sha256").update(exact).update(fast ?? "").digest("hex").slice(0, 12); // prettier-ignore
  const { node, v8, electron = "" } = process.versions as NodeJS.ProcessVersions & { electron?: string };
  return [node, v8, electron, process.arch, cpus()[0]?.model.trim() ?? "", kernels].join(" | ");
}

const cacheFile = ({ cacheFolder }: ProbeOptions): string =>
  path.join(cacheFolder ?? process.env["UNROLL_CACHE"] ?? path.join(homedir(), ".cache", "unroll"), "wide.json");

function readCache(file: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** An answer that cannot be kept is asked for again next time. */
function keep(answer: WideAnswer, options: ProbeOptions): void {
  const file = cacheFile(options);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, `${JSON.stringify({ ...readCache(file), [machineKey()]: answer }, undefined, 2)}\n`);
    renameSync(part, file);
  } catch {
    return;
  }
}
