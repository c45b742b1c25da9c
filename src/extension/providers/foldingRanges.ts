/** Folding. */
import * as vscode from "vscode";
import { provideFolds } from "../../language/folding";
import { modelFileOf, modelSelector } from "../modelDocuments";

export function registerFoldingRanges(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(modelSelector, {
    provideFoldingRanges: (document) =>
      provideFolds(modelFileOf(document)).map(({ range, is }) => {
        const [first, last] = [document.positionAt(range.start).line, document.positionAt(range.end).line];
        return is === "comment"
          ? new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Comment)
          : new vscode.FoldingRange(first, last);
      }),
  });
}
