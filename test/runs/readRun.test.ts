/** Damaged folders: each one a clear message, and the other checkpoint where there is one. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readMetrics, readRun, readRunWeights, RunUnreadable } from "../../src/runs/readRun";
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
])("run.json: %s", (problem, text) => {
  const { folder, file } = finishedRun();
  writeFileSync(file("run.json"), text);
  expect(problemOf(() => readRun(folder))).toBe(problem);
});

test("no run.json", () => {
  expect(problemOf(() => readRun(temporaryFolder()))).toBe("run-missing");
});

test("running, by a process that is gone, is interrupted", () => {
  const { folder, file } = finishedRun();
  const record = JSON.parse(readFileSync(file("run.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(
    file("run.json"),
    JSON.stringify({ ...record, status: "running", process: { pid: 2 ** 22 + 1, started: "1" } }),
  );
  expect(readRun(folder).status).toBe("interrupted");
});

test("metrics without the line that was cut short", () => {
  const { folder, file } = finishedRun();
  appendFileSync(file("metrics.jsonl"), '{"epoch":1,"loss":"Infinity"}\n{"epoch":2,"lo');
  expect(readMetrics(folder)).toEqual([{ epoch: 1, loss: Number.POSITIVE_INFINITY }]);
});

test("a flipped bit is seen, and the best weights stand in", () => {
  const { folder, file } = finishedRun();
  const bytes = readFileSync(file("last.safetensors"));
  bytes[bytes.length - 2]! ^= 1;
  writeFileSync(file("last.safetensors"), bytes);
  expect(readRunWeights(folder)).toEqual(weights(1));
  rmSync(file("best.safetensors"));
  expect(problemOf(() => readRunWeights(folder))).toBe("weights-damaged");
  writeFileSync(file("last.safetensors"), bytes.subarray(0, 20));
  expect(problemOf(() => readRunWeights(folder))).toBe("safetensors-header-length");
});
