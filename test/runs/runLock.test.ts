/** One writer for each folder; a dead writer's lock is taken over. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { lockRun, RunLocked } from "../../src/runs/runLock";
import { temporaryFolder } from "./temporaryFolder";

test("the second writer is refused until the first releases", () => {
  const folder = temporaryFolder();
  const release = lockRun(folder);
  expect(() => lockRun(folder)).toThrow(RunLocked);
  release();
  lockRun(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a process that is gone is taken over", () => {
  const folder = temporaryFolder();
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid, started: "1" }));
  const release = lockRun(folder);
  expect(existsSync(path.join(folder, "lock"))).toBe(true);
  release();
});

test("an empty lock is respected while it is fresh", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "lock");
  writeFileSync(file, "");
  expect(() => lockRun(folder)).toThrow(RunLocked);
  utimesSync(file, 1, 1);
  lockRun(folder)();
});
