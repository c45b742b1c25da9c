/**
 * The entry of `unroll`: the process's streams and signals, and nothing else.
 *
 * The first Ctrl-C asks a command that trains to end after the step it is in, the second ends the process; any other command the first one
 * ends. Output that nobody reads any
 * more (a closed pipe) ends it as Ctrl-C does. test/cli/process.test.ts holds it.
 */
import { runCommandLine } from "./commandLine";
import { exitCodes, type Output } from "./streams";

const interruption = new AbortController();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function interrupt(): void {
  if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
  interruption.abort();
}

function outputTo(stream: NodeJS.WriteStream): Output {
  let isOpen = true;
  stream.on("error", () => {
    isOpen = false;
    interruption.abort();
  });
  return {
    write: (text) => {
      if (isOpen) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || 80;
    },
    hasColour: stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  };
}

/** From here on signals wait until the event loop comes round. */
function listen(): AbortSignal {
  for (const signal of signals) if (!process.listeners(signal).includes(interrupt)) process.on(signal, interrupt);
  return interruption.signal;
}

runCommandLine(process.argv.slice(2), process.env, {
  out: outputTo(process.stdout),
  err: outputTo(process.stderr),
  workingFolder: process.cwd(),
  interruption: listen,
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
