/** Inlay hints: shapes, parameter counts and costs, in the range that VS Code asks for. */
import * as vscode from "vscode";
import { render } from "../../core/messages/message";
import { dimensionStyles } from "../../language/shapeText";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { settings } from "../contributions";
import { editorLanguage, modelSelector } from "../modelDocuments";

export function registerInlayHints(analysis: ModelAnalysis): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range) {
      const configuration = vscode.workspace.getConfiguration(undefined, document);
      if (!configuration.get(settings.hintsEnabled, true)) return [];
      const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const written = configuration.get<string>(settings.hintsDimensions);
      const dimensions = dimensionStyles.find((style) => style === written) ?? "numbers";
      const style = { dimensions, language: editorLanguage() };
      return (await analysis.ask(document, "hints", style, asked)).map(({ offset, label, tooltip }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), label);
        hint.paddingLeft = true;
        hint.tooltip = tooltip.map((one) => render(one, editorLanguage())).join("\n");
        return hint;
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerInlayHintsProvider(modelSelector, provider),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("unroll.hints")) changed.fire();
    }),
  );
}
