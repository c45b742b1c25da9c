/** What is kept beside a model stays out of version control, and what somebody wrote there stays as it is. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { keepOutOfGit } from "../../src/runs/keepOutOfGit";
import { temporaryFolder } from "./temporaryFolder";

test("all of .unroll is left out", () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, ".unroll"));
  keepOutOfGit(folder);
  keepOutOfGit(folder);
  expect(readFileSync(path.join(folder, ".unroll", ".gitignore"), "utf8")).toBe("*\n");
});

test("a file that is there is left alone", () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, ".unroll"));
  writeFileSync(path.join(folder, ".unroll", ".gitignore"), "mine");
  keepOutOfGit(folder);
  expect(readFileSync(path.join(folder, ".unroll", ".gitignore"), "utf8")).toBe("mine");
});
