/** The header of a data file, and nothing of what is no plain file. */
import { execFileSync } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { readColumns } from "../../src/sources/readColumns";
import { temporaryFolder } from "../runs/temporaryFolder";

test("the header, however long the file is", async () => {
  const file = path.join(temporaryFolder(), "a.csv");
  writeFileSync(file, "date,close\n1,2\n");
  truncateSync(file, 10 * 2 ** 30);
  expect(await readColumns(file)).toEqual({ names: ["date", "close"], isWhole: true });
});

test("no folder, no pipe, nothing that is not there", async () => {
  const root = temporaryFolder();
  mkdirSync(path.join(root, "folder.csv"));
  expect((await readColumns(path.join(root, "folder.csv"))).names).toEqual([]);
  expect((await readColumns(path.join(root, "missing.csv"))).names).toEqual([]);
  if (process.platform === "win32") return;
  execFileSync("mkfifo", [path.join(root, "pipe.csv")]);
  expect((await readColumns(path.join(root, "pipe.csv"))).names).toEqual([]);
});
