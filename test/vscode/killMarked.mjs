/**
 * Finds and ends the processes of one launch: all that inherited its UNROLL_TEST_RESULTS. Linux keeps a process's
 * environment in /proc; elsewhere nothing is found, and the launch's own ending is trusted.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits up to `graceMs` for the marked processes to end by themselves, kills the rest and returns their command lines. */
export async function killMarked(marker, { graceMs = 0 } = {}) {
  for (let waited = 0; waited < graceMs && marked(marker).length > 0; waited += 100) await sleep(100);
  const left = marked(marker);
  for (const { pid } of left) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended.
    }
  }
  return left.map(({ pid, command }) => `${pid} ${command}`);
}

function marked(marker) {
  if (!existsSync("/proc/self/environ")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => read(pid, "environ").includes(`UNROLL_TEST_RESULTS=${marker}\0`))
    .map((pid) => ({
      pid: Number(pid),
      command: read(pid, "cmdline").replaceAll("\0", " ").slice(0, 200),
    }));
}

/** Empty for a process that has ended or belongs to somebody else. */
function read(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
