/** Restricted Mode: hints and findings work, training waits for trust. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, textWithHints, writeFile } from "../editorDoor";
import { test } from "../registry";
import { user } from "../user";

test("hints work without trust, training does not", async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const document = await openFile("many-to-one.rnn.yaml");
  assert.match(await textWithHints(document), /- LSTM: 32‹→ \(None, 32\) · 4,864›/);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, "prices.csv"), new TextEncoder().encode("a,b\n"));
  const series = await writeFile("series.rnn.yaml", "data: {file: \n");
  const place = new vscode.Position(0, "data: {file: ".length);
  const command = "vscode.executeCompletionItemProvider";
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, series.uri, place);
  assert.deepEqual(items, [], "nothing is looked up on the disk");
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await vscode.commands.executeCommand("notifications.showList");
  await user.waitForText("Training waits until this workspace is trusted", { selector: ".notifications-center" });
  await user.waitForText("Manage Trust", { selector: ".notifications-center" });
  await user.screenshot("restricted");
  const runs = await vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);
  assert.deepEqual(runs, []);
});
