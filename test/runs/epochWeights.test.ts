/** Weights of epochs on disk: written, read one by one, and never read from a file that is damaged. */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { EPOCHS_FILE, readEpochWeights, writeEpochWeights } from "../../src/runs/epochWeights";
import { readRun } from "../../src/runs/readRun";
import { RunUnreadable } from "../../src/runs/runUnreadable";
import { nearestEpoch, readKeptEpochs, readWeightsOfEpoch } from "../../src/runs/weightsOfEpoch";
import { finish, sampleCheckpoint, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

const belongsTo = { model: "m", data: "d" };
const some = [0, 4, 8].map((epoch) => ({ epoch, weights: weights(epoch) }));

test("each epoch has its own weights again", () => {
  const folder = temporaryFolder();
  expect(readEpochWeights(folder)).toBeUndefined();
  writeEpochWeights(folder, some, belongsTo);
  const kept = readEpochWeights(folder, belongsTo);
  expect(kept?.epochs).toEqual([0, 4, 8]);
  for (const epoch of [0, 4, 8]) expect(kept?.at(epoch)).toEqual(weights(epoch));
  expect(kept?.at(5)).toBeUndefined();
});

test("a file that is damaged, newer, or of another model or other data is not used", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, EPOCHS_FILE);
  writeEpochWeights(folder, some, belongsTo);
  const problem = (expected = belongsTo): string | undefined => {
    try {
      readEpochWeights(folder, expected);
      return undefined;
    } catch (error) {
      if (error instanceof RunUnreadable) return error.problem.id;
      throw error;
    }
  };
  expect(problem()).toBeUndefined();
  expect(problem({ model: "m", data: "other" })).toBe("epochs-damaged");
  const bytes = readFileSync(file);
  for (const change of [
    (copy: Buffer) => copy.fill((copy.at(-1) ?? 0) ^ 1, copy.length - 1),
    (copy: Buffer) => copy.subarray(0, -4),
    () => Buffer.alloc(0),
    (copy: Buffer) => Buffer.from(copy.toString("latin1").replace('"0 4 8"', '"0 4 9"'), "latin1"),
  ]) {
    writeFileSync(file, change(Buffer.from(bytes)));
    expect(problem()).toBe("epochs-damaged");
  }
  writeFileSync(file, Buffer.from(bytes.toString("latin1").replace('"version":"1"', '"version":"2"'), "latin1"));
  expect(problem()).toBe("epochs-newer");
});

test("the last and the best epoch are in the checkpoint anyway; one that is not kept is refused with its neighbours", () => {
  const folder = path.join(temporaryFolder(), "run");
  const writer = sampleRun(folder);
  writer.saveEpochs(some, belongsTo);
  const { state, ...tensors } = sampleCheckpoint(10);
  writer.saveCheckpoint(
    { ...tensors, state: { ...state, best: { epoch: 7, figure: 1 } }, best: weights(7) },
    belongsTo,
  );
  finish(writer);
  const run = readRun(folder);
  expect(readKeptEpochs(run).epochs).toEqual([0, 4, 7, 8, 10]);
  expect(readWeightsOfEpoch(run, 7).tensors).toEqual(weights(7));
  expect(readWeightsOfEpoch(run, 10).tensors).toEqual(weights(10));
  expect(() => readWeightsOfEpoch(run, 6)).toThrow(
    expect.objectContaining({
      problem: { id: "epoch-not-kept", args: { run: run.record.id, epoch: 6, near: "4, 7" } },
    }),
  );
  writeFileSync(path.join(folder, EPOCHS_FILE), "");
  expect(() => readWeightsOfEpoch(run, 4)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ id: "epochs-damaged" }) }) as Error); // prettier-ignore
  expect(readWeightsOfEpoch(run, 7).tensors).toEqual(weights(7));
});

test("the nearest epoch, the earlier of two", () => {
  expect([0, 1, 2, 3, 99].map((wanted) => nearestEpoch([0, 2, 8], wanted))).toEqual([0, 0, 2, 2, 8]);
  expect(nearestEpoch([], 3)).toBeUndefined();
});
