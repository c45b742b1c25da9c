/**
 * Takes up runs as its parent says, one after the other: pauses at once where it got one, and goes on when it is told to. Tells how each
 * ended.
 */
import { TrainingControl } from "../../src/engine/trainingControl";
import { openEngine } from "../../src/worker/openEngine";
import { runTraining } from "../../src/worker/trainJob";
import { requestFor } from "./jobDoor";

export interface Word {
  readonly folder?: string;
  readonly text?: string;
}
export interface Said {
  readonly said: "ready" | "has it" | "ended";
  readonly status?: string;
  readonly reason?: string | undefined;
}

const say = (said: Said): void => void process.send?.(said);
let control = new TrainingControl();

process.on("message", ({ folder = "", text }: Word) => {
  if (text === undefined) return control.proceed();
  control = new TrainingControl();
  control.pause();
  void runTraining(requestFor(folder, text, { resume: folder }), {
    emit: (fact) => {
      if (fact.type === "paused") say({ said: "has it" });
      if (fact.type === "refused") say({ said: "ended", status: "refused", reason: fact.reason.id });
      if (fact.type === "finished") say({ said: "ended", status: fact.status });
    },
    signal: new AbortController().signal,
    control,
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    random: Math.random,
    openEngine,
    showPredictions: "never",
  });
});
say({ said: "ready" });
