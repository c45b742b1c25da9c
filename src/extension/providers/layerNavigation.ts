/** Go to definition, find references and highlights for names of layers. */
import * as vscode from "vscode";
import { type LayerReference, referencesAt } from "../../language/layerReferences";
import { modelFileOf, modelSelector, toRange } from "../modelDocuments";

export function registerLayerNavigation(): vscode.Disposable {
  const at = (document: vscode.TextDocument, position: vscode.Position): LayerReference[] =>
    referencesAt(modelFileOf(document), document.offsetAt(position));
  const location = (document: vscode.TextDocument, { range }: LayerReference): vscode.Location =>
    new vscode.Location(document.uri, toRange(document, range));
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(modelSelector, {
      provideDefinition: (document, position) =>
        at(document, position)
          .filter(({ isDefinition }) => isDefinition)
          .map((reference) => location(document, reference)),
    }),
    vscode.languages.registerReferenceProvider(modelSelector, {
      provideReferences: (document, position, { includeDeclaration }) =>
        at(document, position)
          .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
          .map((reference) => location(document, reference)),
    }),
    vscode.languages.registerDocumentHighlightProvider(modelSelector, {
      provideDocumentHighlights: (document, position) =>
        at(document, position).map(
          ({ range, isDefinition }) =>
            new vscode.DocumentHighlight(
              toRange(document, range),
              isDefinition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read,
            ),
        ),
    }),
  );
}
