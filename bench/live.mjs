/**
 * What it costs that somebody watches: a training process with a panel (a sample looked into and predictions told while it trains), against
 * the same process that nobody watches.
 *
 * LSTM 64, 100 steps, 2,000 samples. Both are trained in turn, ten times, so that a slow moment of the machine hits both; the time is the
 * process's own, from the first step to the end of the last epoch. `npm run bench -- live` runs it.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { milliseconds, printTable, quantile } from "./table.mjs";

const root = resolve(import.meta.dirname, "..");
const rounds = 10;
const text = `seed: 1
data: {task: adding, length: 100, samples: 2000, seed: 1}
model:
  - Input: [100, 2]
  - LSTM: 64
  - Dense: 1
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}
fit: {epochs: 3, batch_size: 32}
`;

/** Milliseconds of training, and how often its inside was told. */
function train(more) {
  const workspace = mkdtempSync(join(tmpdir(), "unroll-live-"));
  return new Promise((done, fail) => {
    const child = fork(join(root, "dist/worker.js"), [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let looks = 0;
    child.on("message", (fact) => {
      if (fact.type === "looked") looks++;
      if (fact.type === "finished" && fact.status === "finished") done({ ms: fact.elapsedMs, looks });
      else if (fact.type === "finished" || fact.type === "refused") fail(new Error(JSON.stringify(fact)));
    });
    child.once("error", fail);
    child.once("close", () => rmSync(workspace, { recursive: true, force: true }));
    const file = join(workspace, "a.rnn.yaml");
    child.send({ type: "train", file, text, workspace, engine: "wasm", reproducible: false, ...more });
  });
}

export async function run() {
  const [plain, watched] = [[], []];
  let looks = 0;
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [plain, watched] : [watched, plain];
    for (const times of order) {
      const one = await train(
        times === watched ? { watch: 0, predictions: "live" } : { predictions: "never", epochMegabytes: 0 },
      );
      times.push(one.ms);
      looks += one.looks;
    }
  }
  const median = (times) => quantile(times, 0.5);
  const ratios = plain.map((ms, round) => watched[round] / ms);
  const row = (name, times) => [
    name,
    milliseconds(median(times)),
    milliseconds(Math.min(...times)),
    milliseconds(Math.max(...times)),
  ];
  printTable(
    `LSTM 64, 100 steps, 2,000 samples, 3 epochs, ${rounds} rounds in turn; its inside was told ${looks} times`,
    ["", "median", "least", "most"],
    [row("nobody watches", plain), row("watched by a panel", watched)],
  );
  console.log(
    `watched / unwatched: median of the rounds ${median(ratios).toFixed(3)}, of the least ${(Math.min(...watched) / Math.min(...plain)).toFixed(3)}`,
  );
}
