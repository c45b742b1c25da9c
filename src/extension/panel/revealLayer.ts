/** From a picture to the text: puts the cursor on a layer's line, in the editor that shows the file where there is one. */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { toRange } from "../modelDocuments";

export async function revealLayer(analysis: ModelAnalysis, uri: vscode.Uri, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const place = await analysis.settle(document, "placeOfLayer", name);
  if (!place) return;
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: toRange(document, place),
  });
}
