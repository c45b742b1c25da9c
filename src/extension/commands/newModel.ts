/**
 * The command New Model: a template chosen from a list becomes a file, under a name that is asked for, in the folder that is meant.
 *
 * It is called from the palette, from File → New File…, with a folder from the explorer, and with a model file in which nothing is written
 * yet, which the template then fills. An existing file is never replaced.
 */
import * as vscode from "vscode";
import { render, say } from "../../core/messages/message";
import { isBlank } from "../../core/text/blankText";
import { freeModelName, isUsableName, modelEnding, modelFileName } from "../../language/modelName";
import type { Template } from "../../language/templates";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { commands } from "../contributions";
import { editorLanguage, isModelDocument, openDocument } from "../modelDocuments";

/** `extension`: where the data of the examples lies. */
export function registerNewModel(analysis: ModelAnalysis, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(commands.newModel, async (argument?: unknown) => {
    const place = argument instanceof vscode.Uri ? argument : undefined;
    const template = await chooseTemplate(await analysis.templates());
    if (!template) return;
    const blank = place && blankModel(place);
    if (blank) {
      await copyData(template, blank.uri, extension);
      return fill(blank, template.texts[editorLanguage()]);
    }
    const file = await chooseFile(place, template.name);
    if (!file) return;
    await copyData(template, file, extension);
    await writeNewFile(file, template.texts[editorLanguage()]);
  });
}

async function chooseTemplate(templates: readonly Template[]): Promise<Template | undefined> {
  const language = editorLanguage();
  const items = templates.map((template) => ({
    ...{ label: template.name, detail: render(template.summary, language), template },
  }));
  const options = { placeHolder: say(language, "editor-choose-template"), matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.template;
}

function blankModel(uri: vscode.Uri): vscode.TextDocument | undefined {
  const document = openDocument(uri);
  return document && isModelDocument(document) && isBlank(document.getText()) ? document : undefined;
}

async function fill(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

/** Where the file goes: undefined where the person thought better of it. Without a folder, a dialog of the editor's asks. */
async function chooseFile(place: vscode.Uri | undefined, proposed: string): Promise<vscode.Uri | undefined> {
  const folder = await chooseFolder(place);
  if (folder) return askName(folder, proposed);
  if (vscode.workspace.workspaceFolders?.length) return undefined;
  const filters = { [say(editorLanguage(), "editor-model-files")]: [modelEnding.slice(1)] };
  const file = await vscode.window.showSaveDialog({
    ...{ title: say(editorLanguage(), "editor-new-name"), filters },
    defaultUri: vscode.Uri.file(`${proposed}${modelEnding}`),
  });
  return file?.with({ path: modelFileName(file.path) });
}

/** The folder of the explorer's menu, that of a file there, or the workspace's: where it has several, one that is chosen. */
async function chooseFolder(place: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (place) {
    const { type } = await vscode.workspace.fs.stat(place);
    return type & vscode.FileType.Directory ? place : vscode.Uri.joinPath(place, "..");
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? (await vscode.window.showWorkspaceFolderPick())?.uri : folders[0]?.uri;
}

async function askName(folder: vscode.Uri, proposed: string): Promise<vscode.Uri | undefined> {
  const language = editorLanguage();
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  const value = freeModelName(proposed, (name) => taken.has(name));
  const name = await vscode.window.showInputBox({
    ...{ title: say(language, "editor-new-name"), value, valueSelection: [0, value.length - modelEnding.length] },
    validateInput: (written) => {
      if (!isUsableName(written)) return say(language, "editor-name-wrong");
      const file = modelFileName(written);
      return taken.has(file) ? say(language, "editor-name-taken", { file }) : undefined;
    },
  });
  return name === undefined ? undefined : vscode.Uri.joinPath(folder, modelFileName(name));
}

/** The data files that a template names, beside its file; what is there already is left as it is. */
async function copyData({ data }: Template, file: vscode.Uri, extension: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  for (const name of data) {
    const target = vscode.Uri.joinPath(file, "..", name);
    const isThere = await fs.stat(target).then(
      () => true,
      () => false,
    );
    if (!isThere) await fs.copy(vscode.Uri.joinPath(extension, "examples", name), target, { overwrite: false });
  }
}

async function writeNewFile(file: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { overwrite: false, contents: new TextEncoder().encode(text) });
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
}
