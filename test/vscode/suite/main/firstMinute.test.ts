/** From nothing to a model file: New Model and where it is found, files that lack a name or words, and the panel that follows. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openFile, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows } from "../trainingDoor";
import { until, user } from "../user";

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri as vscode.Uri;
const exists = (file: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
const front = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;

test("New Model asks for a template and a name, and writes the file", async () => {
  await closeAll();
  await user.pickCommand("Unroll: New Model");
  await user.waitForText("stacked", { selector: ".quick-input-list" });
  await user.screenshot("new-model-template");
  await user.insert("stacked");
  await user.press("Enter");
  await until("the name", async () => (await user.inputValue(".quick-input-box input")) === "stacked-2.rnn.yaml");
  await user.type("mine");
  await user.screenshot("new-model-name");
  await user.press("Enter");
  const file = vscode.Uri.joinPath(folder(), "mine.rnn.yaml");
  await until("the new file", () => front()?.uri.toString() === file.toString());
  assert.equal(front()?.languageId, "rnn-model");
  assert.equal(front()?.isDirty, false);
  assert.match(front()?.getText() ?? "", /LSTM: \{units: 16, return_sequences: true\}/);
});

test("New Model stands under File, New File, and in the menu of a folder", async () => {
  await closeAll();
  void vscode.commands.executeCommand("welcome.showNewFileEntries");
  await user.waitForText("New Model", { selector: ".quick-input-list" });
  await user.press("Escape");
  const sub = vscode.Uri.joinPath(folder(), "lessons");
  await vscode.workspace.fs.createDirectory(sub);
  void vscode.commands.executeCommand("unroll.newModel", sub);
  await user.waitForText("stacked", { selector: ".quick-input-list" });
  await user.insert("jordan");
  await user.press("Enter");
  await until("the name", async () => (await user.inputValue(".quick-input-box input")) === "jordan.rnn.yaml");
  await user.press("Enter");
  await until("the new file", () => front()?.uri.path.endsWith("/lessons/jordan.rnn.yaml") ?? false);
});

test("an empty file is greeted with the way to a template, and filled by it", async () => {
  await closeAll();
  const document = await writeFile("empty.rnn.yaml", "");
  await user.waitForText("Choose a template", { selector: ".codelens-decoration" });
  assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  await user.screenshot("empty-file");
  await user.click(".codelens-decoration a:has-text('Choose a template')");
  await user.waitForText("many-to-one", { selector: ".quick-input-list" });
  await user.press("Enter");
  await until("the template", () => document.getText().includes("LSTM: 32"));
  await user.waitForText("Train", { selector: ".codelens-decoration" });
  await vscode.commands.executeCommand("workbench.action.files.save");
});

const small =
  "model: [Input: [3, 2], GRU: 4, Dense: 1]\ndata: {x: [[[1, 2], [2, 3], [3, 4]]], y: [1]}\ncompile: {loss: mse}\n";

test("a file of YAML that begins like a model is offered its name", async () => {
  await closeAll();
  const lost = vscode.Uri.joinPath(folder(), "lost.yaml");
  await vscode.workspace.fs.writeFile(lost, new TextEncoder().encode(small));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(lost));
  await vscode.commands.executeCommand("notifications.showList");
  await user.waitForText("Under the name lost.rnn.yaml", { selector: ".notifications-center" });
  await user.screenshot("yaml-offered-name");
  await user.click(".notifications-center .monaco-button:has-text('Rename to')");
  await until("the new name", () => front()?.uri.path.endsWith("/lost.rnn.yaml") ?? false);
  assert.equal(front()?.languageId, "rnn-model");
  assert.equal(await exists(lost), false);
});

test("Train saves a file that has no name yet", async () => {
  await closeAll();
  const document = await vscode.workspace.openTextDocument({ language: "rnn-model", content: small });
  await vscode.window.showTextDocument(document);
  await user.pickCommand("Unroll: Train");
  await user.waitForText("Save As", { selector: ".quick-input-widget" });
  await user.press("Control+A");
  await user.insert(vscode.Uri.joinPath(folder(), "named.rnn.yaml").fsPath);
  await user.screenshot("train-unsaved");
  // The dialog takes no answer while it still looks at what was typed.
  await until("the dialog to take the name", async () => {
    if ((await user.texts(".quick-input-widget:focus-within")).length === 0) return true;
    await user.press("Enter");
    return false;
  });
  await panelShows(/named\.rnn\.yaml.*finished/);
});

test("one panel follows the file in front; a pinned one stays", async () => {
  await closeAll();
  await openFile("many-to-one.rnn.yaml");
  await user.press("Control+K");
  await user.press("v");
  await panelShows(/many-to-one\.rnn\.yaml.*5,029/);
  await openFile("bidirectional.rnn.yaml");
  await panelShows(/bidirectional\.rnn\.yaml.*2,762/);
  await vscode.commands.executeCommand("unroll.pinPanel");
  await openFile("stacked.rnn.yaml");
  await vscode.commands.executeCommand("unroll.showPanel");
  await panelShows(/stacked\.rnn\.yaml.*6,630/);
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all.map(({ label }) => label));
  assert.deepEqual(tabs.filter((label) => label.startsWith("Unroll: ")).sort(), [
    "Unroll: bidirectional.rnn.yaml",
    "Unroll: stacked.rnn.yaml",
  ]);
});
