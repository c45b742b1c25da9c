/** Save as…: from the panel, from the palette and by keyboard, in each form; the ending that is written decides. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows } from "../trainingDoor";
import { soon, until, user } from "../user";

const model = `name: kept views
seed: 5
data: {task: equal_previous, samples: 16, length: 6}
model:
  - Input: [6, 1]
  - LSTM: {units: 4, return_sequences: true}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: adam, loss: binary_crossentropy}
fit: {epochs: 5, batch_size: 8}
`;

/** The dialog asks for a place: the proposed one, or another name in its folder. */
async function saveUnder(name?: { readonly proposed: string; readonly wanted: string }): Promise<void> {
  const box =
    ".quick-input-widget:focus-within input[type=text], .quick-input-widget:focus-within .quick-input-box input";
  await until("the place to save", async () => /\/kept[^/]*\.\w+$/.test((await user.inputValue(box)) ?? ""));
  if (name) {
    const place = (await user.inputValue(box)) ?? "";
    await user.press("Control+A");
    await user.insert(place.replace(name.proposed, name.wanted));
    await until(
      "the other name",
      async () => (await user.inputValue(box)) === place.replace(name.proposed, name.wanted),
    );
  }
  // A dialog that is still reading the folder for what was typed takes no Enter.
  const isOpen = async (): Promise<boolean> => (await user.texts(".quick-input-widget:focus-within")).length > 0;
  await until("the dialog to close", async () => {
    await user.press("Enter");
    return soon(async () => !(await isOpen()), 4000);
  });
}

async function contentOf(name: string): Promise<Uint8Array> {
  const found = (): Thenable<vscode.Uri[]> => vscode.workspace.findFiles(name, null);
  await until(name, async () => {
    const [file] = await found();
    return file !== undefined && (await vscode.workspace.fs.stat(file)).size > 0;
  });
  const [file] = await found();
  assert.ok(file);
  const bytes = await vscode.workspace.fs.readFile(file);
  await vscode.workspace.fs.delete(file);
  return bytes;
}
const textOf = async (name: string): Promise<string> => new TextDecoder().decode(await contentOf(name));

test("views are saved as SVG, PNG, CSV and JSON, from the panel and by keyboard", async () => {
  await closeAll();
  const { uri } = await writeFile("kept.rnn.yaml", model);
  await vscode.commands.executeCommand("unroll.train", uri);
  await panelShows(/finished · epoch 5 of 5/);
  await until("the score", async () => (await user.frameTexts(".part-inside .row-title")).length > 5);
  const saveFromPanel = async (part: string, view: string, format: string): Promise<void> => {
    await user.clickInFrame(`.part-${part} .save-menu summary`);
    await user.clickInFrame(`.part-${part} [data-view="${view}"] [data-format="${format}"]`);
  };
  await saveFromPanel("inside", "score", "svg");
  await saveUnder();
  const svg = await textOf("kept-score.svg");
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(svg, />forget gate<\/text>/);
  await saveFromPanel("loss", "loss", "png");
  await saveUnder();
  const png = await contentOf("kept-loss.png");
  assert.deepEqual([...png.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // Another ending than the menu's: the file is what its name says.
  await saveFromPanel("predictions", "predictions", "svg");
  await saveUnder({ proposed: "kept-predictions.svg", wanted: "kept answers.csv" });
  assert.match(await textOf("kept answers.csv"), /^output,part,sample,t,feature,prediction,decision,target\n/);

  const rows = async (): Promise<number> => (await user.texts(".quick-input-list .monaco-list-row")).length;
  // A key that comes while the focus is still on its way to the panel is nobody's.
  await until("the views", async () => {
    await user.focusInFrame(".part-loss .save-menu summary");
    await user.press("Control+Shift+S");
    return soon(async () => (await rows()) === 6, 4000);
  });
  await user.type("Gradient");
  await user.press("Enter");
  await until("the forms", async () => (await rows()) === 4);
  await user.screenshot("save-view-as-dark");
  await user.type("JSON");
  await user.press("Enter");
  await saveUnder();
  const { title, rows: numbers } = JSON.parse(await textOf("kept-gradient.json")) as { title: string; rows: object[] };
  assert.match(title, /^Gradient by step: lstm/);
  assert.deepEqual(
    numbers.map((row) => Object.keys(row).join()),
    Array<string>(6).fill("layer,t,gradient_norm"),
  );
  await closeAll();
});
