/**
 * The training process at work: one request comes in over IPC, facts go out, the process ends.
 *
 * It never outlives its parent: it ends on `disconnect`, and notices by the parent's process number where that does not
 * arrive. test/worker/process.test.ts holds this.
 */
import { message } from "../core/messages/message";
import { TrainingControl } from "../engine/trainingControl";
import type { Handlers } from "../protocol/panel";
import { receive } from "../protocol/receive";
import {
  type ControlRequest,
  type EpochRow,
  HEARTBEAT,
  type HostToWorker,
  HostToWorkerSchema,
  type TrainingFact,
} from "../protocol/training";
import { runEngineJob } from "./engineJob";
import { Heartbeat } from "./heartbeat";
import type { JobContext } from "./jobContext";
import { runInspection } from "./inspectJob";
import { LookQueue, runLooking } from "./lookJob";
import { runPrediction } from "./predictJob";
import { problemOf } from "./prepareNetwork";
import { runTraining } from "./trainJob";

const PARENT_EVERY_MS = 1000;
/** How long a run may take to be put away when the parent is gone. */
const PUT_AWAY_MS = 10_000;

/** Epochs are told at most this often. */
const ROWS_EVERY_MS = 50;

type Engines = Pick<JobContext, "openEngine" | "findWide">;

const waitingRows: EpochRow[] = [];
let rowsSentAt = 0;

const controller = new AbortController();
const control = new TrainingControl();
const looks = new LookQueue();
const parent = process.ppid;
let began = false;
let started = false;
let ended = false;

function send(fact: TrainingFact, sent?: () => void): void {
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
  ended = isLastWord(fact);
  send(fact, ended ? end : undefined);
}

function end(): void {
  if (process.connected) process.disconnect();
  process.exit();
}

const lastWords: readonly TrainingFact["type"][] = ["finished", "refused", "enginesReported", "inspected"];
/** It has been asked for nothing but a prediction. */
let predicts = false;

function isLastWord({ type }: TrainingFact): boolean {
  return lastWords.includes(type) || (type === "predicted" && predicts);
}

function endsWithAnswer(run: () => Promise<unknown>): void {
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

const contextWith = ({ openEngine, findWide }: Engines, heartbeat: Heartbeat): JobContext => ({
  emit,
  signal: controller.signal,
  clock: { now: () => new Date(), elapsed: () => performance.now() },
  random: Math.random,
  openEngine: async (name) => heartbeat.ofEngine(await openEngine(name)),
  ...(findWide && { findWide }),
  showPredictions: "live",
  control,
  looks,
});

const asks: Handlers<ControlRequest> = {
  pause: () => control.pause(),
  proceed: () => control.proceed(),
  step: () => control.step(),
  setLearningRate: ({ rate }) => control.setLearningRate(rate),
  lookAt: ({ type: _, ...wish }) => looks.ask(wish),
};

function handle(command: HostToWorker, context: JobContext): void {
  switch (command.type) {
    case "stop":
      controller.abort();
      if (!began) end();
      break;
    case "train":
      begin(() => runTraining(command, { ...context, showPredictions: command.predictions ?? "live" }));
      break;
    case "predict":
      predicts ||= !began;
      begin(() => runPrediction(command, context));
      break;
    case "inspect":
      begin(async () => emit(await runInspection(command, context)));
      break;
    case "look":
      begin(() => runLooking(command, context, looks));
      break;
    case "reportEngines":
    case "setUpTensorFlow":
    case "removeTensorFlow":
      begin(() => runEngineJob(command, context));
      break;
    default:
      (asks[command.type] as (command: ControlRequest) => void)(command);
  }
}

/** One request a process. */
function begin(run: () => Promise<unknown>): void {
  if (began) return;
  began = true;
  endsWithAnswer(run);
}

function leave(): void {
  controller.abort(message(control.isHeld ? "run-left.paused" : "run-left"));
  if (!began || ended) process.exit();
  setTimeout(() => process.exit(), PUT_AWAY_MS).unref();
}

/** Takes up the process: its messages, its signals, its end. Tests give engines of their own. */
export function serveRequest(engines: Engines, leastPatienceMs?: number): void {
  const heartbeat = new Heartbeat(leastPatienceMs);
  if (process.argv[2] === HEARTBEAT) heartbeat.start();
  const context = contextWith(engines, heartbeat);
  process.on("message", (received) => {
    const command = receive(HostToWorkerSchema, received);
    if (command) handle(command, context);
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
  process.on("SIGHUP", () => controller.abort());
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, PARENT_EVERY_MS);
  if (!process.connected) process.exit(2);
}
