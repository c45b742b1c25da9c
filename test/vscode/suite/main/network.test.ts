/** Show Network: the map beside its file, in step with the text and the cursor, and as a file. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, setTheme, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

const pairs = `model:
  - Input: {shape: [null, 40], name: source}
  - LSTM: {units: 64, return_state: true, name: encoder}
  - Input: {shape: [null, 50], name: target}
  - LSTM: {units: 64, return_sequences: true, initial_state: [encoder/h, encoder/c], name: decoder}
  - Dense: {units: 50, activation: softmax, name: words}
`;

const summary = async (): Promise<string> => (await user.frameText(".summary")) ?? "";
const marked = (): Promise<string | null> =>
  user.evaluateInFrame<string | null>(
    "#panel",
    "document.querySelector('[aria-current=true]')?.getAttribute('aria-label') ?? null",
  );

test("Show Network: follows the text and the cursor; a click goes to the line", async () => {
  await closeAll();
  const document = await writeFile("pairs.rnn.yaml", pairs);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  await user.pickCommand("Unroll: Show Network");
  await until("the map", async () => (await summary()).endsWith("parameters: 59,570 · layers: 5"));
  assert.equal(vscode.window.activeTextEditor?.document, document, "the keyboard stays in the editor");

  editor.selection = new vscode.Selection(4, 8, 4, 8);
  await until("the mark at the decoder", async () => (await marked())?.startsWith("LSTM 64, decoder") ?? false);
  await user.screenshot("network-dark");

  await user.clickInFrame('.node[data-node="1"]');
  await until("the cursor at the encoder", () => vscode.window.activeTextEditor?.selection.active.line === 2);

  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(5, 0, 6, 0), "  - Dense: 50\n  - Dropout: 0.5\n");
  await vscode.workspace.applyEdit(edit);
  await until("the new layer", async () => (await summary()).endsWith("layers: 6"));

  await user.clickInFrame(".choices button:last-child");
  await until("the map over time", async () => (await user.frameTexts(".word.time")).includes("T"));
  await user.screenshot("network-time-dark");
  for (const [name, theme] of [
    ["light", "Default Light Modern"],
    ["high-contrast", "Default High Contrast"],
  ] as const) {
    await setTheme(theme);
    await until("the theme", async () => (await summary()).length > 0);
    await user.screenshot(`network-time-${name}`);
  }
  await setTheme("Default Dark Modern");
});

test("the map is saved as a file", async () => {
  await closeAll();
  await writeFile("pairs.rnn.yaml", pairs);
  await vscode.commands.executeCommand("unroll.showNetwork");
  await until("the map", async () => (await summary()).endsWith("layers: 5"));
  await user.clickInFrame(".save");
  await until("the place to save", async () => (await user.texts(".quick-input-widget:focus-within")).length > 0);
  await user.press("Enter");
  const found = (): Thenable<vscode.Uri[]> => vscode.workspace.findFiles("pairs.svg", null);
  await until("the file", async () => (await found()).length === 1);
  const [file] = await found();
  assert.ok(file);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  assert.match(text, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(text, />LSTM 64<\/text>/);
  await vscode.workspace.fs.delete(file);
  await closeAll();
});
