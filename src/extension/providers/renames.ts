/** Renaming layers. */
import * as vscode from "vscode";
import { type Message, render } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { editorLanguage, modelSelector, toRange } from "../modelDocuments";

export function registerRenames(analysis: ModelAnalysis): vscode.Disposable {
  const refusal = (reason: Message): Error => new Error(render(reason, editorLanguage()));
  return vscode.languages.registerRenameProvider(modelSelector, {
    async prepareRename(document, position) {
      const prepared = await analysis.ask(document, "prepareRename", document.offsetAt(position));
      if (!prepared.ok) throw refusal(prepared.reason);
      return { range: toRange(document, prepared.range), placeholder: prepared.name };
    },
    async provideRenameEdits(document, position, newName) {
      const renamed = await analysis.ask(document, "rename", document.offsetAt(position), newName);
      if (!renamed.ok) throw refusal(renamed.reason);
      const edit = new vscode.WorkspaceEdit();
      for (const { range, text } of renamed.edits) edit.replace(document.uri, toRange(document, range), text);
      return edit;
    },
  });
}
