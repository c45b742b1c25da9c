/** Paths of a model file stay inside. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { containedPath } from "../../src/sources/containedPath";
import { temporaryFolder } from "../runs/temporaryFolder";

test("inside the workspace or the model file's folder", () => {
  const root = temporaryFolder();
  const workspace = path.join(root, "workspace");
  mkdirSync(path.join(workspace, "models"), { recursive: true });
  writeFileSync(path.join(workspace, "w"), "");
  writeFileSync(path.join(root, "secret"), "");
  symlinkSync(root, path.join(workspace, "out"));
  const model = path.join(workspace, "models", "a.rnn.yaml");
  expect(containedPath("../w", model, workspace)).toBe(path.join(workspace, "w"));
  expect(containedPath("not/there", model, workspace)).toBe(path.join(workspace, "models", "not", "there"));
  for (const outside of [
    "../../secret",
    "../out/secret",
    "../out/not-there",
    "/etc/passwd",
    "~/w",
    "\\\\host\\share",
    "..\\..\\secret",
    "file:///etc/passwd",
    "c:\\w",
    "a\0b",
  ]) {
    expect([outside, containedPath(outside, model, workspace)]).toEqual([outside, undefined]);
  }
});
