/**
 * Takes the pictures of the walkthrough, light and dark, in the editor's language; they are then moved to media/walkthrough/<language>:
 *
 *   UNROLL_VSCODE=web UNROLL_VSCODE_LOCALE=es node test/vscode/run.mjs --launch main --suite test/vscode/pictures
 */
import * as vscode from "vscode";
import { closeAll, openFile, setTheme, writeFile } from "../../suite/editorDoor";
import { test } from "../../suite/registry";
import { panelShows } from "../../suite/trainingDoor";
import { until, user } from "../../suite/user";

const language = vscode.env.language === "es" ? "es" : "en";

const quiet = {
  "workbench.activityBar.location": "hidden",
  "workbench.statusBar.visible": false,
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "editor.lightbulb.enabled": "off",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "window.menuBarVisibility": "hidden",
  "editor.fontSize": 15,
  "editor.scrollbar.vertical": "hidden",
  "editor.overviewRulerBorder": false,
};

async function inBothThemes(name: string): Promise<void> {
  for (const [theme, word] of [
    ["Default Light Modern", "light"],
    ["Default Dark Modern", "dark"],
  ] as const) {
    await setTheme(theme);
    const kind = word === "light" ? vscode.ColorThemeKind.Light : vscode.ColorThemeKind.Dark;
    await until("the theme", () => vscode.window.activeColorTheme.kind === kind);
    await new Promise((wait) => setTimeout(wait, 1000));
    await user.screenshot(`walkthrough/${language}/${name}-${word}`);
  }
}

async function putCursorOn(word: string): Promise<void> {
  const editor = vscode.window.activeTextEditor as vscode.TextEditor;
  const at = editor.document.positionAt(editor.document.getText().indexOf(word) + 1);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
}

test("a quiet window", async () => {
  for (const [key, value] of Object.entries(quiet)) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
  await vscode.commands.executeCommand("workbench.action.closeSidebar");
  await user.resize(900, 560);
});

test("predict", async () => {
  await closeAll();
  await openFile(language === "es" ? "es/many-to-one.rnn.yaml" : "many-to-one.rnn.yaml");
  await user.waitForText("(None, 32)", { selector: ".view-lines" });
  await inBothThemes("predict");
});

test("run", async () => {
  await closeAll();
  await user.resize(1200, 700);
  const document = await openFile(language === "es" ? "es/many-to-many.rnn.yaml" : "many-to-many.rnn.yaml");
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await panelShows(/(19|20) (of|de) 20/);
  await inBothThemes("run");
});

test("inside", async () => {
  await closeAll();
  await user.resize(1000, 760);
  const document = await openFile(language === "es" ? "es/many-to-many.rnn.yaml" : "many-to-many.rnn.yaml");
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await panelShows(/(19|20) (of|de) 20/);
  await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
  await vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups");
  await user.evaluateInFrame(".part-inside", "element.scrollIntoView({ block: 'start' })");
  await inBothThemes("inside");
});

/** media/unroll.png, the first picture of README.md and of the Marketplace. */
test("all of it", async () => {
  await closeAll();
  await user.resize(1500, 1000);
  const document = await openFile(language === "es" ? "es/many-to-many.rnn.yaml" : "many-to-many.rnn.yaml");
  await vscode.commands.executeCommand("unroll.train", document.uri);
  await panelShows(/(19|20) (of|de) 20/);
  await inBothThemes("all");
});

test("change", async () => {
  await closeAll();
  await user.resize(900, 560);
  const document = await openFile(language === "es" ? "es/stacked.rnn.yaml" : "stacked.rnn.yaml");
  const broken = document.getText().replace("- LSTM: {units: 16, return_sequences: true}", "- LSTM: 16");
  await closeAll();
  const changed = await writeFile(language === "es" ? "cambia.rnn.yaml" : "change.rnn.yaml", broken);
  await until("the finding", () => vscode.languages.getDiagnostics(changed.uri).length > 0);
  await putCursorOn("LSTM: {units");
  await vscode.commands.executeCommand("editor.action.showHover");
  await user.waitForText("(batch, time, features)", { selector: ".monaco-hover" }).catch(() => undefined);
  await inBothThemes("change");
});
