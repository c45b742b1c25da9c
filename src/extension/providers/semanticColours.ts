/** Semantic colours of layer names. */
import * as vscode from "vscode";
import { provideSemanticTokens } from "../../language/semanticTokens";
import { modelFileOf, modelSelector, toRange } from "../modelDocuments";

const legend = new vscode.SemanticTokensLegend(["variable"], ["declaration"]);

export function registerSemanticColours(): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider(
    modelSelector,
    {
      provideDocumentSemanticTokens(document) {
        const tokens = new vscode.SemanticTokensBuilder(legend);
        for (const { range, isDefinition } of provideSemanticTokens(modelFileOf(document))) {
          tokens.push(toRange(document, range), "variable", isDefinition ? ["declaration"] : []);
        }
        return tokens.build();
      },
    },
    legend,
  );
}
