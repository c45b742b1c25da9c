/** What a run's folder holds while it is written and afterwards. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readMetrics, readRun } from "../../src/runs/readRun";
import { readRunWeights, readWeightsFile } from "../../src/runs/readWeights";
import { RunFolderTaken } from "../../src/runs/runWriter";
import { finish, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

test("a run from its first to its last file", () => {
  const folder = path.join(temporaryFolder(), "run");
  const writer = sampleRun(folder);
  expect(readdirSync(folder).sort()).toEqual(["lock", "metrics.jsonl", "model.rnn.yaml", "run.json"]);
  expect(readRun(folder).status).toBe("running");
  for (const [at, loss] of [3, 1, Number.NaN].entries()) writer.epoch({ epoch: at + 1, loss });
  writer.save("best", { epoch: 2, weights: weights(2) });
  writer.save("last", { epoch: 3, weights: weights(3) });
  finish(writer);
  expect(readdirSync(folder).sort()).toEqual([
    "best.safetensors",
    "last.safetensors",
    "metrics.jsonl",
    "model.rnn.yaml",
    "run.json",
  ]);
  expect(readFileSync(path.join(folder, "metrics.jsonl"), "utf8")).toBe(
    '{"epoch":1,"loss":3}\n{"epoch":2,"loss":1}\n{"epoch":3,"loss":"NaN"}\n',
  );
  expect(readMetrics(folder)).toEqual([
    { epoch: 1, loss: 3 },
    { epoch: 2, loss: 1 },
    { epoch: 3, loss: Number.NaN },
  ]);
  const { record, status } = readRun(folder);
  expect(status).toBe("finished");
  expect(record).toMatchObject({
    epochsDone: 3,
    loss: { first: 3, last: Number.NaN, best: 1, bestEpoch: 2 },
    elapsedMs: 12,
  });
  expect(readRunWeights(readRun(folder))).toEqual({ tensors: weights(3), epoch: 3, notes: [] });
  expect(readWeightsFile(path.join(folder, "best.safetensors"))).toEqual(weights(2));
});

test("a folder that has a file of a run is left as it is", () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "model.rnn.yaml"), "mine");
  expect(() => sampleRun(folder)).toThrow(RunFolderTaken);
  expect(readdirSync(folder)).toEqual(["model.rnn.yaml"]);
  expect(readFileSync(path.join(folder, "model.rnn.yaml"), "utf8")).toBe("mine");
});
