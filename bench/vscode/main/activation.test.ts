/** Measures the extension's activation in the extension host: loading its bundle and running `activate`. */
import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { test } from "../../../test/vscode/suite/registry";

test("activation", async () => {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn");
  assert.ok(extension);
  assert.equal(extension.isActive, false, "it is active before a model file is open");
  await sleep(4000); // the window is still opening, and would be measured too
  const start = performance.now();
  await extension.activate();
  const activationMs = performance.now() - start;
  writeFileSync(process.env["UNROLL_BENCH_REPORT"]!, JSON.stringify({ vscode: vscode.version, activationMs }));
});
