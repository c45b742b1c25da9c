/**
 * The life of one training process, seen from outside.
 *
 * A request ends exactly once: answered by the process's last fact, cancelled by `kill`, or failed because the process crashed,
 * fell silent or sent something that cannot be understood. The caller survives all of it. test/training/workerProcess.test.ts
 * holds this.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { Readable } from "node:stream";
import { type Message, message } from "../core/messages/message";
import { plainText } from "../core/text/plainText";
import { programEnvironment } from "../machine/programEnvironment";
import { receive } from "../protocol/receive";
import {
  type ControlRequest,
  HEARTBEAT,
  HEARTBEAT_PIPE,
  type HostToWorker,
  type TrainingFact,
  TrainingFactSchema,
} from "../protocol/training";

/** The process gets this long to obey `stop`, and this long between two signs of life. */
const STOP_MS = 5000;
const SILENCE_MS = 10_000;
/** A timer that fires this late says that the caller itself was away: asleep, or held up. That is no silence of the process. */
const AWAY_MS = 500;
/** Reading a large file is one long stretch without a sign of life: until the first fact, the process gets longer. */
const READING_MS = 5 * 60_000;
const LOG_LINES = 5;

export type RequestEnd =
  | { readonly how: "answered"; readonly fact: TrainingFact }
  | { readonly how: "cancelled" }
  | { readonly how: "failed"; readonly reason: Message };

export interface WorkerOptions {
  /** The bundle of src/worker/main.ts. */
  readonly workerPath: string;
  readonly request: HostToWorker;
  /** True for the fact that ends this request. */
  readonly isLast: (fact: TrainingFact) => boolean;
  readonly onFact: (fact: TrainingFact) => void;
  /** Called once, after the last fact. */
  readonly onEnd: (end: RequestEnd) => void;
  readonly stopMs?: number;
  readonly silenceMs?: number;
  /** The longest silence before the first fact. */
  readonly readingMs?: number;
}

export interface WorkerHandle {
  readonly pid: number | undefined;
  /** Asks the process to end after the step it is in; a process that does not is killed. */
  stop(): void;
  /** Asks something of the run that goes on; without effect where it is over. */
  ask(request: ControlRequest): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts a process for one request. Never throws: what goes wrong is the request's end. */
export function startWorker(options: WorkerOptions): WorkerHandle {
  return new WorkerProcess(options);
}

class WorkerProcess implements WorkerHandle {
  private readonly child: ChildProcess | undefined;
  private readonly log: string[] = [];
  private silence: NodeJS.Timeout | undefined;
  private obey: NodeJS.Timeout | undefined;
  private ended = false;
  /** The first fact has come. */
  private told = false;

  constructor(private readonly options: WorkerOptions) {
    try {
      // What it is for is only said so that a list of processes tells a training from a look.
      this.child = fork(options.workerPath, [HEARTBEAT, options.request.type], {
        serialization: "advanced",
        execArgv: [],
        env: workerEnvironment(process.env),
        stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
      });
      this.listen(this.child);
      this.child.send(options.request);
      this.heard();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      queueMicrotask(() => this.end({ how: "failed", reason: message("worker-cannot-start", { problem }) }));
    }
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): void {
    if (this.ended || this.obey) return;
    if (this.child?.connected) this.child.send({ type: "stop" } satisfies HostToWorker, () => undefined);
    this.obey = setTimeout(() => this.kill(), this.options.stopMs ?? STOP_MS);
  }

  ask(request: ControlRequest): void {
    if (!this.ended && this.child?.connected) this.child.send(request, () => undefined);
  }

  kill(): void {
    this.child?.kill("SIGKILL");
    this.end({ how: "cancelled" });
  }

  private listen(child: ChildProcess): void {
    child.on("message", (received) => this.receive(received));
    child.on("error", (error) => {
      this.child?.kill("SIGKILL");
      this.end({ how: "failed", reason: message("worker-cannot-start", { problem: error.message }) });
    });
    child.on("close", (code, signal) => {
      if (this.obey) return this.end({ how: "cancelled" });
      const how = signal ?? `exit code ${code}`;
      this.end({
        how: "failed",
        reason: message(crashOf(this.options.request, signal), { how, log: this.log.join(" · ") }),
      });
    });
    (child.stdio[HEARTBEAT_PIPE] as Readable | undefined)?.on("data", () => this.heard()).on("error", () => undefined);
    child.stdout?.resume();
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.keepLog(text));
  }

  /** The last lines are kept, however much the process says. */
  private keepLog(text: string): void {
    const lines = text.slice(-2000).split("\n").map(plainLine).filter(Boolean);
    this.log.push(...lines);
    this.log.splice(0, Math.max(0, this.log.length - LOG_LINES));
  }

  private receive(received: unknown): void {
    if (this.ended) return;
    const fact = receive(TrainingFactSchema, received);
    if (!fact) {
      this.child?.kill("SIGKILL");
      return this.end({ how: "failed", reason: message("worker-garbled") });
    }
    this.told = true;
    this.heard();
    this.options.onFact(fact);
    if (this.options.isLast(fact)) this.end({ how: "answered", fact });
  }

  /** A sign of life: silence is counted anew. */
  private heard(): void {
    clearTimeout(this.silence);
    if (this.ended) return;
    const { silenceMs = SILENCE_MS, readingMs = READING_MS } = this.options;
    const limit = this.told ? silenceMs : readingMs;
    const from = performance.now();
    this.silence = setTimeout(() => {
      if (performance.now() - from > limit + AWAY_MS) return this.heard();
      this.child?.kill("SIGKILL");
      this.end({ how: "failed", reason: message("worker-hung", { seconds: Math.round(limit / 1000) }) });
    }, limit);
  }

  private end(end: RequestEnd): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.silence);
    clearTimeout(this.obey);
    // A process that has said its last word ends by itself; one that does not is not left behind.
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const last = setTimeout(() => child.kill("SIGKILL"), this.options.stopMs ?? STOP_MS);
      last.unref();
      child.once("exit", () => clearTimeout(last));
    }
    this.options.onEnd(end);
  }
}

/** Native code that ends its process says nothing of its own; SIGKILL comes from outside. */
function crashOf(request: HostToWorker, signal: NodeJS.Signals | null): "worker-crashed" | "worker-crashed.tensorflow" {
  const isNative = "engine" in request && request.engine === "tfjs-node" && signal !== null && signal !== "SIGKILL";
  return isNative ? "worker-crashed.tensorflow" : "worker-crashed";
}

const plainLine = (line: string): string => plainText(line).slice(0, 300);

/** Without what would change how Node starts. Inside Electron the child must be told to be Node. */
function workerEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...programEnvironment(env), ...("electron" in process.versions ? { ELECTRON_RUN_AS_NODE: "1" } : {}) };
}
