/** Restricted Mode: hints and findings work, training waits for trust. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, textWithHints } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

test("hints work without trust, training does not", async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const document = await openFile("many-to-one.rnn.yaml");
  assert.match(await textWithHints(document), /- LSTM: 32‹→ \(None, 32\) · 4,864›/);
  const refused = vscode.commands.executeCommand("unroll.train", document.uri);
  await user.waitForText("Training waits until this workspace is trusted", { selector: ".notifications-toasts" });
  await refused;
  const runs = await vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);
  assert.deepEqual(runs, []);
  await until("the status", () => true);
});
