/** Renaming layers. */
import * as vscode from "vscode";
import { type Message, render } from "../../core/messages/message";
import { prepareRename, renameLayer } from "../../language/rename";
import { editorLanguage, modelFileOf, modelSelector, toRange } from "../modelDocuments";

export function registerRenames(): vscode.Disposable {
  const refusal = (reason: Message): Error => new Error(render(reason, editorLanguage()));
  return vscode.languages.registerRenameProvider(modelSelector, {
    prepareRename(document, position) {
      const prepared = prepareRename(modelFileOf(document), document.offsetAt(position));
      if (!prepared.ok) throw refusal(prepared.reason);
      return { range: toRange(document, prepared.range), placeholder: prepared.name };
    },
    provideRenameEdits(document, position, newName) {
      const renamed = renameLayer(modelFileOf(document), document.offsetAt(position), newName);
      if (!renamed.ok) throw refusal(renamed.reason);
      const edit = new vscode.WorkspaceEdit();
      for (const { range, text } of renamed.edits) edit.replace(document.uri, toRange(document, range), text);
      return edit;
    },
  });
}
