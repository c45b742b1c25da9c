/** What live mode reads of a file: whether a run is short by the plan, and what of it decides the result. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { readLive } from "../../src/extension/live/liveReading";
import { LONGEST_MS } from "../../src/extension/live/longestRun";

const text = `name: short
seed: 1
data: {task: adding, length: 6, samples: 40, seed: 2}
model:
  - Input: [6, 2]
  - GRU: 4
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {epochs: 10}
`;
const read = (edited: string): ReturnType<typeof readLive> =>
  readLive(analyzeModelFile(edited, { fileName: "a.rnn.yaml" }));

test("a file that is trained at once, with its layers and parameters", () => {
  const { waits, plannedMs = 0, epochs, model } = read(text);
  expect(waits).toBeUndefined();
  expect(plannedMs).toBeGreaterThan(0);
  expect(plannedMs).toBeLessThan(LONGEST_MS);
  expect(epochs).toBe(10);
  expect(model).toEqual({ layers: ["Input [6, 2]", "GRU 4", "Dense 1"], params: 101 });
});

test.each([
  ["errors", text.replace("GRU: 4", "GRU: many")],
  ["incomplete", text.replace("compile: {optimizer: adam, loss: mse}\n", "")],
  ["long", text.replace("epochs: 10", "epochs: 1000000")],
] as const)("one that waits: %s", (waits, edited) => {
  expect(read(edited).waits).toBe(waits);
});

test("what decides the result, part by part", () => {
  const sections = (edited: string): Readonly<Record<string, string>> => read(edited).sections;
  const before = sections(text);
  expect(sections(text.replace("name: short", "name: long # a comment").replace("GRU: 4", "GRU:  4"))).toEqual(before);
  const changed = (edited: string): string[] => {
    const after = sections(edited);
    return Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
  };
  expect(changed(text.replace("GRU: 4", "GRU: 5"))).toEqual(["model"]);
  expect(changed(text.replace("seed: 2", "seed: 3"))).toEqual(["data"]);
  expect(changed(text.replace("adam", "sgd").replace("epochs: 10", "epochs: 11"))).toEqual(["compile", "fit"]);
  expect(changed(text.replace("seed: 1\n", ""))).toEqual(["seed"]);
});
