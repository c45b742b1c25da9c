/** `unroll` as a process: signals, closed pipes, and that it starts at all. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { stateOfProcess, thisProcess } from "../../src/locks/processMark";
import { listRuns } from "../../src/runs/findRun";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";

let program = "";
beforeAll(() => {
  program = bundle("src/cli/main.ts");
});

/** One step takes a second and more, so it has a process of its own. */
const longSteps = `
data: {task: adding, length: 100, samples: 512}
model:
  - Input: [100, 2]
  - LSTM: 256
  - Dense: 1
compile: {optimizer: sgd, loss: mse}
fit: {epochs: 1000, batch_size: 256}
`;

function start(
  line: string,
  output: "pipe" | number = "pipe",
): { child: ReturnType<typeof spawn>; folder: string; out: () => string; err: () => string } {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "a.rnn.yaml"), manyToOne);
  writeFileSync(path.join(folder, "long.rnn.yaml"), longSteps);
  const child = spawn(process.execPath, [program, ...line.split(" ")], {
    cwd: folder,
    stdio: ["ignore", output, "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout?.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr?.on("data", (text: Buffer) => (err += text.toString()));
  return { child, folder, out: () => out, err: () => err };
}

test("trains the course's first example", async () => {
  const { child, out } = start("train a.rnn.yaml");
  expect((await once(child, "close"))[0]).toBe(0);
  expect(out()).toContain("1 2 3 → 4  ✓");
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s: the last line says stopped, exit 130, the run is kept",
  async (signal) => {
    const { child, folder, out } = start("train a.rnn.yaml --json --epochs 1000000");
    if (child.stdout) await once(child.stdout, "data");
    child.kill(signal);
    expect((await once(child, "close"))[0]).toBe(130);
    expect(JSON.parse(out().trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ event: "end", status: "stopped" });
    expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
  },
);

describe.skipIf(process.platform === "win32")("while a step of a second computes", () => {
  test("the first Ctrl-C ends training after the step, and the run is kept", async () => {
    const { child, folder, out } = start("train long.rnn.yaml --json");
    if (child.stdout) await once(child.stdout, "data");
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
    expect(JSON.parse(out().trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ event: "end", status: "stopped" });
    expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
  }, 120_000);

  test("the second one ends it at once, and the process that computes with it", async () => {
    const { child, folder, out } = start("train long.rnn.yaml --json");
    if (child.stdout) await once(child.stdout, "data");
    const [run] = listRuns(folder);
    expect(run?.record.process.pid).not.toBe(child.pid);
    child.kill("SIGINT");
    // Two signals that wait are one: they are sent until the second one has been taken.
    const again = setInterval(() => child.kill("SIGINT"), 100);
    expect((await once(child, "close"))[0]).toBe(130);
    clearInterval(again);
    expect(out()).not.toContain('"end"');
    const state = (): unknown => stateOfProcess({ ...thisProcess(), ...run?.record.process });
    await expect.poll(state, { timeout: 4 * 60_000 }).toBe("gone");
  }, 120_000);
});

describe.skipIf(!existsSync("/dev/full"))("output that cannot be written", () => {
  test.each(["check a.rnn.yaml", "check a.rnn.yaml --json", "train a.rnn.yaml --json --epochs 1000000"])(
    "%s: exit 3 and a word",
    async (line) => {
      const full = openSync("/dev/full", "w");
      const { child, folder, err } = start(`${line} --lang en`, full);
      expect((await once(child, "close"))[0]).toBe(3);
      closeSync(full);
      expect(err()).toBe("unroll: The output cannot be written (ENOSPC). What was to be read there is not complete.\n");
      if (line.startsWith("train")) expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
    },
  );
});

test("a pipe that is closed before anything is written ends a check without a word", async () => {
  const { child, err } = start("check a.rnn.yaml");
  child.stdout?.destroy();
  await once(child, "close");
  expect(err()).toBe("");
});

test.skipIf(process.platform !== "linux")(
  "a pipe that nobody reads is waited for: nothing piles up",
  async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "a.rnn.yaml"), manyToOne);
    const child = spawn(process.execPath, [program, "train", "a.rnn.yaml", "--json", "--epochs", "1000000"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    /** Of the process, in ticks: what stands still when it waits. */
    const ticks = (): string => readFileSync(`/proc/${child.pid}/stat`, "latin1").split(" ").slice(13, 15).join();
    let [before, now] = ["", "0"];
    while (before !== now) {
      [before, now] = [now, ticks()];
      await sleep(2000);
    }
    expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["running"]);
    child.kill("SIGINT");
    child.stdout?.resume();
    expect((await once(child, "close"))[0]).toBe(130);
    expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
  },
  120_000,
);

test("a pipe that nobody reads any more ends it like Ctrl-C", async () => {
  const { child, folder } = start("train a.rnn.yaml --json --epochs 1000000");
  if (child.stdout) await once(child.stdout, "data");
  child.stdout?.destroy();
  expect((await once(child, "exit"))[0]).toBe(130);
  expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
});

test("Ctrl-C ends a check at once, however much there is to read", async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "b.rnn.yaml"), `model:\n${"  - Dense: {units: 1}\n".repeat(400_000)}`);
  const telling = path.join(folder, "telling.cjs");
  writeFileSync(
    telling,
    `const fs = require("node:fs");
    for (const name of ["readFileSync", "readSync"]) {
      const read = fs[name];
      fs[name] = (...given) => {
        const answer = read(...given);
        if (answer.length > 1e6 || answer > 1e6) fs.writeSync(2, "read");
        return answer;
      };
    }`,
  );
  // It would be at it for minutes, and say much.
  const reading = spawn(process.execPath, ["--require", telling, program, "check", "b.rnn.yaml"], { cwd: folder });
  let out = "";
  reading.stdout.on("data", (text: Buffer) => (out += text.toString()));
  await once(reading.stderr, "data");
  reading.kill("SIGINT");
  expect((await once(reading, "close"))[1]).toBe("SIGINT");
  expect(out).toBe("");
});
