/**
 * The packaged extension, installed as a user does, in a folder that came from elsewhere: hints without trust, no training; then the
 * folder is trusted, a network is trained, and the panel and the map show it.
 */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, textWithHints, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows, workerPids } from "../trainingDoor";
import { until, user } from "../user";

const findRuns = (): Thenable<vscode.Uri[]> => vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);

test("the extension lies among the installed ones, and wakes with the first model file", async () => {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn");
  assert.match(extension?.extensionPath ?? "", /[\\/]extensions[\\/]unroll\.unroll-rnn-\d/);
  assert.equal(extension?.isActive, false);
  await user.press("Control+P");
  await until("the list of files", async () => (await user.texts(".quick-input-widget:focus-within")).length > 0);
  await user.type("many-to-one.rnn");
  await user.waitForText("many-to-one.rnn.yaml", { selector: ".quick-input-list" });
  await user.press("Enter");
  await user.waitForText("→ (None, 32) · 4,864", { selector: ".view-lines" });
  assert.equal(vscode.window.activeTextEditor?.document.languageId, "rnn-model");
  assert.equal(extension?.isActive, true);
});

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
  assert.deepEqual(await findRuns(), []);
});

test("once the folder is trusted, Train trains and the panel shows its result", async () => {
  await vscode.commands.executeCommand("workbench.trust.manage");
  await user.click(".workspace-trust-editor .monaco-button:has-text('Trust')");
  await until("the trust", () => vscode.workspace.isTrusted);
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  const text = await panelShows(/4 of 4/);
  assert.match(text, /finished .*100/);
  assert.match(text, /5,029/);
  await until("no training process", () => workerPids().length === 0);
  assert.equal((await findRuns()).length, 1);
  await user.screenshot("installed-train");
});

test("the map of the network is there", async () => {
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Show Network");
  await until("the map", async () => /parameters: 5,029/.test((await user.frameText(".summary")) ?? ""));
});
