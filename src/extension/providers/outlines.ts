/** The outline and the breadcrumbs. */
import * as vscode from "vscode";
import { type OutlineEntry, provideOutline } from "../../language/outline";
import { modelFileOf, modelSelector, toRange } from "../modelDocuments";

const kinds: Readonly<Record<OutlineEntry["is"], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Module,
  layer: vscode.SymbolKind.Class,
  value: vscode.SymbolKind.Property,
};

export function registerOutlines(): vscode.Disposable {
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
    provideDocumentSymbols: (document) => provideOutline(modelFileOf(document)).map((entry) => symbol(document, entry)),
  });
}
