/**
 * A file of YAML that begins like a model is offered the name of one, once a window: without it nothing here would ever look at it.
 */
import * as vscode from "vscode";
import { say } from "../core/messages/message";
import { beginsLikeModel, nameAsModel } from "../language/modelName";
import { baseName, editorLanguage, notificationText } from "./modelDocuments";

export function registerNameOffers(): vscode.Disposable {
  const offered = new Set<string>();
  const offer = async (document: vscode.TextDocument): Promise<void> => {
    const { uri } = document;
    const name = document.isUntitled || uri.scheme === "git" ? undefined : nameAsModel(baseName(uri));
    if (name === undefined || offered.has(uri.toString()) || !beginsLikeModel(document.getText())) return;
    offered.add(uri.toString());
    await offerName(document, name);
  };
  vscode.workspace.textDocuments.forEach((document) => void offer(document));
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void offer(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void offer(document)),
  );
}

async function offerName(document: vscode.TextDocument, name: string): Promise<void> {
  const language = editorLanguage();
  const button = say(language, "editor-rename-to", { name });
  const text = say(language, "editor-looks-like-model", { file: baseName(document.uri), name });
  if ((await vscode.window.showInformationMessage(notificationText(text), button)) === button) {
    await renameTo(document, name);
  }
}

/** The open editor goes along. Where a file of that name is there already, VS Code refuses, and that is said. */
async function renameTo(document: vscode.TextDocument, name: string): Promise<void> {
  const target = vscode.Uri.joinPath(document.uri, "..", name);
  if (document.isDirty) await document.save();
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(document.uri, target, { overwrite: false });
  if (await vscode.workspace.applyEdit(edit)) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target));
  } else {
    const refusal = say(editorLanguage(), "editor-name-taken", { file: name });
    void vscode.window.showWarningMessage(notificationText(refusal));
  }
}
