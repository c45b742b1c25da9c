/** `unroll` as a process: signals, closed pipes, and that it starts at all. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { listRuns } from "../../src/runs/findRun";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";

let program = "";
beforeAll(() => {
  program = bundle("src/cli/main.ts");
});

function start(line: string): { child: ReturnType<typeof spawn>; folder: string; out: () => string } {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "a.rnn.yaml"), manyToOne);
  const child = spawn(process.execPath, [program, ...line.split(" ")], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout?.on("data", (text: Buffer) => (out += text.toString()));
  return { child, folder, out: () => out };
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

test("a pipe that nobody reads ends it like Ctrl-C", async () => {
  const { child, folder } = start("train a.rnn.yaml --json --epochs 1000000");
  if (child.stdout) await once(child.stdout, "data");
  child.stdout?.destroy();
  expect((await once(child, "exit"))[0]).toBe(130);
  expect([...listRuns(folder)].map(({ status }) => status)).toEqual(["stopped"]);
});

test("Ctrl-C ends a check at once, however much there is to read", async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "b.rnn.yaml"), `model:\n${"  - Dense: {units: 1}\n".repeat(400_000)}`);
  const reading = spawn(process.execPath, [program, "check", "b.rnn.yaml"], { cwd: folder });
  await sleep(1500);
  const before = performance.now();
  reading.kill("SIGINT");
  expect((await once(reading, "close"))[1]).toBe("SIGINT");
  expect(performance.now() - before).toBeLessThan(5000);
});
