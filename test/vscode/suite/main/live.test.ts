/** Live mode: an edit trains the model anew, the panel says what changed, and one run lies in its folder. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows, runFolders, smallModel, workerPids } from "../trainingDoor";
import { until, user } from "../user";

const model = smallModel("alive", "epochs: 4");

async function replace(document: vscode.TextDocument, old: string, next: string): Promise<void> {
  const at = document.getText().indexOf(old);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + old.length)), next);
  await vscode.workspace.applyEdit(edit);
}

test("live mode: what is edited is trained anew, the panel shows what changed, and a longer run waits", async () => {
  await closeAll();
  const document = await writeFile("alive.rnn.yaml", model);
  await vscode.commands.executeCommand("unroll.showPanel", document.uri);
  await panelShows(/not trained yet/);
  await user.clickInFrame("#panel .actions vscode-checkbox");
  await panelShows(/What stands in the file is trained\./);
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  const named = /alive.rnn.yaml: trained, loss .+ ·\s+Live\s*$/;
  await until("the status bar names live mode", async () =>
    (await user.texts(".statusbar-item")).some((text) => named.test(text)),
  );
  const live = (): Thenable<vscode.Uri[]> => vscode.workspace.findFiles("**/.unroll/live/*alive*/run.json", null);
  const [first] = await live();
  await replace(document, "GRU: 8", "GRU: 12");
  const text = await panelShows(/What stands in the file is trained\. Layer GRU 8 → to GRU 12/);
  assert.match(text, /Parameters 297 → to 589 Final loss 0?[\d.]+ → to 0?[\d.]+ (better|worse) Predictions moved on average by 0?[\d.]+/); // prettier-ignore
  await user.screenshot("live-dark");
  await panelShows(/Inside.*after epoch 4/i);
  const runs = await live();
  assert.equal(runs.length, 1);
  assert.notEqual(runs[0]?.path, first?.path);
  assert.deepEqual(await runFolders("alive"), []);
  await replace(document, "epochs: 4", "epochs: 4000000");
  await panelShows(/Waits: by the plan a run takes about/);
  assert.equal(workerPids().length, 0);
  assert.equal((await live())[0]?.path, runs[0]?.path);
  await user.pickCommand("Unroll: Switch Live Mode");
  await until("the switch is off", async () => !(await user.frameText("#panel"))?.includes("Waits:"));
  assert.equal(vscode.workspace.getConfiguration().get("unroll.live.enabled"), false);
});

const stacked = `seed: 5
data: {task: adding, length: 6, samples: 40, seed: 2}
model:
  - Input: [6, 2]
  - LSTM: {units: 4, return_sequences: true, name: lower}
  - GRU: {units: 4, name: upper}
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {epochs: 4}
`;

test("the cursor on a layer chooses it in the panel, and a click on a layer in the panel goes to its line", async () => {
  await closeAll();
  const document = await writeFile("stacked.rnn.yaml", stacked);
  await user.pickCommand("Unroll: Train");
  await panelShows(/finished · epoch 4 of 4/);
  const chosen = (): Promise<string | null> =>
    user.evaluateInFrame<string | null>(
      "#panel",
      "document.querySelector('.part-model [aria-current=true]')?.textContent ?? null",
    );
  await until("the first recurrent layer", async () => (await chosen())?.includes("lower") ?? false);
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  assert.ok(editor);
  editor.selection = new vscode.Selection(5, 8, 5, 8);
  await until("the layer at the cursor", async () => (await chosen())?.includes("upper") ?? false);
  await user.screenshot("cursor-chooses-layer");
  await user.clickInFrame(".part-model button[title*='lower']");
  await until("the cursor at the layer's line", () => editor.selection.active.line === 4);
  await until("the layer in the panel", async () => (await chosen())?.includes("lower") ?? false);
});
