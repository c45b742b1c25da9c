/** The beat goes on while the main thread computes, and never reaches another holder's file. */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BEAT_DIGITS, startBeat } from "../../src/locks/lockBeat";
import { temporaryFolder } from "../runs/temporaryFolder";

const owner = '{"pid":1,"token":"a"}\n';
const zeros = `${"0".repeat(BEAT_DIGITS)}\n`;

/** Blocks this thread, as a long step does, until the file is as wanted. */
function blockUntil(wanted: () => boolean): void {
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  while (!wanted()) Atomics.wait(sleep, 0, 0, 5);
}

function beating(): { file: string; stop: () => void; count: () => number } {
  const file = path.join(temporaryFolder(), "lock");
  writeFileSync(file, `${owner}${zeros}`);
  const stop = startBeat(file, owner, 20);
  onTestFinished(stop);
  return { file, stop, count: () => Number(readFileSync(file, "utf8").slice(owner.length)) };
}

test("it counts up while this thread never comes to its event loop", async () => {
  const { file, count } = beating();
  // The thread is made by now; it starts without this one.
  await new Promise((resolve) => setImmediate(resolve));
  blockUntil(() => count() >= 3);
  expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${owner.replace(/[{}]/g, "\\$&")}\\d{${BEAT_DIGITS}}\\n$`));
});

test("another holder's file is left as it is", () => {
  const { file, count } = beating();
  blockUntil(() => count() >= 1);
  const other = `${owner.replace('"a"', '"b"')}${zeros}`;
  writeFileSync(file, other);
  const before = Date.now();
  blockUntil(() => Date.now() - before > 200);
  expect(readFileSync(file, "utf8")).toBe(other);
});
