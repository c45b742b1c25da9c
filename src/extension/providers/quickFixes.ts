/** Quick fixes: the repairs that come with findings, and all certain ones at once. */
import * as vscode from "vscode";
import { render, say } from "../../core/messages/message";
import { repairsAt } from "../../language/repairs";
import { fileCodes } from "../../sources/checkNamedFiles";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { findingsOfFiles } from "../fileFindings";
import { baseName, editorLanguage, modelSelector, toRange } from "../modelDocuments";

/** Also what `editor.codeActionsOnSave` names. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("unroll");

/** Offered below the repairs of a place; what it changes is found when it is chosen. */
class RepairAll extends vscode.CodeAction {
  constructor(readonly document: vscode.TextDocument) {
    super(say(editorLanguage(), "fix-all"), vscode.CodeActionKind.QuickFix);
  }
}

export function registerQuickFixes(analysis: ModelAnalysis): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, { diagnostics, only }) => [
      ...(!only || only.contains(vscode.CodeActionKind.QuickFix)
        ? await repairs(analysis, document, range, diagnostics)
        : []),
      ...(only?.intersects(fixAllKind) ? await allRepairs(analysis, document) : []),
    ],
    resolveCodeAction: async (action) => {
      const edit = action instanceof RepairAll ? await editOfAll(analysis, action.document) : undefined;
      if (edit) action.edit = edit;
      return action;
    },
  };
  return vscode.languages.registerCodeActionsProvider(modelSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}

async function repairs(
  analysis: ModelAnalysis,
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const { here, isMore } = await analysis.ask(document, "repairs", asked);
  // The editor asks at every move of the cursor: files are looked up again only where one of them is the matter.
  const isOfFile = diagnostics.some(({ code }) => fileCodes.includes(code));
  const ofFiles = isOfFile ? repairsAt(await findingsOfFiles(analysis, document), asked).here : [];
  const actions = [...here, ...ofFiles].map((repair) => {
    const where = toRange(document, repair.range);
    const action = new vscode.CodeAction(render(repair.title, editorLanguage()), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const edit of repair.edits) action.edit.replace(document.uri, toRange(document, edit.range), edit.text);
    action.diagnostics = diagnostics.filter((one) => one.code === repair.code && one.range.isEqual(where));
    action.isPreferred = repair.isPreferred;
    return action;
  });
  return isMore ? [...actions, new RepairAll(document)] : actions;
}

async function allRepairs(analysis: ModelAnalysis, document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
  const edit = await editOfAll(analysis, document);
  if (!edit) return [];
  const action = new vscode.CodeAction(say(editorLanguage(), "fix-all"), fixAllKind);
  action.edit = edit;
  return [action];
}

/** Undefined where nothing can be mended without a choice. */
async function editOfAll(
  analysis: ModelAnalysis,
  document: vscode.TextDocument,
): Promise<vscode.WorkspaceEdit | undefined> {
  const text = document.getText();
  const fixed = await analysis.ask(document, "fixAll", baseName(document.uri));
  if (fixed === undefined || fixed === text) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, toRange(document, { start: 0, end: text.length }), fixed);
  return edit;
}
