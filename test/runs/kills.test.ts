/** Kills at random moments, most of them in the middle of a checkpoint: every folder can be read. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readMetrics, readRun, readWeightsFile } from "../../src/runs/readRun";
import { bundle } from "../bundle";
import { temporaryFolder } from "./temporaryFolder";

const KILLS = 24;

test(`${KILLS} kills leave ${KILLS} readable runs`, async () => {
  const script = bundle("test/runs/writeForever.ts");
  const root = temporaryFolder();
  const waits = Array.from({ length: KILLS }, () => Math.random() * 60);
  console.log(`waits before the kills in ms: ${waits.map((wait) => wait.toFixed(1)).join(" ")}`);
  for (const [at, wait] of waits.entries()) {
    const folder = path.join(root, String(at));
    await killAfter(script, folder, wait);
    expect(readRun(folder).status).toBe("interrupted");
    const rows = readMetrics(folder);
    expect(rows.map(({ epoch }) => epoch)).toEqual(rows.map((_, row) => row + 1));
    for (const name of ["last", "best"]) {
      const file = path.join(folder, `${name}.safetensors`);
      if (existsSync(file)) expect(readWeightsFile(file)[0]?.shape).toEqual([1, 2]);
    }
  }
});

function killAfter(script: string, folder: string, wait: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), wait));
    child.once("error", reject);
    child.once("close", () => resolve());
  });
}
