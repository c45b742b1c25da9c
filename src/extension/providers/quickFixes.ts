/** Quick fixes: the repairs that come with findings, and all certain ones at once. */
import * as vscode from "vscode";
import { render, say } from "../../core/messages/message";
import { certainFix, fixAll } from "../../language/fixAll";
import { baseName, editorLanguage, modelFileOf, modelSelector, toRange } from "../modelDocuments";

/** Also what `editor.codeActionsOnSave` names. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("unroll");

export function registerQuickFixes(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, { diagnostics, only }) => [
      ...(!only || only.contains(vscode.CodeActionKind.QuickFix) ? repairs(document, range, diagnostics) : []),
      ...(only?.intersects(fixAllKind) ? allRepairs(document) : []),
    ],
  };
  return vscode.languages.registerCodeActionsProvider(modelSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}

function repairs(
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return modelFileOf(document).diagnostics.flatMap((finding) => {
    const where = toRange(document, finding.range);
    if (!where.intersection(range)) return [];
    return finding.fixes.map((fix) => {
      const action = new vscode.CodeAction(render(fix.title, editorLanguage()), vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      for (const edit of fix.edits) action.edit.replace(document.uri, toRange(document, edit.range), edit.text);
      action.diagnostics = diagnostics.filter((one) => one.code === finding.code && one.range.isEqual(where));
      action.isPreferred = certainFix(finding) === fix;
      return action;
    });
  });
}

function allRepairs(document: vscode.TextDocument): vscode.CodeAction[] {
  const text = document.getText();
  if (!modelFileOf(document).diagnostics.some((finding) => certainFix(finding))) return [];
  const fixed = fixAll(text, baseName(document.uri));
  if (fixed === text) return [];
  const action = new vscode.CodeAction(say(editorLanguage(), "fix-all"), fixAllKind);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, toRange(document, { start: 0, end: text.length }), fixed);
  return [action];
}
