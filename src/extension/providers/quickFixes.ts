/** Quick fixes: the repairs that come with diagnostics. */
import * as vscode from "vscode";
import { render } from "../../core/messages/message";
import { editorLanguage, modelFileOf, modelSelector, toRange } from "../modelDocuments";

export function registerQuickFixes(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics }) {
      return modelFileOf(document).diagnostics.flatMap(({ range: place, code, fixes }) => {
        const where = toRange(document, place);
        if (!where.intersection(range)) return [];
        return fixes.map(({ title, edits }) => {
          const action = new vscode.CodeAction(render(title, editorLanguage()), vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          for (const edit of edits) action.edit.replace(document.uri, toRange(document, edit.range), edit.text);
          action.diagnostics = diagnostics.filter((found) => found.code === code && found.range.isEqual(where));
          action.isPreferred = fixes.length === 1;
          return action;
        });
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider(modelSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
