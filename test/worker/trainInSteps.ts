/**
 * Trains in a process of its own, with checkpoints as often as they can be made, until it ends or kills itself: so many milliseconds after
 * it has started, from a thread of its own, in the middle of whatever it does. Somebody outside might come too late on a busy machine.
 */
import { Worker } from "node:worker_threads";
import { openEngine } from "../../src/worker/openEngine";
import { runTraining } from "../../src/worker/trainJob";
import { requestFor } from "./jobDoor";

const [workspace = "", text = "", out = "", resume = "", killAfter = ""] = process.argv.slice(2);
const killer = new Worker(
  `require("node:worker_threads").parentPort.once("message", (ms) => setTimeout(() => process.kill(process.pid, "SIGKILL"), ms))`,
  { eval: true },
);
killer.unref();
void runTraining(requestFor(workspace, text, resume ? { resume } : { out }), {
  emit: (fact) => {
    if (fact.type === "started") {
      process.stdout.write("started\n");
      if (killAfter) killer.postMessage(Number(killAfter));
    }
    if (fact.type === "refused" || fact.type === "finished") process.stdout.write(`${JSON.stringify(fact)}\n`);
  },
  signal: new AbortController().signal,
  clock: { now: () => new Date(), elapsed: () => performance.now() },
  random: Math.random,
  openEngine,
  showPredictions: "never",
  checkpointEvery: 0,
});
