/**
 * The training process: one request comes in over IPC, facts go out, the process ends. With `--wide-check` it is the probe's child instead.
 *
 * It never outlives its parent: it ends on `disconnect`, and notices by the parent's process number where that does not
 * arrive. A heartbeat goes out every second. test/worker/process.test.ts holds this.
 */
import { writeSync } from "node:fs";
import { message } from "../core/messages/message";
import { TrainingControl } from "../engine/trainingControl";
import type { Handlers } from "../protocol/panel";
import { receiveCommand } from "../protocol/receive";
import type { ControlRequest, EpochRow, HostToWorker, TrainingFact, WorkerToHost } from "../protocol/training";
import type { JobContext } from "./jobContext";
import { openEngine } from "./openEngine";
import { runPrediction } from "./predictJob";
import { problemOf } from "./prepareNetwork";
import { runTraining } from "./trainJob";
import { checkWide, WIDE_CHECK } from "./wideCheck";
import { findWide } from "./wideProbe";

const HEARTBEAT_MS = 1000;
/** How long a run may take to be put away when the parent is gone. */
const PUT_AWAY_MS = 3000;

/** Epochs are told at most this often. */
const ROWS_EVERY_MS = 50;

const waitingRows: EpochRow[] = [];
let rowsSentAt = 0;

const controller = new AbortController();
const control = new TrainingControl();
const parent = process.ppid;
let began = false;
let started = false;
let ended = false;

function send(fact: WorkerToHost, sent?: () => void): void {
  if (!process.connected || !process.send) return sent?.();
  process.send(fact, undefined, undefined, () => sent?.());
}

/**
 * Sends a fact; the last one closes the process once it is on its way. Thousands of epochs a second go out a few times a
 * second, in front of whatever fact comes next.
 */
function emit(fact: TrainingFact): void {
  if (ended) return;
  if (fact.type === "epochsEnded") {
    waitingRows.push(...fact.rows);
    if (performance.now() - rowsSentAt < ROWS_EVERY_MS) return;
  }
  if (waitingRows.length > 0) {
    send({ type: "epochsEnded", rows: waitingRows.splice(0) });
    rowsSentAt = performance.now();
  }
  if (fact.type === "epochsEnded") return;
  if (fact.type === "started") started = true;
  ended = fact.type === "finished" || fact.type === "refused" || (fact.type === "predicted" && !started);
  send(fact, ended ? end : undefined);
}

function end(): void {
  if (process.connected) process.disconnect();
  process.exit();
}

function isLastWord(run: () => Promise<unknown>): void {
  run().then(
    () => emitFault(new Error("the job ended without an answer")),
    (error: unknown) => emitFault(error),
  );
}

/** A fault that nobody foresaw is still an answer. */
function emitFault(error: unknown): void {
  const reason = message("training-fault", { problem: problemOf(error) });
  if (started) emit({ type: "finished", status: "failed", epochs: 0, elapsedMs: 0, reason });
  else emit({ type: "refused", cause: "failed", reason });
}

const context: JobContext = {
  emit,
  signal: controller.signal,
  clock: { now: () => new Date(), elapsed: () => performance.now() },
  random: Math.random,
  openEngine,
  findWide,
  showPredictions: "live",
  control,
};

const asks: Handlers<ControlRequest> = {
  pause: () => control.pause(),
  proceed: () => control.proceed(),
  step: () => control.step(),
  setLearningRate: ({ rate }) => control.setLearningRate(rate),
};

function handle(command: HostToWorker): void {
  switch (command.type) {
    case "stop":
      controller.abort();
      if (!began) end();
      break;
    case "train":
      begin(() => runTraining(command, context));
      break;
    case "predict":
      begin(() => runPrediction(command, context));
      break;
    default:
      (asks[command.type] as (command: ControlRequest) => void)(command);
  }
}

/** One request a process. */
function begin(run: () => Promise<unknown>): void {
  if (began) return;
  began = true;
  isLastWord(run);
}

function leave(): void {
  controller.abort();
  if (!began || ended) process.exit();
  setTimeout(() => process.exit(), PUT_AWAY_MS).unref();
}

if (process.argv[2] === WIDE_CHECK) {
  writeSync(1, JSON.stringify(checkWide(process.argv[3] === "wide")));
  process.exit(0);
}
process.on("message", (received) => {
  const command = receiveCommand(received);
  if (command) handle(command);
  else emitFault(new Error("a command that cannot be understood"));
});
process.on("disconnect", leave);
process.on("uncaughtException", (error) => {
  console.error(error);
  process.exitCode = 1;
  emitFault(error);
});
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => controller.abort());
setInterval(() => {
  if (process.ppid !== parent) leave();
  else if (!ended) send({ type: "heartbeat" });
}, HEARTBEAT_MS);
if (!process.connected) process.exit(2);
