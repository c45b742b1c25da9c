/** Damaged records and figures: each one a clear message. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { thisProcess } from "../../src/locks/processMark";
import { progressOf, readMetrics, readRun } from "../../src/runs/readRun";
import { RunUnreadable } from "../../src/runs/runUnreadable";
import { finish, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

function finishedRun(): { folder: string; file: (name: string) => string } {
  const folder = temporaryFolder();
  const writer = sampleRun(folder);
  writer.save("best", { epoch: 1, weights: weights(1) });
  writer.save("last", { epoch: 2, weights: weights(2) });
  finish(writer);
  return { folder, file: (name) => path.join(folder, name) };
}

function problemOf(read: () => unknown): string {
  try {
    read();
    return "none";
  } catch (error) {
    if (error instanceof RunUnreadable) return error.problem.id;
    throw error;
  }
}

test.each([
  ["run-corrupt", "{"],
  ["run-corrupt", "null"],
  ["run-corrupt", '{"version":1}'],
  ["run-newer", '{"version":2}'],
  ["run-not-begun", '{"version":1,"status":"beginning"}'],
])("run.json: %s", (problem, text) => {
  const { folder, file } = finishedRun();
  writeFileSync(file("run.json"), text);
  expect(problemOf(() => readRun(folder))).toBe(problem);
});

test("no run.json", () => {
  expect(problemOf(() => readRun(temporaryFolder()))).toBe("run-missing");
});

test("running, held by nobody or by a process that is gone, is interrupted", () => {
  const { folder, file } = finishedRun();
  const { checksum: _, ...record } = JSON.parse(readFileSync(file("run.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(file("run.json"), JSON.stringify({ ...record, status: "running" }));
  expect(readRun(folder).status).toBe("interrupted");
  const lock = (mark: object): void => writeFileSync(file("lock"), `${JSON.stringify(mark)}\n`);
  lock({ ...thisProcess(), pid: 2 ** 22 + 1 });
  expect(readRun(folder).status).toBe("interrupted");
  lock({ pid: 2 ** 22 + 1, started: "1", place: "another machine", host: "other" });
  expect(readRun(folder).status).toBe("running");
});

test("how far a run has come that was cut off: its last line of figures, and the time of its last save", () => {
  const folder = temporaryFolder();
  const writer = sampleRun(folder, { baselines: { constant: { loss: Infinity, kind: "values" } } });
  writer.epoch({ epoch: 1, loss: 3 });
  writer.flush();
  writer.saveProgress(500);
  writer.epoch({ epoch: 2, loss: 2 });
  writer.flush();
  appendFileSync(path.join(folder, "metrics.jsonl"), '{"epoch":3,"lo');
  rmSync(path.join(folder, "lock"));
  const run = readRun(folder);
  expect(run.status).toBe("interrupted");
  expect(progressOf(run)).toEqual({ epoch: 2, loss: 2 });
  expect(run.record).toMatchObject({ epochsDone: 1, elapsedMs: 500, baselines: { constant: { loss: Infinity } } });
  rmSync(path.join(folder, "metrics.jsonl"));
  expect(progressOf(run)).toEqual({ epoch: 1, loss: 3 });
});

test("metrics without the line that was cut short", () => {
  const { folder, file } = finishedRun();
  appendFileSync(file("metrics.jsonl"), '{"epoch":1,"loss":"Infinity"}\n{"epoch":2,"lo');
  expect(readMetrics(folder)).toEqual([{ epoch: 1, loss: Number.POSITIVE_INFINITY }]);
});

test("a record that was changed is refused; one of a former version, without a checksum, is read", () => {
  const { folder, file } = finishedRun();
  const text = readFileSync(file("run.json"), "utf8");
  writeFileSync(file("run.json"), text.replace('"seed": 7', '"seed": 8'));
  expect(problemOf(() => readRun(folder))).toBe("run-corrupt");
  const { checksum: _, ...former } = JSON.parse(text) as Record<string, unknown>;
  writeFileSync(file("run.json"), JSON.stringify({ ...former, seed: 8 }));
  expect(readRun(folder).record.seed).toBe(8);
});

test("what the file system refuses is no missing run", () => {
  const { folder, file } = finishedRun();
  for (const name of ["run.json", "metrics.jsonl"]) {
    rmSync(file(name));
    mkdirSync(file(name));
  }
  expect(problemOf(() => readMetrics(folder))).toBe("file-no-plain-file");
  expect(problemOf(() => readRun(folder))).toBe("file-no-plain-file");
});
