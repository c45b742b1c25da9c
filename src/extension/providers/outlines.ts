/** The outline and the breadcrumbs. */
import * as vscode from "vscode";
import type { OutlineEntry } from "../../language/outline";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { modelSelector, toRange } from "../modelDocuments";

const kinds: Readonly<Record<OutlineEntry["is"], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Module,
  layer: vscode.SymbolKind.Class,
  value: vscode.SymbolKind.Property,
};

export function registerOutlines(analysis: ModelAnalysis): vscode.Disposable {
  const symbol = (
    document: vscode.TextDocument,
    { name, detail, is, range, nameRange, children }: OutlineEntry,
  ): vscode.DocumentSymbol => {
    const ranges = [toRange(document, range), toRange(document, nameRange)] as const;
    const made = new vscode.DocumentSymbol(name || "…", detail, kinds[is], ...ranges);
    made.children = children.map((child) => symbol(document, child));
    return made;
  };
  return vscode.languages.registerDocumentSymbolProvider(modelSelector, {
    provideDocumentSymbols: async (document) =>
      (await analysis.ask(document, "outline")).map((entry) => symbol(document, entry)),
  });
}
