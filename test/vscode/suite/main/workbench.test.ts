/** That the suite really sits in a workbench: the window, the keyboard, the screen and the workspace copy. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll } from "../editorDoor";
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
