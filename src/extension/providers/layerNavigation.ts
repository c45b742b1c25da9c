/** Go to definition, find references and highlights for names of layers. */
import * as vscode from "vscode";
import type { LayerReference } from "../../language/layerReferences";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { modelSelector, toRange } from "../modelDocuments";

export function registerLayerNavigation(analysis: ModelAnalysis): vscode.Disposable {
  const at = (document: vscode.TextDocument, position: vscode.Position): Promise<LayerReference[]> =>
    analysis.ask(document, "references", document.offsetAt(position));
  const location = (document: vscode.TextDocument, { range }: LayerReference): vscode.Location =>
    new vscode.Location(document.uri, toRange(document, range));
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(modelSelector, {
      provideDefinition: async (document, position) =>
        (await at(document, position))
          .filter(({ isDefinition }) => isDefinition)
          .map((reference) => location(document, reference)),
    }),
    vscode.languages.registerReferenceProvider(modelSelector, {
      provideReferences: async (document, position, { includeDeclaration }) =>
        (await at(document, position))
          .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
          .map((reference) => location(document, reference)),
    }),
    vscode.languages.registerDocumentHighlightProvider(modelSelector, {
      provideDocumentHighlights: async (document, position) =>
        (await at(document, position)).map(
          ({ range, isDefinition }) =>
            new vscode.DocumentHighlight(
              toRange(document, range),
              isDefinition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read,
            ),
        ),
    }),
  );
}
