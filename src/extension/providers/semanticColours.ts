/** Semantic colours of layer names. */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { modelSelector, toRange } from "../modelDocuments";

const legend = new vscode.SemanticTokensLegend(["variable"], ["declaration"]);

export function registerSemanticColours(analysis: ModelAnalysis): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider(
    modelSelector,
    {
      async provideDocumentSemanticTokens(document) {
        const found = await analysis.ask(document, "semanticTokens");
        const tokens = new vscode.SemanticTokensBuilder(legend);
        for (const { range, isDefinition } of found) {
          tokens.push(toRange(document, range), "variable", isDefinition ? ["declaration"] : []);
        }
        return tokens.build();
      },
    },
    legend,
  );
}
