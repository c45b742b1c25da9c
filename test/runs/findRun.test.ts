/** Which run is meant. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { findNewestRun, listRuns, resolveRun, runsFolder } from "../../src/runs/findRun";
import { RunUnreadable } from "../../src/runs/readRun";
import { finish, sampleRun, weights } from "./sampleRun";
import { temporaryFolder } from "./temporaryFolder";

function addRun(workspace: string, id: string, file: string, status?: "finished" | "stopped" | "failed"): void {
  const writer = sampleRun(path.join(runsFolder(workspace), id), { id, file });
  writer.save("last", { epoch: 1, weights: weights(1) });
  if (status) finish(writer, status);
}

test("the newest run of the file that ended in order", () => {
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
  expect(findNewestRun(file, workspace)?.record.id).toBe("2");
  expect([...listRuns(workspace)].map(({ record }) => record.id)).toEqual(["5", "4", "3", "2", "1"]);
});

test("a run by id or path", () => {
  const workspace = temporaryFolder();
  addRun(workspace, "1", "a.rnn.yaml", "finished");
  expect(resolveRun("1", workspace, "/").record.id).toBe("1");
  expect(resolveRun(".unroll/runs/1", workspace, workspace).record.id).toBe("1");
  expect(() => resolveRun("2", workspace, workspace)).toThrow(RunUnreadable);
  expect(() => resolveRun("../1", workspace, workspace)).toThrow(RunUnreadable);
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
