/** The training process as seen from outside: every request ends exactly once, and no process is left. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Readable } from "node:stream";
import { beforeAll, expect, test, vi } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { render } from "../../src/core/messages/message";
import { HEARTBEAT, HEARTBEAT_PIPE, type TrainingFact, type TrainRequest } from "../../src/protocol/training";
import { readRun } from "../../src/runs/readRun";
import { startPredicting, startTraining, type TrainingHandle } from "../../src/training/startTraining";
import type { RequestEnd } from "../../src/training/workerProcess";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";
import { requestFor } from "../worker/jobDoor";

let workerPath = "";
let blockedPath = "";
beforeAll(() => {
  workerPath = bundle("src/worker/main.ts");
  blockedPath = bundle("test/training/blockedProcess.ts");
});

const LONG_MS = 4 * 60_000;
const endless = manyToOne.replace("epochs: 100", "epochs: 1000000");

interface Watched {
  readonly handle: TrainingHandle;
  readonly facts: TrainingFact[];
  readonly ends: RequestEnd[];
  readonly ended: Promise<RequestEnd>;
  /** Resolved with the first fact of this type. */
  first(type: TrainingFact["type"]): Promise<TrainingFact>;
}

function watch(
  request: TrainRequest,
  more: { workerPath?: string; silenceMs?: number; readingMs?: number; stopMs?: number } = {},
): Watched {
  const facts: TrainingFact[] = [];
  const ends: RequestEnd[] = [];
  const waiting: { type: string; resolve: (fact: TrainingFact) => void }[] = [];
  let resolveEnd: (end: RequestEnd) => void = () => undefined;
  const ended = new Promise<RequestEnd>((resolve) => (resolveEnd = resolve));
  const handle = startTraining({
    workerPath,
    // Long, but where a test is about what comes after: a busy machine may hold a process up.
    ...{ silenceMs: LONG_MS, stopMs: LONG_MS },
    ...more,
    request,
    onFact: (fact) => {
      facts.push(fact);
      for (const { type, resolve } of waiting) if (type === fact.type) resolve(fact);
    },
    onEnd: (end) => {
      ends.push(end);
      resolveEnd(end);
    },
  });
  return { handle, facts, ends, ended, first: (type) => new Promise((resolve) => waiting.push({ type, resolve })) };
}

async function gone(pid: number | undefined): Promise<boolean> {
  for (const ends = Date.now() + LONG_MS; Date.now() < ends;) {
    try {
      process.kill(pid ?? 0, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** A process that is not ours, in place of the training process. */
function impostor(script: string): string {
  const file = path.join(temporaryFolder(), "impostor.cjs");
  writeFileSync(file, script);
  return file;
}

test("a run is answered with its last fact, and a prediction follows", async () => {
  const workspace = temporaryFolder();
  const { handle, facts, ended } = watch(requestFor(workspace, manyToOne));
  expect(await ended).toMatchObject({ how: "answered", fact: { type: "finished", status: "finished", epochs: 100 } });
  const rows = facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : []));
  expect(rows.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  expect(await gone(handle.pid)).toBe(true);
  const { file, text, engine } = requestFor(workspace, manyToOne);
  const end = await new Promise<RequestEnd>((onEnd) => {
    startPredicting({
      workerPath,
      request: { type: "predict", file, text, workspace, engine },
      onFact: () => undefined,
      onEnd,
    });
  });
  expect(end).toMatchObject({
    how: "answered",
    fact: { type: "predicted", predictions: { outputs: [{ decoded: [4, 5, 1, 2] }] } },
  });
});

test("a loss that is no number crosses the boundary as it is", async () => {
  const text = manyToOne
    .replace("optimizer: rmsprop, loss: categorical_crossentropy", "optimizer: {sgd: {learning_rate: 1e30}}, loss: mse")
    .replace("softmax", "linear")
    .replace("fit: {", "fit: {validation_split: 0.25, ");
  const { facts, ended } = watch(requestFor(temporaryFolder(), text));
  expect(await ended).toMatchObject({
    how: "answered",
    fact: { status: "failed", reason: { id: expect.stringMatching(/^training-diverged\./) } },
  });
  const [first] = facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : []));
  expect([typeof first?.["val_loss"], Number.isFinite(first?.["val_loss"])]).toEqual(["number", false]);
});

test("stop ends within a step, twice is once, and keeps the run", async () => {
  const workspace = temporaryFolder();
  const { handle, ends, ended, facts, first } = watch(requestFor(workspace, endless));
  await first("epochsEnded");
  handle.stop();
  handle.stop();
  expect(await ended).toMatchObject({ how: "answered", fact: { type: "finished", status: "stopped" } });
  const [started] = facts;
  expect(started?.type === "started" && readRun(started.folder).status).toBe("stopped");
  expect(await gone(handle.pid)).toBe(true);
  expect(ends).toHaveLength(1);
});

test("stop before the first fact ends it too", async () => {
  const { handle, ended } = watch(requestFor(temporaryFolder(), endless));
  handle.stop();
  const end = await ended;
  expect(end.how === "cancelled" || (end.how === "answered" && end.fact.type === "finished")).toBe(true);
  expect(await gone(handle.pid)).toBe(true);
});

test("a killed process is a failure that says the signal, and its run reads as interrupted", async () => {
  const { handle, ended, first } = watch(requestFor(temporaryFolder(), endless));
  const started = await first("started");
  await first("epochsEnded");
  process.kill(handle.pid ?? 0, "SIGKILL");
  expect(await ended).toMatchObject({ how: "failed", reason: { id: "worker-crashed", args: { how: "SIGKILL" } } });
  expect(started.type === "started" && readRun(started.folder).status).toBe("interrupted");
});

test("kill cancels", async () => {
  const { handle, ends, ended } = watch(requestFor(temporaryFolder(), endless));
  handle.kill();
  expect(await ended).toEqual({ how: "cancelled" });
  expect(await gone(handle.pid)).toBe(true);
  expect(ends).toHaveLength(1);
});

test.each([
  [
    "crashes",
    "console.error('out of\\u001b[31m memory'); process.exit(7)",
    { id: "worker-crashed", args: { how: "exit code 7", log: "out of memory" } },
  ],
  [
    "talks garbage",
    "process.send({ type: 'epochsEnded', rows: 'x' }); setInterval(() => 0, 1000)",
    { id: "worker-garbled" },
  ],
  [
    "floods its log",
    "for (let i = 0; i < 20000; i++) console.error('x'.repeat(500)); process.exit(1)",
    { id: "worker-crashed" },
  ],
])("a process that %s is a failure", async (_, script, reason) => {
  const { handle, ended } = watch(requestFor(temporaryFolder(), manyToOne), {
    workerPath: impostor(script),
  });
  expect(await ended).toMatchObject({ how: "failed", reason });
  expect(await gone(handle.pid)).toBe(true);
});

test("a process that falls silent before its first word is a failure", async () => {
  const workerPath = impostor("process.on('message', () => 0)");
  const { handle, ended } = watch(requestFor(temporaryFolder(), manyToOne), { workerPath, readingMs: 1500 });
  expect(await ended).toMatchObject({ how: "failed", reason: { id: "worker-hung" } });
  expect(await gone(handle.pid)).toBe(true);
});

test.skipIf(process.platform === "win32")("TensorFlow that ends the process says the signal and the cure", async () => {
  const crash = impostor("process.on('message', () => process.kill(process.pid, 'SIGBUS'))");
  const { ended } = watch({ ...requestFor(temporaryFolder(), manyToOne), engine: "tfjs-node" }, { workerPath: crash });
  const end = await ended;
  expect(end).toMatchObject({ reason: { id: "worker-crashed.tensorflow", args: { how: "SIGBUS" } } });
  expect(end.how === "failed" && render(end.reason, "en")).toMatch(/\(SIGBUS\).*Set Up TensorFlow/);
  const other = watch(requestFor(temporaryFolder(), manyToOne), { workerPath: crash });
  expect(await other.ended).toMatchObject({ reason: { id: "worker-crashed", args: { how: "SIGBUS" } } });
});

test("a process that does not obey is killed", async () => {
  const script = "process.on('message', () => 0); setInterval(() => 0, 50)";
  const { handle, ended } = watch(requestFor(temporaryFolder(), manyToOne), {
    workerPath: impostor(script),
    stopMs: 300,
  });
  handle.stop();
  expect(await ended).toEqual({ how: "cancelled" });
  expect(await gone(handle.pid)).toBe(true);
});

test("no program at that path", async () => {
  const missing = path.join(temporaryFolder(), "none.cjs");
  expect(existsSync(missing)).toBe(false);
  const { ended } = watch(requestFor(temporaryFolder(), manyToOne), { workerPath: missing });
  expect(await ended).toMatchObject({ how: "failed" });
});

/** A run in a process that is held up where the word says. */
function watchBlocked(where: string, limits: { silenceMs?: number; readingMs?: number }, patienceMs?: number): Watched {
  vi.stubEnv("UNROLL_TEST_BLOCKED", where);
  vi.stubEnv("UNROLL_TEST_PATIENCE", patienceMs === undefined ? undefined : String(patienceMs));
  const text = manyToOne.replace("epochs: 100", "epochs: 1");
  const watched = watch(requestFor(temporaryFolder(), text), { workerPath: blockedPath, ...limits });
  vi.unstubAllEnvs();
  return watched;
}

test("a stop in a step that outlasts the grace kills the process, and what was saved before is kept", async () => {
  const workspace = temporaryFolder();
  const finished = watch(requestFor(workspace, manyToOne.replace("epochs: 100", "epochs: 1")));
  const [start] = [await finished.first("started"), await finished.ended];
  const run = start.type === "started" ? start.run : "";
  vi.stubEnv("UNROLL_TEST_BLOCKED", "600000");
  const longer = requestFor(workspace, manyToOne, { resume: run, epochs: 5 });
  const { handle, ended, first } = watch(longer, { workerPath: blockedPath, stopMs: 300 });
  vi.unstubAllEnvs();
  const resumed = await first("started");
  handle.stop();
  expect(await ended).toEqual({ how: "cancelled" });
  expect(await gone(handle.pid)).toBe(true);
  expect(readRun(resumed.type === "started" ? resumed.folder : "").status).toBe("interrupted");
  const again = watch({ ...longer, epochs: 2 });
  expect(await again.ended).toMatchObject({ how: "answered", fact: { status: "finished", epochs: 2 } });
});

test("a process that is in a long step beats", async () => {
  vi.stubEnv("UNROLL_TEST_BLOCKED", "600000");
  const stdio = ["ignore", "ignore", "inherit", "ipc", "pipe"] as const;
  const child = fork(blockedPath, [HEARTBEAT], { serialization: "advanced", execArgv: [], stdio: [...stdio] });
  vi.unstubAllEnvs();
  child.send(requestFor(temporaryFolder(), manyToOne));
  expect((await once(child, "message"))[0]).toMatchObject({ type: "started" });
  // The first two may have been on their way before the step.
  for (let beat = 0; beat < 4; beat++) await once(child.stdio[HEARTBEAT_PIPE] as Readable, "data");
  child.kill("SIGKILL");
});

test("a step without end is noticed, once it has taken a hundred times what it should", async () => {
  const { handle, ended, first } = watchBlocked("600000", { silenceMs: 3000 }, 2000);
  await first("started");
  expect(await ended).toMatchObject({ how: "failed", reason: { id: "worker-hung" } });
  expect(await gone(handle.pid)).toBe(true);
});

test("a main thread that hangs outside of a step is noticed", async () => {
  const { handle, ended } = watchBlocked("outside", { readingMs: 3000 });
  expect(await ended).toMatchObject({ how: "failed", reason: { id: "worker-hung" } });
  expect(await gone(handle.pid)).toBe(true);
});

test.skipIf(process.platform === "win32")("a process that is stopped, even in a step, is noticed", async () => {
  const { handle, ended, first } = watchBlocked("600000", { silenceMs: 3000 });
  await first("started");
  process.kill(handle.pid ?? 0, "SIGSTOP");
  expect(await ended).toMatchObject({ how: "failed", reason: { id: "worker-hung" } });
  expect(await gone(handle.pid)).toBe(true);
});

test("a caller that was held up itself does not take that for the process's silence", async () => {
  const { handle, ended, first } = watch(requestFor(temporaryFolder(), endless), { silenceMs: 5000 });
  await first("epochsEnded");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6000);
  await first("epochsEnded");
  handle.stop();
  expect(await ended).toMatchObject({ how: "answered", fact: { type: "finished", status: "stopped" } });
});
