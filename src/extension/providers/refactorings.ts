/** Refactorings of the layer at the cursor. */
import * as vscode from "vscode";
import { render } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { editorLanguage, modelSelector, toRange } from "../modelDocuments";

export function registerRefactorings(analysis: ModelAnalysis): vscode.Disposable {
  const kind = vscode.CodeActionKind.RefactorRewrite;
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only, triggerKind }) {
      // Each one is tried on the whole file: not at every move of the cursor.
      if (triggerKind !== vscode.CodeActionTriggerKind.Invoke || (only && !only.contains(kind))) return [];
      const offered = await analysis.ask(document, "refactorings", document.offsetAt(range.start));
      return offered.map(({ title, edits }) => {
        const action = new vscode.CodeAction(render(title, editorLanguage()), kind);
        action.edit = new vscode.WorkspaceEdit();
        for (const edit of edits) action.edit.replace(document.uri, toRange(document, edit.range), edit.text);
        return action;
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider(modelSelector, provider, { providedCodeActionKinds: [kind] });
}
