/** Ten processes take up the same run at once: one gets it and finishes it, the others say that it is locked. */
import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { TrainingControl } from "../../src/engine/trainingControl";
import { thisProcess } from "../../src/locks/processMark";
import { readRun } from "../../src/runs/readRun";
import { bundle } from "../bundle";
import { rounds } from "../rounds";
import { temporaryFolder } from "../runs/temporaryFolder";
import { trainText } from "./jobDoor";
import type { Said, Word } from "./resumeOnWord";

const PROCESSES = 10;
const text = `seed: 3
model: [Input: [3, 2], LSTM: 3, Dense: 1]
data: {task: adding, length: 3, samples: 8, seed: 2}
compile: {optimizer: adam, loss: mse}
fit: {epochs: 6, batch_size: 4}
`;
const kept = ["metrics.jsonl", "last.safetensors", "best.safetensors", "checkpoint.safetensors"];

/** A run that was stopped after three steps, and one that nobody stopped. */
async function twoRuns(): Promise<{ cut: string; whole: string }> {
  const workspace = temporaryFolder();
  const [cut, whole] = [path.join(workspace, "cut"), path.join(workspace, "whole")];
  await trainText(workspace, text, { out: whole });
  const stop = new AbortController();
  const control = new TrainingControl();
  control.pause();
  let left = 3;
  await trainText(workspace, text, {
    out: cut,
    context: { signal: stop.signal, control },
    onFact: (fact) => {
      if (fact.type === "paused") setImmediate(() => (left-- > 0 ? control.step() : stop.abort()));
    },
  });
  return { cut, whole };
}

const hears = (child: ChildProcess, ...wanted: Said["said"][]): Promise<Said> =>
  new Promise((resolve, reject) => {
    const listen = (said: Said): void => {
      if (!wanted.includes(said.said)) return;
      child.off("message", listen);
      resolve(said);
    };
    child.on("message", listen);
    child.once("exit", (code) => reject(new Error(`a process ended with ${code}`)));
  });

test(`${PROCESSES} resuming at once, ${rounds(100)} rounds`, { timeout: 900_000 }, async () => {
  const { cut, whole } = await twoRuns();
  const script = bundle("test/worker/resumeOnWord.ts");
  const children = Array.from({ length: PROCESSES }, () => fork(script, [], { execArgv: [] }).setMaxListeners(0));
  onTestFinished(() => children.forEach((child) => void child.kill("SIGKILL")));
  await Promise.all(children.map((child) => hears(child, "ready")));
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const results: Record<string, number> = {};
  for (let round = 0; round < rounds(100); round++) {
    const folder = path.join(temporaryFolder(), "run");
    cpSync(cut, folder, { recursive: true });
    // Every other one was killed, and has left its lock.
    if (round % 2)
      writeFileSync(path.join(folder, "lock"), `${JSON.stringify({ ...thisProcess(), pid, started: "1", round })}\n`);
    const first = children.map((child) => hears(child, "has it", "ended"));
    for (const child of children) child.send({ folder, text } satisfies Word);
    const answers = await Promise.all(first);
    const holders = children.filter((_, at) => answers[at]?.said === "has it");
    const last = holders.map((child) => hears(child, "ended"));
    for (const child of holders) child.send({} satisfies Word);
    const ends = [...answers.filter(({ said }) => said === "ended"), ...(await Promise.all(last))];
    for (const { status = "", reason = "" } of ends)
      results[`${status} ${reason}`] = (results[`${status} ${reason}`] ?? 0) + 1;
    expect([round, holders.length]).toEqual([round, 1]);
    for (const name of kept) {
      const bytes = (of: string): Buffer => readFileSync(path.join(of, name));
      expect([round, name, bytes(folder).equals(bytes(whole))]).toEqual([round, name, true]);
    }
    expect(readRun(folder).status).toBe("finished");
    expect(readdirSync(folder).filter((name) => name.startsWith("lock") || name.endsWith(".tmp"))).toEqual([]);
  }
  console.log(`${PROCESSES} processes, ${rounds(100)} rounds: ${JSON.stringify(results)}`);
  expect(results).toEqual({ "finished ": rounds(100), "refused run-locked": rounds(100) * (PROCESSES - 1) });
});
