/** The run of live mode: one a model file, whatever was cut off before; never in the list of runs. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { runsOf } from "../../src/runs/findRun";
import { runSizes } from "../../src/runs/keptSize";
import { liveFolder, replaceLiveRun } from "../../src/runs/liveRuns";
import { readRun } from "../../src/runs/readRun";
import type { TrainingFact } from "../../src/protocol/training";
import { tiny, trainText } from "../worker/jobDoor";
import { temporaryFolder } from "./temporaryFolder";

const text = tiny("compile: {optimizer: sgd, loss: mse}\nfit: {epochs: 2}\n");
const folderOf = (facts: readonly TrainingFact[]): string => facts.flatMap((fact) => (fact.type === "started" ? [fact.folder] : []))[0] ?? ""; // prettier-ignore

test("the next run takes the place of the one before, and neither is in the list of runs", async () => {
  const home = temporaryFolder();
  const first = folderOf(await trainText(home, text, { live: true }));
  const kept = folderOf(await trainText(home, text));
  const second = folderOf(await trainText(home, text, { live: true }));
  expect(path.dirname(second)).toBe(liveFolder(home));
  expect(readdirSync(liveFolder(home))).toEqual([path.basename(second)]);
  expect(existsSync(first)).toBe(false);
  expect(readRun(second).status).toBe("finished");
  expect([...runsOf(path.join(home, "a.rnn.yaml"), home)].map(({ folder }) => folder)).toEqual([kept]);
  expect(runSizes(home).map(({ folder }) => folder)).toEqual([kept]);
});

test("a run that is refused or stopped leaves the one before it alone", async () => {
  const home = temporaryFolder();
  const first = folderOf(await trainText(home, text, { live: true }));
  await trainText(home, text.replace("loss: mse", "loss: nonsense"), { live: true });
  const stop = new AbortController();
  stop.abort();
  await trainText(home, text, { live: true, context: { signal: stop.signal } });
  expect(readRun(first).status).toBe("finished");
});

test("what a crash left goes with the next; another file's stays, and what has only just been begun", async () => {
  const home = temporaryFolder();
  const other = folderOf(await trainText(home, text, { live: true, file: path.join(home, "b.rnn.yaml") }));
  const live = liveFolder(home);
  const [old, young] = ["20260101-000000-000-old-aaaa", "20260101-000000-000-young-aaaa"].map((id) =>
    path.join(live, id),
  ) as [string, string];
  for (const folder of [old, young]) {
    mkdirSync(folder);
    writeFileSync(path.join(folder, "run.json"), "{");
  }
  utimesSync(old, new Date(0), new Date(0));
  for (const name of ["a.rnn.yaml", "b.rnn.yaml"]) writeFileSync(path.join(home, name), text);
  const mine = folderOf(await trainText(home, text, { live: true }));
  expect(readdirSync(live).sort()).toEqual([young, other, mine].map((folder) => path.basename(folder)).sort());
  expect(() => replaceLiveRun(mine, path.join(home, "a.rnn.yaml"), Date.now())).not.toThrow();
});

test("a link out of the folder is refused", () => {
  const [home, elsewhere] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(path.join(home, ".unroll"));
  symlinkSync(elsewhere, path.join(home, ".unroll", "live"));
  expect(() => liveFolder(home)).toThrow();
});
