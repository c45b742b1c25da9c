/** Snippets by the command that VS Code has for them, and by typing: each is offered once, and the plain layer first. */
import * as assert from "node:assert/strict";
import type * as vscode from "vscode";
import { closeAll, goToEnd, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

const head = "model:\n  - Input: [4, 2]\n";
const picker = ".quick-input-widget:focus-within";
const suggestions = ".suggest-widget.visible";

/** Chooses a snippet in the list of *Insert Snippet* by keyboard. */
async function insertSnippet(name: string, typed: string, picture?: string): Promise<void> {
  await user.pickCommand("Snippets: Insert Snippet");
  await until("the list of snippets", async () => (await user.texts(`${picker} .monaco-list-row`)).length > 1);
  if (picture) await user.screenshot(picture);
  await user.type(typed);
  await until(name, async () => {
    const chosen = await user.text(`${picker} .monaco-list-row.focused .label-name`);
    return chosen?.trim() === name;
  });
  await user.press("Enter");
}

const textBecomes = (document: vscode.TextDocument, expected: string): Promise<void> =>
  until(`${JSON.stringify(expected)}`, () => document.getText() === expected);

test("snippets: Insert Snippet has the layers, each with the dash that its place wants", async () => {
  const below = await writeFile("snippets.rnn.yaml", `${head}  `);
  await goToEnd();
  await insertSnippet("LSTM", "lstm", "insert-snippet");
  await textBecomes(below, `${head}  - LSTM: 32`);
  await closeAllWithout(below);
  const behind = await writeFile("behind.rnn.yaml", `${head}  - `);
  await goToEnd();
  await insertSnippet("TimeDistributed", "timedis");
  await textBecomes(behind, `${head}  - TimeDistributed: {Dense: 5}`);
  await closeAllWithout(behind);
});

test("snippets: Insert Snippet writes a whole model into an empty file", async () => {
  const document = await writeFile("whole.rnn.yaml", "");
  await goToEnd();
  await insertSnippet("model-many-to-one", "model-many-to-one");
  await until("a model", () => document.getText().includes("model:\n  - Input: [3, 5]"));
  await closeAllWithout(document);
});

test("snippets: lstm and Tab is the plain layer, and nothing is offered twice", async () => {
  const document = await writeFile("typed.rnn.yaml", `${head}  `);
  await goToEnd();
  await user.type("lstm");
  await until("the plain layer first", async () => {
    const chosen = await user.text(`${suggestions} .monaco-list-row.focused .label-name`);
    return chosen?.trim() === "LSTM";
  });
  await user.screenshot("lstm-suggestions");
  const offered = (await user.texts(`${suggestions} .monaco-list-row .label-name`)).map((one) => one.trim());
  assert.deepEqual(
    offered.filter((one, at) => offered.findIndex((other) => other.toLowerCase() === one.toLowerCase()) < at),
    [],
  );
  assert.deepEqual(offered.slice(0, 2), ["LSTM", "lstm-sequences"]);
  await user.press("Tab");
  await textBecomes(document, `${head}  - LSTM: 32`);
  await closeAllWithout(document);
});

/** What was written by keyboard only is not asked about. */
async function closeAllWithout(document: vscode.TextDocument): Promise<void> {
  await document.save();
  await closeAll();
}
