/** Inlay hints: shapes and parameter counts, in the range that VS Code asks for. */
import * as vscode from "vscode";
import { render } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { settings } from "../contributions";
import { editorLanguage, modelSelector } from "../modelDocuments";

export function registerInlayHints(analysis: ModelAnalysis): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range) {
      if (!vscode.workspace.getConfiguration(undefined, document).get(settings.hintsEnabled, true)) return [];
      const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return (await analysis.ask(document, "hints", asked)).map(({ offset, label, tooltip }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), label);
        hint.paddingLeft = true;
        hint.tooltip = render(tooltip, editorLanguage());
        return hint;
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerInlayHintsProvider(modelSelector, provider),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.hintsEnabled)) changed.fire();
    }),
  );
}
