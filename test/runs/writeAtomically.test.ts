/** The order of an atomic write, and what is left when a step of it fails. */
import * as fs from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { writeAtomically, type WritingFileSystem } from "../../src/runs/writeAtomically";
import { temporaryFolder } from "./temporaryFolder";

const steps = ["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync", "unlinkSync"] as const;

/** The real file system, with a record of its calls and a fault at one of them. */
function faulting(fault?: string): { fs: WritingFileSystem; calls: string[] } {
  const calls: string[] = [];
  const wrapped = steps.map((step) => [
    step,
    (...args: unknown[]): unknown => {
      calls.push(step.replace("Sync", ""));
      if (`${calls.length} ${step}` === fault) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      return (fs[step] as (...given: unknown[]) => unknown)(...args);
    },
  ]);
  return { fs: Object.fromEntries(wrapped) as WritingFileSystem, calls };
}

test("temporary file, its bytes to the disk, rename, folder to the disk", () => {
  const folder = temporaryFolder();
  const { fs: recorded, calls } = faulting();
  writeAtomically(path.join(folder, "a"), "new", recorded);
  expect(calls).toEqual(["open", "write", "fsync", "close", "rename", "open", "fsync", "close"]);
  expect(fs.readdirSync(folder)).toEqual(["a"]);
});

test.each(["1 openSync", "2 writeSync", "3 fsyncSync", "5 renameSync"])(
  "a fault at %s keeps the old file and no other",
  (fault) => {
    const folder = temporaryFolder();
    const file = path.join(folder, "a");
    fs.writeFileSync(file, "old");
    expect(() => writeAtomically(file, "new", faulting(fault).fs)).toThrow("no space");
    expect(fs.readdirSync(folder)).toEqual(["a"]);
    expect(fs.readFileSync(file, "utf8")).toBe("old");
  },
);

/** Opens every new file under the one name that a link has been planted at. */
const foreseen = (planted: string): WritingFileSystem => ({
  ...fs,
  openSync: (file, ...how) => fs.openSync(String(file).endsWith(".tmp") ? planted : file, ...how),
});

test.skipIf(process.platform === "win32")(
  "a planted link is not written through, even where its name was foreseen",
  () => {
    const folder = temporaryFolder();
    const secret = path.join(temporaryFolder(), "secret");
    fs.writeFileSync(secret, "untouched");
    const planted = path.join(folder, "planted");
    fs.symlinkSync(secret, planted);
    expect(() => writeAtomically(path.join(folder, "a"), "new", foreseen(planted))).toThrow("EEXIST");
    expect(fs.readFileSync(secret, "utf8")).toBe("untouched");
  },
);

test("two writes of one process never share a temporary file", () => {
  const folder = temporaryFolder();
  const names: string[] = [];
  const watched: WritingFileSystem = {
    ...fs,
    renameSync: (from, to) => {
      names.push(String(from));
      fs.renameSync(from, to);
    },
  };
  for (const text of ["one", "two"]) writeAtomically(path.join(folder, "a"), text, watched);
  expect(new Set(names).size).toBe(2);
});
