/** Restricted Mode: hints and findings work, training waits for trust. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, textWithHints } from "../editorDoor";
import { test } from "../registry";
import { user } from "../user";

test("hints work without trust, training does not", async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const document = await openFile("many-to-one.rnn.yaml");
  assert.match(await textWithHints(document), /- LSTM: 32‹→ \(None, 32\) · 4,864›/);
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await vscode.commands.executeCommand("notifications.showList");
  await user.waitForText("Training waits until this workspace is trusted", { selector: ".notifications-center" });
  const runs = await vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);
  assert.deepEqual(runs, []);
});
