/** Help with arguments while they are written. */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { editorLanguage, modelSelector } from "../modelDocuments";
import { escapeMarkdown } from "./escapeMarkdown";

const markdown = (text: string | undefined): vscode.MarkdownString | undefined =>
  text === undefined ? undefined : new vscode.MarkdownString(escapeMarkdown(text));

export function registerSignatures(analysis: ModelAnalysis): vscode.Disposable {
  const provider: vscode.SignatureHelpProvider = {
    async provideSignatureHelp(document, position, token) {
      const place = document.offsetAt(position);
      const found = await analysis.askAsItStands(document, token, "signature", place, editorLanguage());
      if (!found) return undefined;
      const information = new vscode.SignatureInformation(found.label, markdown(found.documentation));
      information.parameters = found.parameters.map(
        ({ start, end, documentation }) => new vscode.ParameterInformation([start, end], markdown(documentation)),
      );
      const help = new vscode.SignatureHelp();
      help.signatures = [information];
      help.activeSignature = 0;
      // One behind the last: none is marked.
      help.activeParameter = found.active ?? found.parameters.length;
      return help;
    },
  };
  return vscode.languages.registerSignatureHelpProvider(modelSelector, provider, {
    triggerCharacters: ["{", ",", ":"],
    retriggerCharacters: [" ", "}"],
  });
}
