/**
 * Kills at random moments, many of them in the middle of a save: every folder can be read and taken up again, and in the end the run
 * equals one that nobody killed, bit for bit.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readMetrics, readRun } from "../../src/runs/readRun";
import { readWeightsFile } from "../../src/runs/readWeights";
import { bundle } from "../bundle";
import { newSeed, rounds } from "../rounds";
import { temporaryFolder } from "../runs/temporaryFolder";
import { trainText } from "./jobDoor";

const KILLS = rounds(40);

const text = `seed: 3
model: [Input: [12, 2], LSTM: {units: 24, return_sequences: true}, Dropout: 0.3, GRU: 16, Dense: 1]
data: {task: adding, length: 12, samples: 400, seed: 2}
compile: {optimizer: nadam, loss: mse, metrics: [mae]}
fit: {epochs: ${30 + 8 * KILLS}, batch_size: 4, validation_split: 0.2, early_stopping: {patience: 100000, restore_best_weights: true}}
`;

test(`${KILLS} kills leave no run that cannot go on`, async () => {
  const script = bundle("test/worker/trainInSteps.ts");
  const workspace = temporaryFolder();
  const folder = path.join(workspace, "killed");
  const random = seeded(newSeed("kills"));
  let done = 0;
  let inEpoch = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await saidBy([script, workspace, text, folder, kill === 0 ? "" : folder, String(random() * 250)]);
    expect([kill, said]).toEqual([kill, "started\n"]);
    expect(readRun(folder).status).toBe("interrupted");
    const rows = readMetrics(folder);
    expect(rows.map(({ epoch }) => epoch)).toEqual(rows.map((_, row) => row + 1));
    for (const name of ["last", "best"]) {
      const file = path.join(folder, `${name}.safetensors`);
      if (existsSync(file)) expect(readWeightsFile(file)[0]?.shape).toEqual([2, 96]);
    }
    if (rows.length > done) inEpoch++;
    done = rows.length;
  }
  const last = await saidBy([script, workspace, text, folder, folder]);
  expect(last).toContain('"status":"finished"');
  const whole = path.join(workspace, "whole");
  await trainText(workspace, text, { out: whole });
  for (const name of [
    "metrics.jsonl",
    "last.safetensors",
    "best.safetensors",
    "epochs.safetensors",
    "checkpoint.safetensors",
  ]) {
    const bytes = (of: string): Buffer => readFileSync(path.join(of, name));
    expect([name, bytes(folder).equals(bytes(whole))]).toEqual([name, true]);
  }
  console.log(`${KILLS} kills, ${inEpoch} of them with new epochs kept`);
});

/** Park and Miller. */
function seeded(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** What the process said until it ended or was killed. */
function saidBy(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (part: Buffer) => (said += part.toString()));
    child.once("error", reject);
    child.once("close", () => resolve(said));
  });
}
