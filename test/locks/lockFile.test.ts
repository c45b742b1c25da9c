/** One holder at a time, whoever dies: also where many find the same dead lock at once. */
import { fork, spawnSync } from "node:child_process";
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { takeLockFile } from "../../src/locks/lockFile";
import { isAlive, thisProcess } from "../../src/locks/processMark";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";

const lockIn = (folder: string): string => path.join(folder, "a.lock");

function take(file: string): () => void {
  const taken = takeLockFile(file);
  if (typeof taken !== "function") throw new Error(`held by ${taken.pid}`);
  return taken;
}

test("the second one is told who has it, until the first releases", () => {
  const file = lockIn(temporaryFolder());
  const release = take(file);
  expect(takeLockFile(file)).toEqual({ pid: process.pid });
  release();
  take(file)();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test("a number given to a later process does not count as the old one", () => {
  expect(isAlive(thisProcess())).toBe(true);
  if (process.platform === "linux") expect(isAlive({ ...thisProcess(), started: "1" })).toBe(false);
});

test.skipIf(process.platform !== "linux")("the lock of a process whose number another one has is taken over", () => {
  const file = lockIn(temporaryFolder());
  writeFileSync(file, JSON.stringify({ ...thisProcess(), started: "1" }));
  take(file)();
});

test.each([["1"], [""], ["no JSON"]])("a lock that names no process, %j, is respected while it is fresh", (text) => {
  const file = lockIn(temporaryFolder());
  writeFileSync(file, text);
  expect(takeLockFile(file)).toEqual({ pid: undefined });
  utimesSync(file, 1, 1);
  take(file)();
});

test("a removal whose process died in it holds nobody up", () => {
  const file = lockIn(temporaryFolder());
  for (const old of [file, `${file}.removal`]) {
    writeFileSync(old, "");
    utimesSync(old, 1, 1);
  }
  take(file)();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test("who was slow does not release the lock of another", () => {
  const file = lockIn(temporaryFolder());
  const release = take(file);
  writeFileSync(file, JSON.stringify({ pid: process.ppid, started: "" }));
  release();
  expect(existsSync(file)).toBe(true);
});

let contender = "";
beforeAll(() => (contender = bundle("test/locks/contender.ts")));

test("of many that find a dead lock at once each has it alone", async () => {
  const file = lockIn(temporaryFolder());
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const dead = JSON.stringify({ pid, started: "1" });
  const codes = await Promise.all(
    Array.from({ length: 4 }, () => {
      const child = fork(contender, [file, dead, "100"], { execArgv: [] });
      return new Promise((resolve) => child.on("exit", resolve));
    }),
  );
  expect(codes).toEqual([0, 0, 0, 0]);
}, 60_000);
