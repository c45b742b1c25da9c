/** Files that are none, too large, or somewhere else by the time they are opened. */
import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { FileRefused, readBeginning, readPlainFile } from "../../src/files/plainFile";
import { temporaryFolder } from "../runs/temporaryFolder";

const isWindows = process.platform === "win32";

/** The word for why, or what was read. */
function outcome(file: string, options: { limit?: number; within?: string[] } = {}): string {
  try {
    return readPlainFile(file, { limit: 1000, ...options }).toString();
  } catch (error) {
    return error instanceof FileRefused ? error.code : ((error as NodeJS.ErrnoException).code ?? "?");
  }
}

describe("what is no plain file", () => {
  test("a folder, a device, nothing", () => {
    const folder = temporaryFolder();
    expect(outcome(folder)).toBe(isWindows ? "EPERM" : "no-plain-file");
    expect(outcome(path.join(folder, "missing"))).toBe("ENOENT");
    if (!isWindows) expect(outcome("/dev/zero")).toBe("no-plain-file");
  });

  test.skipIf(isWindows)("a pipe that nobody writes to is not waited for", async () => {
    const pipe = path.join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(outcome(pipe)).toBe("no-plain-file");
    await expect(readBeginning(pipe, { limit: 10 })).rejects.toMatchObject({ code: "no-plain-file" });
  });

  test.skipIf(isWindows)("a link that leads to itself", () => {
    const link = path.join(temporaryFolder(), "link");
    symlinkSync(link, link);
    expect(outcome(link)).toBe("ELOOP");
  });
});

describe("the limit", () => {
  test("a file of exactly that size is read whole, one more byte is refused", () => {
    const file = path.join(temporaryFolder(), "a");
    writeFileSync(file, "x".repeat(1000));
    expect(outcome(file)).toHaveLength(1000);
    writeFileSync(file, "x".repeat(1001));
    expect(outcome(file)).toBe("too-large");
  });

  test("ten gigabytes are refused before a buffer is made, and their beginning can be read", async () => {
    const file = path.join(temporaryFolder(), "a");
    writeFileSync(file, "head");
    truncateSync(file, 10 * 2 ** 30);
    const before = process.memoryUsage().arrayBuffers;
    expect(outcome(file, { limit: 2 ** 30 })).toBe("too-large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    expect((await readBeginning(file, { limit: 4 })).toString()).toBe("head");
  });

  test.skipIf(process.platform !== "linux")("holds where the size is not known beforehand", () => {
    const whole = outcome("/proc/self/status", { limit: 100_000 });
    expect(whole).toContain("VmRSS");
    expect(outcome("/proc/self/status", { limit: 100 })).toBe("too-large");
  });
});

describe.skipIf(isWindows)("the folders", () => {
  test("a link inside that leads outside is refused, one that stays is not, nor a folder that is a link itself", () => {
    const root = temporaryFolder();
    const inside = path.join(root, "inside");
    mkdirSync(inside);
    writeFileSync(path.join(root, "secret"), "secret");
    writeFileSync(path.join(inside, "own"), "own");
    symlinkSync(path.join(root, "secret"), path.join(inside, "out"));
    symlinkSync(path.join(inside, "own"), path.join(inside, "in"));
    symlinkSync(inside, path.join(root, "door"));
    const within = [inside];
    expect(outcome(path.join(inside, "out"), { within })).toBe("outside");
    expect(outcome(path.join(inside, "in"), { within })).toBe("own");
    expect(outcome(path.join(root, "door", "own"), { within: [path.join(root, "door")] })).toBe("own");
    expect(outcome(path.join(inside, "own"), { within: [path.join(root, "insid")] })).not.toBe("own");
  });

  /** Renames a plain file and a link to a secret onto one name, over and over, until it is told to end. */
  const swapper = `
    const { renameSync, writeFileSync, symlinkSync, unlinkSync } = require("node:fs");
    const { parentPort, workerData: { inside, secret, flag } } = require("node:worker_threads");
    const ended = new Int32Array(flag);
    parentPort.postMessage("here");
    for (let swap = 0; Atomics.load(ended, 0) === 0; swap++) {
      const next = inside + "/next";
      if (swap % 2 === 0) symlinkSync(secret, next); else writeFileSync(next, "own");
      renameSync(next, inside + "/data");
      Atomics.add(ended, 1, 1);
    }`;

  test("a file that is swapped for a link while it is opened never lets out what the link leads to", async () => {
    const root = realpathSync(temporaryFolder());
    const inside = path.join(root, "inside");
    mkdirSync(inside);
    const secret = path.join(root, "secret");
    writeFileSync(secret, "secret");
    writeFileSync(path.join(inside, "data"), "own");
    const flag = new SharedArrayBuffer(8);
    const swaps = new Int32Array(flag);
    const worker = new Worker(swapper, { eval: true, workerData: { inside, secret, flag } });
    await new Promise((resolve) => worker.once("message", resolve));
    const seen = new Map<string, number>();
    while (Atomics.load(swaps, 1) < 500 || seen.size < 2) {
      const how = outcome(path.join(inside, "data"), { within: [inside] });
      seen.set(how, (seen.get(how) ?? 0) + 1);
    }
    Atomics.store(swaps, 0, 1);
    await new Promise((resolve) => worker.once("exit", resolve));
    // An empty answer is a file that was opened between its making and its first byte.
    expect([...seen.keys()].filter((how) => !["own", "outside", ""].includes(how))).toEqual([]);
    expect(seen.get("outside")).toBeGreaterThan(0);
  });
});
