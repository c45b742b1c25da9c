/** Trains in a process of its own, with checkpoints as often as they can be made, until it ends or is killed. */
import { openEngine } from "../../src/worker/openEngine";
import { runTraining } from "../../src/worker/trainJob";
import { requestFor } from "./jobDoor";

const [workspace = "", text = "", out = "", resume = ""] = process.argv.slice(2);
void runTraining(requestFor(workspace, text, resume ? { resume } : { out }), {
  emit: (fact) => {
    if (fact.type === "started") process.stdout.write("started\n");
    if (fact.type === "refused" || fact.type === "finished") process.stdout.write(`${JSON.stringify(fact)}\n`);
  },
  signal: new AbortController().signal,
  clock: { now: () => new Date(), elapsed: () => performance.now() },
  random: Math.random,
  openEngine,
  showPredictions: "never",
  checkpointEvery: 0,
});
