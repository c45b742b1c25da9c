/** Checkpoints: there and back, and what becomes of damaged, foreign, newer and half-written ones. */
import { copyFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { type Checkpoint, readCheckpoint, writeCheckpoint } from "../../src/runs/checkpoint";
import { checkpointFiles } from "../../src/runs/checkpointFiles";
import { RunUnreadable } from "../../src/runs/runUnreadable";
import { temporaryFolder } from "./temporaryFolder";

const belongsTo = { model: "m", data: "d" };
const [next, newest, previous] = checkpointFiles;

const checkpoint = (steps: number): Checkpoint => ({
  state: {
    steps,
    trainer: {
      epoch: 3,
      batch: 1,
      figures: { samples: 4, losses: [0.1 + 0.2], penalties: 0, counts: [] },
      validation: { samples: 2, losses: [0.3], penalties: 0, counts: [] },
      rate: { rate: Math.fround(0.1), isSet: false },
      stopping: { wait: 1, best: Number.NaN, bestEpoch: 2 },
      plateau: { wait: 0, cooldown: 0, best: Number.POSITIVE_INFINITY },
      stoppedEarly: false,
    },
  },
  weights: [{ name: "dense/kernel", shape: [1, 2], values: Float32Array.of(steps, -steps) }],
  optimizer: [{ name: "optimizer/momentum/dense/kernel", shape: [1, 2], values: Float32Array.of(1, 2) }],
  kept: [],
  best: [{ name: "dense/kernel", shape: [1, 2], values: Float32Array.of(9, 8) }],
});

function written(...steps: number[]): string {
  const folder = temporaryFolder();
  for (const one of steps) writeCheckpoint(folder, checkpoint(one), belongsTo);
  return folder;
}

const stepsIn = (folder: string): number | undefined => readCheckpoint(folder, { belongsTo })?.checkpoint.state.steps;

test("one that does not agree with the rest of the run is taken only where no other does", () => {
  const folder = written(1, 2);
  const steps = (...agreeing: number[]): number | undefined =>
    readCheckpoint(folder, { agrees: ({ state }) => agreeing.includes(state.steps) })?.checkpoint.state.steps;
  expect([steps(1, 2), steps(2), steps(1), steps()]).toEqual([2, 2, 1, 2]);
});

const problemOf = (folder: string, expected = belongsTo): string => {
  try {
    readCheckpoint(folder, { belongsTo: expected });
    return "none";
  } catch (error) {
    return error instanceof RunUnreadable ? error.problem.id : String(error);
  }
};

test("comes back whole, NaN and infinities too", () => {
  const folder = written(7);
  expect(readCheckpoint(folder, { belongsTo })).toEqual({ checkpoint: checkpoint(7), passedOver: undefined });
  expect(readCheckpoint(temporaryFolder(), { belongsTo })).toBeUndefined();
});

test("the one before stays until the next, and is taken where the newest is damaged, cut off or gone", () => {
  const damage: ((file: string) => void)[] = [
    (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
    (file) => {
      const text = readFileSync(file).toString("latin1").replace('\\"steps\\":2', '\\"steps\\":9');
      writeFileSync(file, Buffer.from(text, "latin1"));
    },
    (file) => truncateSync(file, 40),
    (file) => writeFileSync(file, ""),
    (file) => renameSync(file, `${file}.gone`),
  ];
  for (const harm of damage) {
    const folder = written(1, 2);
    expect(stepsIn(folder)).toBe(2);
    harm(path.join(folder, newest));
    expect(readCheckpoint(folder)).toMatchObject({
      checkpoint: { state: { steps: 1 } },
      passedOver: { id: "checkpoint-before", args: { file: path.join(folder, newest), epoch: 2 } },
    });
    writeCheckpoint(folder, checkpoint(3), belongsTo);
    expect(stepsIn(folder)).toBe(3);
  }
});

test("one whose writer was killed between the moves counts, while it is whole", () => {
  const folder = written(1);
  renameSync(path.join(written(2), newest), path.join(folder, next));
  expect(stepsIn(folder)).toBe(2);
  truncateSync(path.join(folder, next), 40);
  expect(stepsIn(folder)).toBe(1);
});

test("without a whole one the damage is told", () => {
  const folder = written(1, 2);
  for (const name of [newest, previous]) truncateSync(path.join(folder, name), 100);
  expect(problemOf(folder)).toBe("checkpoint-damaged");
});

test("of another model or other data is refused, and passed over for one that fits", () => {
  const folder = written(1);
  expect(problemOf(folder, { model: "other", data: "d" })).toBe("checkpoint-foreign");
  expect(problemOf(folder, { model: "m", data: "other" })).toBe("checkpoint-foreign");
  copyFileSync(path.join(folder, newest), path.join(folder, previous));
  const other = temporaryFolder();
  writeCheckpoint(other, checkpoint(5), { model: "other", data: "d" });
  copyFileSync(path.join(other, newest), path.join(folder, newest));
  expect(stepsIn(folder)).toBe(1);
});

test("of a newer version is refused by name", () => {
  const folder = written(1);
  const file = path.join(folder, newest);
  const text = readFileSync(file).toString("latin1").replace('"version":"1"', '"version":"2"');
  writeFileSync(file, Buffer.from(text, "latin1"));
  expect(problemOf(folder)).toBe("checkpoint-newer");
});

test("a folder that cannot be written leaves the checkpoint before intact", () => {
  const folder = written(1);
  const broken = { ...checkpoint(2), weights: [{ name: "a", shape: [3], values: Float32Array.of(1) }] };
  expect(() => writeCheckpoint(folder, broken, belongsTo)).toThrow(RangeError);
  expect(stepsIn(folder)).toBe(1);
});
