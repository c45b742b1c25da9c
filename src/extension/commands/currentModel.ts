/**
 * Which model file a command means: the one it was called with, the active editor's, the active panel's, or the only one
 * that can be seen.
 */
import * as vscode from "vscode";
import { isModelDocument } from "../modelDocuments";
import type { Panels } from "../panel/panels";

export async function currentModel(argument: unknown, panels: Panels): Promise<vscode.TextDocument | undefined> {
  const uri = argument instanceof vscode.Uri ? argument : activeModel(panels);
  if (!uri) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  return isModelDocument(document) ? document : undefined;
}

/** The model file in front of the user. */
export function activeModel(panels: Panels): vscode.Uri | undefined {
  return editorModel() ?? panels.active ?? onlyVisible();
}

function editorModel(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isModelDocument(document) ? document.uri : undefined;
}

function onlyVisible(): vscode.Uri | undefined {
  const models = vscode.window.visibleTextEditors.map(({ document }) => document).filter(isModelDocument);
  return models.length === 1 ? models[0]?.uri : undefined;
}
