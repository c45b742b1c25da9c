/**
 * Runs a program to its end, and keeps its last lines for the case that it fails.
 *
 * Arguments go to the program as they are, never through a shell; on Windows `npm` is a script that only a shell can start, so its
 * arguments, which are this project's own, are given to one. A program does not outlive this process, however that ends: a guard
 * beside it ends it and its children then. test/tensorflow/setUp.test.ts.
 */
import { spawn } from "node:child_process";
import { programEnvironment } from "../../machine/programEnvironment";

const KEPT_CHARACTERS = 4000;

export interface ProgramOptions {
  readonly folder: string;
  /** This process's own; the program gets what is meant for others too (`programEnvironment`). */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the program gets besides. */
  readonly added?: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramEnd {
  /** `missing`: there is no such program. */
  readonly how: "ended" | "missing" | "late" | "interrupted";
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote, both streams together. */
  readonly output: string;
}

/** Never rejects. */
export function runProgram(program: string, words: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let output = "";
    let how: ProgramEnd["how"] = "ended";
    const child = spawn(program, words, {
      cwd: options.folder,
      env: { ...programEnvironment(options.environment), ...options.added },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      shell: process.platform === "win32" && program === "npm",
    });
    const end = (reason: ProgramEnd["how"]): void => {
      how = reason;
      try {
        // The program's own children, a compiler for example, are in its group.
        if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    const dismiss = child.pid === undefined ? () => undefined : guard(child.pid);
    const limit = setTimeout(() => end("late"), options.limitMs);
    const interrupt = (): void => end("interrupted");
    if (options.signal?.aborted) interrupt();
    options.signal?.addEventListener("abort", interrupt, { once: true });
    const finish = (code: number | null, signal: NodeJS.Signals | null = null): void => {
      clearTimeout(limit);
      dismiss();
      options.signal?.removeEventListener("abort", interrupt);
      resolve({ how, code, signal, output });
    };
    const keep = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-KEPT_CHARACTERS));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") how = "missing";
      output += error.message;
      finish(null);
    });
    child.on("close", finish);
  });
}

/**
 * Ends the group of processes where this process ends first, be it by SIGKILL: the guard reads from a pipe that closes then. Returns what
 * sends the guard away. Windows has no groups.
 */
function guard(group: number): () => void {
  if (process.platform === "win32") return () => undefined;
  const program = 'read -r word || kill -s KILL -- "-$0"';
  const child = spawn("/bin/sh", ["-c", program, String(group)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  return () => void child.stdin.end("over\n");
}
