/** Folding. */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { modelSelector } from "../modelDocuments";

export function registerFoldingRanges(analysis: ModelAnalysis): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(modelSelector, {
    provideFoldingRanges: async (document) =>
      (await analysis.ask(document, "folds")).map(({ range, is }) => {
        const [first, last] = [document.positionAt(range.start).line, document.positionAt(range.end).line];
        return is === "comment"
          ? new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Comment)
          : new vscode.FoldingRange(first, last);
      }),
  });
}
