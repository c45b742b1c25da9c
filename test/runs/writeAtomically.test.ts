/** The order of an atomic write, and what is left when a step of it fails or is the last. */
import * as fs from "node:fs";
import * as path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { files } from "../../src/files/files";
import { removeTemporary } from "../../src/runs/runFiles";
import { writeAtomically } from "../../src/runs/writeAtomically";
import { type Fault, withFault } from "../files/faultyFiles";
import { temporaryFolder } from "./temporaryFolder";

function folderWithA(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = path.join(folder, "a");
  fs.writeFileSync(file, "old");
  return { folder, file };
}

test("temporary file, its bytes to the disk, rename, folder to the disk", async () => {
  const { folder, file } = folderWithA();
  const { calls } = await withFault(undefined, () => writeAtomically(file, "new"));
  expect(calls.map((call) => call.replace("Sync", ""))).toEqual(
    ["open", "write", "fsync", "close", "rename", "open", "fsync", "close"], // prettier-ignore
  );
  expect(fs.readdirSync(folder)).toEqual(["a"]);
  expect(fs.readFileSync(file, "utf8")).toBe("new");
});

test.each([0, 1, 2, 3, 4])("a fault at call %i keeps the old file and no other", async (at) => {
  const { folder, file } = folderWithA();
  const fault: Fault = { at, kind: "once", code: "ENOSPC" };
  await expect(withFault(fault, () => writeAtomically(file, "new"))).rejects.toThrow("ENOSPC");
  expect(fs.readdirSync(folder)).toEqual(["a"]);
  expect(fs.readFileSync(file, "utf8")).toBe("old");
});

test("a kill at any call leaves the old content or the new, and what else is left is removed by the next holder", async () => {
  for (let at = 0; at < 8; at++) {
    const folder = temporaryFolder();
    const file = path.join(folder, "run.json");
    fs.writeFileSync(file, "old");
    const others = [".notes.0123456789ab.tmp", ".run.json.tmp"];
    for (const name of others) fs.writeFileSync(path.join(folder, name), "somebody else's");
    fs.writeFileSync(path.join(folder, ".run.json.4711.tmp"), "of a former version");
    await expect(withFault({ at, kind: "kill" }, () => writeAtomically(file, "new"))).rejects.toThrow("gone");
    expect(fs.readFileSync(file, "utf8")).toBe(at <= 4 ? "old" : "new");
    removeTemporary(folder);
    expect(fs.readdirSync(folder)).toEqual([...others, "run.json"]);
  }
});

test("a file that somebody has put in the way is neither written to nor followed", () => {
  const { folder, file } = folderWithA();
  const other = path.join(folder, "other");
  fs.writeFileSync(other, "mine");
  fs.rmSync(file);
  fs.symlinkSync(other, file);
  writeAtomically(file, "new");
  expect(fs.readFileSync(other, "utf8")).toBe("mine");
  expect(fs.lstatSync(file).isFile()).toBe(true);
});

test.skipIf(process.platform === "win32")(
  "a planted link is not written through, even where its name was foreseen",
  () => {
    const { folder, file } = folderWithA();
    const secret = path.join(temporaryFolder(), "secret");
    fs.writeFileSync(secret, "untouched");
    const planted = path.join(folder, "planted");
    fs.symlinkSync(secret, planted);
    const open = files.openSync;
    const spy = vi.spyOn(files, "openSync");
    onTestFinished(() => spy.mockRestore());
    spy.mockImplementation((name, ...how) => open(String(name).endsWith(".tmp") ? planted : name, ...how));
    expect(() => writeAtomically(file, "new")).toThrow("EEXIST");
    expect(fs.readFileSync(secret, "utf8")).toBe("untouched");
  },
);
