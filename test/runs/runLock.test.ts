/** One writer for each folder; a dead writer's folder is taken over, and a writer that lost it writes nothing more. */
import { readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { holdFolder, isHeld, RunLocked } from "../../src/runs/runLock";
import { sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

test("the second writer is refused until the first releases", () => {
  const folder = temporaryFolder();
  const held = holdFolder(folder);
  expect(isHeld(folder)).toBe(true);
  expect(() => holdFolder(folder)).toThrow(RunLocked);
  held.release();
  expect(isHeld(folder)).toBe(false);
  holdFolder(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test("a writer whose folder was taken over, because it stood still for too long, writes nothing more", () => {
  const folder = path.join(temporaryFolder(), "run");
  const writer = sampleRun(folder);
  const mark = { pid: 7, started: "1", place: "elsewhere", host: "other" };
  writeFileSync(path.join(folder, "lock"), `${JSON.stringify(mark)}\n`);
  const before = readdirSync(folder);
  const end = { status: "finished", ended: "2026-03-09T10:15:03.000Z" } as const;
  for (const write of [
    () => writer.save("last", { epoch: 1, weights: weights(1) }),
    () => writer.flush(),
    () => writer.finish(end),
  ]) {
    expect(write).toThrow(expect.objectContaining({ name: "RunLocked", holder: mark, isElsewhere: true }) as Error);
  }
  expect(readdirSync(folder)).toEqual(before);
});
