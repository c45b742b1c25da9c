/**
 * Helper threads on Node's worker_threads: each makes an instance of the same compiled module over the same memory and runs
 * what the leader offers (kernels/team.ts).
 *
 * Once they are there they do not keep the process alive, and nothing waits for them: work that they do not take the leader
 * does itself.
 * test/engine/threads.test.ts.
 */
import { Worker } from "node:worker_threads";
import type { StartThreads } from "./threads";

/**
 * What a thread runs. It is text, so that it needs no file beside the bundle and no loader when run from the sources. A fault in
 * the middle of a tape is told to the leader, who would wait for ever.
 */
const source = `
const { parentPort, workerData: { module, memory, team, wide } } = require("node:worker_threads");
const words = new Int32Array(memory.buffer);
const sleep = (address, value) => Atomics.wait(words, address >>> 2, value);
const wake = (address, count) => Atomics.notify(words, address >>> 2, count);
const { exports: kernels } = new WebAssembly.Instance(module, { env: { memory, sleep, wake } });
kernels.setWide(wide ? 1 : 0);
parentPort.postMessage("here");
try {
  kernels.help(team);
} catch (error) {
  kernels.fail(team);
  throw error;
}
`;

export const startThreads: StartThreads = ({ count, ...shared }) => {
  const workers = Array.from(
    { length: count },
    () => new Worker(source, { eval: true, workerData: shared, execArgv: [], name: "unroll" }),
  );
  return {
    arrived: Promise.all(workers.map(arrival)).then((here) => here.filter(Boolean).length),
    end: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
};

/** False where a thread cannot start; one that fails later has told the leader. */
function arrival(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.once("message", () => {
      worker.unref();
      resolve(true);
    });
    worker.on("error", () => resolve(false));
    worker.once("exit", () => resolve(false));
  });
}
