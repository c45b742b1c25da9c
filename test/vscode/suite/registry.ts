/**
 * The suite's tests and how they are run inside the extension host: one after the other, each with a time limit.
 *
 * After every test the results are written to the file that run.mjs reads, so that a crash shows where it happened:
 * a test without an outcome did not end.
 */
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { workerPids } from "./trainingDoor";
import { until, user } from "./user";

export interface Result {
  name: string;
  outcome?: "passed" | "failed" | "skipped";
  error?: string;
  elapsedMs?: number;
}

interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
  readonly limitMs: number;
  readonly skip?: string;
}

/** Far more than a test takes: it is there for one that hangs. A machine with much else to do is slow, not wrong. */
const LIMIT_MS = 5 * 60_000;

const tests: Test[] = [];

/** Adds a test; it fails when its body throws or takes longer than `limitMs`. */
export function test(name: string, body: () => Promise<void> | void, limitMs = LIMIT_MS): void {
  tests.push({ name, body, limitMs });
}

/** Adds a test that cannot run here; it is counted and shown with its reason. */
test.skip = (name: string, reason: string): void => {
  tests.push({ name, body: () => {}, limitMs: 0, skip: reason });
};

/** Runs all tests whose name contains UNROLL_TEST_GREP; rejects when one failed, which sets VS Code's exit code. */
export async function runAll(): Promise<void> {
  const grep = process.env["UNROLL_TEST_GREP"] ?? "";
  const chosen = tests.filter(({ name }) => name.includes(grep));
  const results: Result[] = chosen.map(({ name }) => ({ name }));
  const save = () => writeFileSync(process.env["UNROLL_TEST_RESULTS"]!, JSON.stringify(results, null, 1));
  save();
  await vscode.commands.executeCommand("workbench.action.closeAuxiliaryBar");
  for (const [i, one] of chosen.entries()) {
    Object.assign(results[i]!, await runOne(one));
    save();
    if (!one.skip) await tidy().catch((error: unknown) => console.error(error));
  }
  if (results.some(({ outcome }) => outcome === "failed")) throw new Error("some tests failed");
}

async function runOne(one: Test): Promise<Omit<Result, "name">> {
  if (one.skip) return { outcome: "skipped", error: one.skip };
  const start = performance.now();
  const elapsedMs = () => Math.round(performance.now() - start);
  try {
    await withLimit(one);
    return { outcome: "passed", elapsedMs: elapsedMs() };
  } catch (error) {
    await user.screenshot(`failed/${one.name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}`).catch(() => undefined);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: "failed", error: text, elapsedMs: elapsedMs() };
  }
}

/** A test that failed must not break the next one: no training is left, no list and no editor. */
async function tidy(): Promise<void> {
  for (const pid of workerPids()) process.kill(pid, "SIGKILL");
  await until("no training process", () => workerPids().length === 0);
  await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.commands.executeCommand("notifications.clearAll");
  await vscode.commands.executeCommand("notifications.hideList");
  // A pointer that rests on something opens its hover over what the next test clicks.
  await user.hover(".monaco-workbench .part.titlebar");
}

async function withLimit({ body, limitMs }: Test): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([Promise.resolve().then(body), limit]);
  } finally {
    clearTimeout(timer);
  }
}
