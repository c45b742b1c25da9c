/**
 * Runs one command to its end and says how it went. Its children end with it, also on Ctrl-C and on a time limit:
 * the command leads a process group of its own, which is first asked to end and then ended.
 */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { importSource } from "./importSource.mjs";

export const { programEnvironment } = await importSource("src/machine/programEnvironment.ts");

const graceMs = 5000;
const running = new Set();

/**
 * Runs a command and resolves to `{ code, output, timedOut }`; it never rejects.
 *
 * `quiet` keeps the output from the terminal, `write` takes it instead, `limitMs` ends the command, `env` is added to this process's environment, of which the
 * command gets what is not npm's or an editor's own business (src/machine/programEnvironment.ts).
 */
export function runCommand(command, args, { cwd, env = {}, quiet = false, write, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...programEnvironment(process.env), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      shell: process.platform === "win32",
    });
    running.add(child);
    let output = "";
    let timedOut = false;
    const take = (stream) => (chunk) => {
      output += chunk;
      if (write) write(chunk);
      else if (!quiet) stream.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", take(process.stdout));
    child.stderr.setEncoding("utf8").on("data", take(process.stderr));
    const limit = limitMs && setTimeout(() => ((timedOut = true), void endGroup(child)), limitMs);
    const finish = (code) => {
      clearTimeout(limit);
      running.delete(child);
      signalGroup(child, "SIGKILL");
      resolve({ code, output, timedOut });
    };
    child.on("error", (error) => {
      output += String(error);
      finish(127);
    });
    child.on("exit", (code) => setTimeout(finish, 50, code ?? 1)); // the last lines are still on their way
  });
}

/** Like `runCommand`, but rejects with the command's last lines when it fails. */
export async function mustRun(command, args, options) {
  const result = await runCommand(command, args, options);
  if (result.code === 0) return result;
  const tail = result.output.trim().split("\n").slice(-15).join("\n");
  throw new Error(`${command} ${args.join(" ")} failed (${result.timedOut ? "time limit" : result.code})\n${tail}`);
}

/** Asks a command's process group to end, and ends it when it does not within the grace time. */
async function endGroup(child) {
  signalGroup(child, "SIGTERM");
  for (let waited = 0; waited < graceMs && running.has(child); waited += 50) await sleep(50);
  signalGroup(child, "SIGKILL");
}

function signalGroup(child, signal) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

const lastDuties = [];

/** Has `work` done before this process ends on Ctrl-C or when it is asked to end. */
export function beforeInterruptedEnd(work) {
  lastDuties.push(work);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    const duties = [...[...running].map(endGroup), ...lastDuties.splice(0).map((work) => work())];
    void Promise.allSettled(duties).then(() => process.exit(130));
  });
}
