/**
 * The model file as it lies on disk: what training, predictions and a look inside begin with, as their runs are kept beside it.
 */
import * as vscode from "vscode";
import { say } from "../../core/messages/message";
import { isModelName, modelFileName } from "../../language/modelName";
import { baseName, editorLanguage, isModelDocument } from "../modelDocuments";

/** What was changed is saved; a file without a name gets one from the person. Undefined where the person thought better of it. */
export async function savedModel(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (!document.isUntitled) {
    if (document.isDirty) await document.save();
    return document;
  }
  const saved = await vscode.workspace.save(document.uri);
  return saved && withModelName(await vscode.workspace.openTextDocument(saved));
}

/** Under a name that is no model's, nothing would be known of it at the next start: it gets the ending it lacks. */
async function withModelName(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (isModelName(document.uri.path)) return isModelDocument(document) ? document : undefined;
  const edit = new vscode.WorkspaceEdit();
  const file = modelFileName(baseName(document.uri));
  const target = vscode.Uri.joinPath(document.uri, "..", file);
  edit.renameFile(document.uri, target, { overwrite: false });
  if (await vscode.workspace.applyEdit(edit)) return vscode.workspace.openTextDocument(target);
  void vscode.window.showWarningMessage(say(editorLanguage(), "editor-name-taken", { file }));
  return undefined;
}
