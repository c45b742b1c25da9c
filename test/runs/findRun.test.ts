/** Which run is meant. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { findNewestRun, type FoundRun, listRuns, resolveRun, runsFolder, runsOf } from "../../src/runs/findRun";
import { RunUnreadable } from "../../src/runs/runUnreadable";
import { finish, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

const noteIds = (found: FoundRun | undefined): string[] => found?.weights.notes.map(({ id }) => id) ?? [];

function addRun(workspace: string, id: string, file: string, status?: "finished" | "stopped" | "failed"): void {
  const writer = sampleRun(path.join(runsFolder(workspace), id), { id, file });
  writer.save("last", { epoch: 1, weights: weights(1) });
  if (status) finish(writer, status);
}

test("the newest run of the file that has weights, however it ended; what is newer and passed over is said", () => {
  const workspace = temporaryFolder();
  const file = path.join(workspace, "models", "a.rnn.yaml");
  expect(findNewestRun(file, workspace)).toBeUndefined();
  addRun(workspace, "1", "models/a.rnn.yaml", "finished");
  addRun(workspace, "2", "models/a.rnn.yaml", "stopped");
  addRun(workspace, "3", "models/a.rnn.yaml", "failed");
  addRun(workspace, "4", "models/b.rnn.yaml", "finished");
  addRun(workspace, "5", "models/a.rnn.yaml");
  mkdirSync(path.join(runsFolder(workspace), "6"));
  writeFileSync(path.join(runsFolder(workspace), "6", "run.json"), "{");
  const found = findNewestRun(file, workspace);
  expect([found?.run.record.id, found?.run.status, ...noteIds(found)]).toEqual(["3", "failed", "run-corrupt", "run-still-training"]); // prettier-ignore
  rmSync(path.join(runsFolder(workspace), "5", "lock"));
  const interrupted = findNewestRun(file, workspace);
  expect([interrupted?.run.record.id, interrupted?.run.status]).toEqual(["5", "interrupted"]);
  expect([...listRuns(workspace)].map(({ record }) => record.id)).toEqual(["5", "4", "3", "2", "1"]);
});

test("a newer run whose weights are damaged, or that has none yet, is passed over", () => {
  const workspace = temporaryFolder();
  const file = path.join(workspace, "a.rnn.yaml");
  addRun(workspace, "1", "a.rnn.yaml", "finished");
  addRun(workspace, "2", "a.rnn.yaml", "stopped");
  finish(sampleRun(path.join(runsFolder(workspace), "3"), { id: "3", file: "a.rnn.yaml" }), "failed");
  mkdirSync(path.join(runsFolder(workspace), "4"));
  const damage = (id: string): void => writeFileSync(path.join(runsFolder(workspace), id, "last.safetensors"), "no");
  damage("2");
  const found = findNewestRun(file, workspace);
  expect([found?.run.record.id, ...noteIds(found)]).toEqual(["1", "safetensors-short"]);
  damage("1");
  expect(() => findNewestRun(file, workspace)).toThrow(RunUnreadable);
});

test("a run by id or path", () => {
  const workspace = temporaryFolder();
  addRun(workspace, "1", "a.rnn.yaml", "finished");
  expect(resolveRun("1", path.join(workspace, "a.rnn.yaml"), "/").record.id).toBe("1");
  expect(resolveRun(".unroll/runs/1", "/a.rnn.yaml", workspace).record.id).toBe("1");
  expect(() => resolveRun("2", path.join(workspace, "a.rnn.yaml"), workspace)).toThrow(RunUnreadable);
  expect(() => resolveRun("../1", path.join(workspace, "a.rnn.yaml"), workspace)).toThrow(RunUnreadable);
});

test("runs lie beside their file, older ones in the workspace; the newest of both is taken", () => {
  const workspace = temporaryFolder();
  const models = path.join(workspace, "models");
  const file = path.join(models, "a.rnn.yaml");
  addRun(workspace, "1", "models/a.rnn.yaml", "finished");
  addRun(models, "2", "a.rnn.yaml", "finished");
  addRun(workspace, "3", "models/a.rnn.yaml", "finished");
  expect([...runsOf(file, workspace)].map(({ record }) => record.id)).toEqual(["3", "2", "1"]);
  expect(findNewestRun(file, temporaryFolder())?.run.record.id).toBe("2");
});

test("a run goes with its folder, and with its text where the file has another name now", () => {
  const folder = temporaryFolder();
  addRun(folder, "1", "a.rnn.yaml", "finished");
  const [here, renamed, other] = ["a", "b", "c"].map((name) => path.join(folder, `${name}.rnn.yaml`)) as [
    string,
    string,
    string,
  ];
  writeFileSync(renamed, "model: []\n");
  writeFileSync(other, "model: [Input: [3]]\n");
  expect(findNewestRun(renamed, folder)?.run.record.id).toBe("1");
  expect(findNewestRun(other, folder)).toBeUndefined();
  writeFileSync(here, "model: [Input: [4]]\n");
  expect(findNewestRun(renamed, folder)).toBeUndefined();
  expect(findNewestRun(here, folder)?.run.record.id).toBe("1");
  const moved = path.join(temporaryFolder(), "moved");
  renameSync(folder, moved);
  expect(findNewestRun(path.join(moved, "a.rnn.yaml"), moved)?.run.record.id).toBe("1");
});

test.skipIf(process.platform === "win32")(
  "a link that leads the runs out of the workspace is refused, one that stays is not",
  () => {
    const [workspace, elsewhere] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(elsewhere, path.join(workspace, ".unroll"));
    expect(() => runsFolder(workspace)).toThrow("runs-elsewhere");
    rmSync(path.join(workspace, ".unroll"));
    mkdirSync(path.join(workspace, ".unroll"));
    symlinkSync(elsewhere, path.join(workspace, ".unroll", "runs"));
    expect(() => runsFolder(workspace)).toThrow("runs-elsewhere");
    rmSync(path.join(workspace, ".unroll"), { recursive: true });
    mkdirSync(path.join(workspace, "kept"));
    symlinkSync(path.join(workspace, "kept"), path.join(workspace, ".unroll"));
    expect(runsFolder(workspace)).toBe(path.join(workspace, ".unroll", "runs"));
  },
);
