/** The training process never outlives its parent. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { readRun } from "../../src/runs/readRun";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";

const endless = manyToOne.replace("epochs: 100", "epochs: 1000000");

test("a parent that is killed leaves no process, and the run is kept", async () => {
  const worker = bundle("src/worker/main.ts");
  const parent = spawn(process.execPath, [bundle("test/worker/parent.ts"), worker, temporaryFolder(), endless], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const { pid, folder } = JSON.parse(line.toString()) as { pid: number; folder: string };
  parent.kill("SIGKILL");
  const isAlive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let waited = 0; waited < 8000 && isAlive(); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAlive()).toBe(false);
  expect(readRun(folder).status).toBe("stopped");
});

test("a command that cannot be understood is answered, and a heartbeat comes every second", async () => {
  const worker = bundle("src/worker/main.ts");
  const confused = fork(worker, [], { serialization: "advanced", execArgv: [] });
  confused.send({ type: "dance" });
  expect((await once(confused, "message"))[0]).toMatchObject({ type: "refused", cause: "failed" });
  await once(confused, "exit");
  const idle = fork(worker, [], { serialization: "advanced", execArgv: [] });
  expect((await once(idle, "message"))[0]).toMatchObject({ type: "heartbeat" });
  idle.send({ type: "stop" });
  await once(idle, "exit");
});

test("started by hand, it ends at once", async () => {
  const [code] = (await once(spawn(process.execPath, [bundle("src/worker/main.ts")]), "exit")) as [number];
  expect(code).toBe(2);
});
