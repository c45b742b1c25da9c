/** What runs take on disk, and which have to go. */
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { runsFolder } from "../../src/runs/findRun";
import { oldestAbove, runSizes } from "../../src/runs/keptSize";
import { temporaryFolder } from "./temporaryFolder";

test("sizes, the oldest first", () => {
  const folder = temporaryFolder();
  expect(runSizes(folder)).toEqual([]);
  for (const [id, bytes] of [
    ["20260102-a", 30],
    ["20260101-b", 20],
  ] as const) {
    const run = path.join(runsFolder(folder), id);
    mkdirSync(run, { recursive: true });
    writeFileSync(path.join(run, "last.safetensors"), "x".repeat(bytes - 5));
    writeFileSync(path.join(run, "run.json"), "12345");
  }
  const sizes = runSizes(folder);
  expect(sizes.map(({ folder: run, bytes }) => [path.basename(run), bytes])).toEqual([
    ["20260101-b", 20],
    ["20260102-a", 30],
  ]);
});

test("the oldest go until the rest keeps the limit; the newest stays", () => {
  const sizes = [10, 20, 30, 40].map((bytes, at) => ({ folder: String(at), bytes }));
  const gone = (limit: number): string[] => oldestAbove(sizes, limit).map(({ folder }) => folder);
  expect(gone(100)).toEqual([]);
  expect(gone(99)).toEqual(["0"]);
  expect(gone(70)).toEqual(["0", "1"]);
  expect(gone(1)).toEqual(["0", "1", "2"]);
});
