/** The weights of a run, wherever they are whole: what is passed over is said. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readRun } from "../../src/runs/readRun";
import { readRunWeights, readWeightsFile } from "../../src/runs/readWeights";
import { RunUnreadable } from "../../src/runs/runUnreadable";
import { finish, sampleCheckpoint, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

interface Sample {
  readonly folder: string;
  damage(name: string): void;
  remove(name: string): void;
  /** The first weight, the epoch and the notes; or the problem. */
  read(): unknown;
}

/** Best weights 1 of epoch 1, last weights 2 of epoch 2, and a checkpoint with 3 of epoch 3, which the end did not get to write. */
function sample(status?: "finished" | "stopped" | "failed"): Sample {
  const folder = path.join(temporaryFolder(), "run");
  const writer = sampleRun(folder);
  writer.save("best", { epoch: 1, weights: weights(1) });
  writer.save("last", { epoch: 2, weights: weights(2) });
  writer.saveCheckpoint(sampleCheckpoint(3), { model: "m", data: "d" });
  if (status) finish(writer, status);
  else rmSync(path.join(folder, "lock"));
  const file = (name: string): string => path.join(folder, `${name}.safetensors`);
  return {
    folder,
    damage(name) {
      const bytes = readFileSync(file(name));
      bytes[bytes.length - 2]! ^= 1;
      writeFileSync(file(name), bytes);
    },
    remove: (name) => rmSync(file(name)),
    read() {
      try {
        const found = readRunWeights(readRun(folder));
        return found && [found.tensors[0]?.values[0], found.epoch, ...found.notes.map(({ id }) => id)];
      } catch (error) {
        return error instanceof RunUnreadable ? error.problem.id : error;
      }
    },
  };
}

test.each(["finished", "stopped"] as const)(
  "a run that %s has them in last.safetensors, else elsewhere, which is said",
  (status) => {
    const run = sample(status);
    expect(run.read()).toEqual([2, 2]);
    run.damage("last");
    expect(run.read()).toEqual([3, 3, "weights-of-checkpoint"]);
    run.remove("last");
    expect(run.read()).toEqual([3, 3, "weights-of-checkpoint"]);
    run.damage("checkpoint");
    expect(run.read()).toEqual([1, 1, "checkpoint-damaged", "weights-of-best"]);
    run.damage("best");
    expect(run.read()).toBe("checkpoint-damaged");
  },
);

test.each(["failed", undefined] as const)(
  "a run that %s, or was interrupted, has newer ones in its checkpoint",
  (status) => {
    const run = sample(status);
    expect(readRun(run.folder).status).toBe(status ?? "interrupted");
    expect(run.read()).toEqual([3, 3]);
    run.damage("checkpoint");
    expect(run.read()).toEqual([2, 2, "checkpoint-damaged", "weights-of-last"]);
    run.remove("checkpoint");
    expect(run.read()).toEqual([2, 2]);
    run.remove("last");
    expect(run.read()).toEqual([1, 1, "weights-of-best"]);
    run.remove("best");
    expect(run.read()).toBeUndefined();
  },
);

test("weights that were brought back at the end are those of the checkpoint's end", () => {
  const folder = path.join(temporaryFolder(), "run");
  const writer = sampleRun(folder);
  const { state, ...tensors } = sampleCheckpoint(3);
  writer.saveCheckpoint(
    { ...tensors, kept: weights(8), state: { ...state, restoredEpoch: 2 } },
    { model: "m", data: "d" },
  );
  expect(readRunWeights(readRun(folder))?.tensors).toEqual(weights(8));
});

test("a file that is none of ours has no fingerprint; one that is cut off is told", () => {
  const run = sample("finished");
  const file = path.join(run.folder, "last.safetensors");
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, 20));
  expect(() => readWeightsFile(file)).toThrow("safetensors-header-length");
});
