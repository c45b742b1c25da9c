/** Semantic colours of layers: their kinds and their names. */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { modelSelector, toRange } from "../modelDocuments";

const legend = new vscode.SemanticTokensLegend(["class", "variable"], ["declaration"]);

const tokenOf = {
  kind: ["class", []],
  definition: ["variable", ["declaration"]],
  reference: ["variable", []],
} as const;

export function registerSemanticColours(analysis: ModelAnalysis): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider(
    modelSelector,
    {
      async provideDocumentSemanticTokens(document) {
        const found = await analysis.ask(document, "semanticTokens");
        const tokens = new vscode.SemanticTokensBuilder(legend);
        for (const { range, what } of found) {
          const [type, modifiers] = tokenOf[what];
          tokens.push(toRange(document, range), type, modifiers);
        }
        return tokens.build();
      },
    },
    legend,
  );
}
