/** The training process never outlives its parent. */
import { fork, spawn } from "node:child_process";
import { on, once } from "node:events";
import * as path from "node:path";
import type { Readable } from "node:stream";
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { HEARTBEAT, HEARTBEAT_PIPE, type TrainingFact } from "../../src/protocol/training";
import { readRun } from "../../src/runs/readRun";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";

const endless = manyToOne.replace("epochs: 100", "epochs: 1000000");

async function isGone(pid: number): Promise<boolean> {
  for (const ends = Date.now() + 4 * 60_000; Date.now() < ends;) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

test("a parent that is killed leaves no process, and the run is kept", async () => {
  const worker = bundle("src/worker/main.ts");
  const parent = spawn(process.execPath, [bundle("test/worker/parent.ts"), worker, temporaryFolder(), endless], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const { pid, folder } = JSON.parse(line.toString()) as { pid: number; folder: string };
  parent.kill("SIGKILL");
  expect(await isGone(pid)).toBe(true);
  expect(readRun(folder)).toMatchObject({ status: "stopped", record: { reason: { id: "run-left" } } });
});

test("a run that was left while it was paused says so, and whose window it was: nobody goes on with it by himself", async () => {
  const workspace = temporaryFolder();
  const worker = fork(bundle("src/worker/main.ts"), [], { serialization: "advanced", execArgv: [] });
  // It keeps what comes while nobody waits.
  const messages = on(worker, "message");
  const heard = async <Type extends TrainingFact["type"]>(
    type: Type,
  ): Promise<Extract<TrainingFact, { type: Type }>> => {
    for (;;) {
      const [fact] = (await messages.next()).value as [TrainingFact];
      if (fact.type === type) return fact as Extract<TrainingFact, { type: Type }>;
    }
  };
  const file = path.join(workspace, "left.rnn.yaml");
  const asked = { type: "train", file, text: endless, workspace, engine: "wasm", reproducible: false, window: "one" };
  worker.send(asked);
  const { folder } = await heard("started");
  worker.send({ type: "pause" });
  await heard("paused");
  worker.disconnect();
  await once(worker, "exit");
  expect(readRun(folder)).toMatchObject({
    status: "stopped",
    record: { reason: { id: "run-left.paused" }, window: "one" },
  });
});

test.each([
  ["that computes", "600000"],
  ["that is caught in a call outside of the engine, for ever", "step"],
])("a parent that is killed leaves no process %s", async (_, where) => {
  const blocked = bundle("test/training/blockedProcess.ts");
  const parent = spawn(process.execPath, [bundle("test/worker/parent.ts"), blocked, temporaryFolder(), endless], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, UNROLL_TEST_BLOCKED: where },
  });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const { pid } = JSON.parse(line.toString()) as { pid: number };
  parent.kill("SIGKILL");
  expect(await isGone(pid)).toBe(true);
});

test("a command that cannot be understood is answered, and a process that waits beats every second", async () => {
  const worker = bundle("src/worker/main.ts");
  const confused = fork(worker, [], { serialization: "advanced", execArgv: [] });
  confused.send({ type: "dance" });
  expect((await once(confused, "message"))[0]).toMatchObject({ type: "refused", cause: "failed" });
  await once(confused, "exit");
  const stdio = ["ignore", "inherit", "inherit", "ipc", "pipe"] as const;
  const idle = fork(worker, [HEARTBEAT], { serialization: "advanced", execArgv: [], stdio: [...stdio] });
  const beats = idle.stdio[HEARTBEAT_PIPE] as Readable;
  for (let beat = 0; beat < 2; beat++) expect(String((await once(beats, "data"))[0])).toBe(".");
  idle.send({ type: "stop" });
  await once(idle, "exit");
});

test("started by hand, it ends at once", async () => {
  const [code] = (await once(spawn(process.execPath, [bundle("src/worker/main.ts")]), "exit")) as [number];
  expect(code).toBe(2);
});
