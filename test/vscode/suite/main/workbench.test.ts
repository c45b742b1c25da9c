/** That the suite really sits in a workbench: the window, the keyboard, the screen and the workspace copy. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

test("the workspace is a trusted copy", () => {
  assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  assert.equal(vscode.workspace.isTrusted, true);
  assert.equal(vscode.env.language, "en");
});

test("keys reach the editor and its text reaches the test", async () => {
  const document = await vscode.workspace.openTextDocument({ content: "", language: "plaintext" });
  await vscode.window.showTextDocument(document);
  await user.click(".monaco-editor .view-lines");
  await user.type("typed by hand");
  await until("the typed text", () => document.getText() === "typed by hand");
  await user.waitForText("typed by hand", { selector: ".view-lines" });
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});

test("the palette chooses a command by keyboard", async () => {
  await closeAll();
  await user.pickCommand("View: Show Search");
  await until("the search view", async () => (await user.texts(".part.sidebar .search-view")).length > 0);
  await user.pickCommand("View: Show Explorer");
});

// The last test: run.mjs then closes the window and fails the launch where a process is left behind.
test("the window may close while a network trains", async () => {
  await closeAll();
  const text =
    "data: {x: [[1, 2, 3, 4]], y: [1]}\nmodel:\n  - Input: [4, 1]\n  - LSTM: 64\n  - Dense: 1\ncompile: {loss: mse}\nfit: {epochs: 100000000}\n";
  const document = await writeFile("open-end.rnn.yaml", text);
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await until(
    "the run's folder",
    async () => (await vscode.workspace.findFiles("**/.unroll/runs/*open-end*/run.json", null)).length > 0,
  );
});
