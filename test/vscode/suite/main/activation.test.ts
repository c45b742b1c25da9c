/** That the extension wakes with the first model file, and not before. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { test } from "../registry";
import { until } from "../user";

test("the extension wakes when a model file is opened", async () => {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn");
  assert.ok(extension);
  assert.equal(extension.isActive, false);
  const [file] = await vscode.workspace.findFiles("many-to-one.rnn.yaml");
  assert.ok(file);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  assert.equal(document.languageId, "rnn-model");
  await until("the extension to be active", () => extension.isActive);
});
