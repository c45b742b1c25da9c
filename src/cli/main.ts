/**
 * The entry of `unroll`: the process's streams and signals, and nothing else. It is also that of the process in which a long training
 * runs, and of the thread in that one that beats.
 *
 * The first Ctrl-C asks a command that trains to end after the step it is in, the second ends the process at once; any other command the
 * first one ends. Output that nobody reads any more (a closed pipe) ends it as Ctrl-C does, without a word; output that cannot be written is
 * said, exit code 3. test/cli/process.test.ts holds it.
 */
import { HEARTBEAT } from "../protocol/training";
import { installedWith } from "../tensorflow/tensorFlowFolder";
import { startTraining } from "../training/startTraining";
import { beatInThread } from "../worker/heartbeat";
import { openEngine } from "../worker/openEngine";
import { serveRequest } from "../worker/serveRequest";
import { findWide } from "../worker/wideProbe";
import { chooseLanguage, runCommandLine } from "./commandLine";
import { openOutput } from "./openOutput";
import { type ApartTraining, exitCodes } from "./streams";

const interruption = new AbortController();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** A step may take as long as it takes; the second Ctrl-C is for whoever does not wait. */
const NO_LIMIT_MS = 2 ** 31 - 1;

function interrupt(): void {
  if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
  interruption.abort();
}

/** From here on signals wait until the event loop comes round. */
function listen(): AbortSignal {
  for (const signal of signals) if (!process.listeners(signal).includes(interrupt)) process.on(signal, interrupt);
  return interruption.signal;
}

/** This very program, in a process of its own that does not outlive this one. */
function trainApart(training: ApartTraining): ReturnType<typeof startTraining> {
  const job = startTraining({ ...training, workerPath: __filename, stopMs: NO_LIMIT_MS });
  process.once("exit", () => job.kill());
  return job;
}

function run(): void {
  const words = process.argv.slice(2);
  const about = { onLost: () => interruption.abort(), language: chooseLanguage(words, process.env) };
  const err = openOutput(process.stderr, about);
  const out = openOutput(process.stdout, { ...about, err });
  runCommandLine(words, process.env, {
    ...{ out, err, workingFolder: process.cwd(), interruption: listen, startTraining: trainApart },
  }).then(
    (code) => {
      process.exitCode = code;
      for (const signal of signals) process.off(signal, interrupt);
    },
    (error: unknown) => {
      process.stderr.write(`unroll: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = exitCodes.trainingFailed;
    },
  );
}

installedWith(__dirname);
if (!beatInThread()) {
  if (process.argv[2] === HEARTBEAT) serveRequest({ openEngine, findWide });
  else run();
}
