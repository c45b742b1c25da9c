/**
 * The command New Model from Template: a template chosen from a list, opened as an untitled model file to be saved.
 */
import * as vscode from "vscode";
import { render, say } from "../../core/messages/message";
import { templates } from "../../language/templates";
import { commands, languageId } from "../contributions";
import { editorLanguage } from "../modelDocuments";

export function registerNewModel(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.newModel, async () => {
    const picked = await vscode.window.showQuickPick(
      templates.map(({ name, text, summary }) => ({ label: name, detail: render(summary, editorLanguage()), text })),
      { placeHolder: say(editorLanguage(), "editor-choose-template"), matchOnDetail: true },
    );
    if (!picked) return;
    const document = await vscode.workspace.openTextDocument({ language: languageId, content: picked.text });
    await vscode.window.showTextDocument(document);
  });
}
