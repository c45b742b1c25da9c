/**
 * What is wrong with the files that a model file names. Nothing is looked up before the workspace is trusted, and no file outside of it
 * is opened.
 */
import * as vscode from "vscode";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { checkNamedFiles } from "../sources/checkNamedFiles";
import type { ModelAnalysis } from "./analysis/modelAnalysis";

export async function findingsOfFiles(
  analysis: ModelAnalysis,
  document: vscode.TextDocument,
): Promise<readonly Diagnostic[]> {
  const { uri } = document;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!vscode.workspace.isTrusted || !folder || uri.scheme !== "file") return [];
  return checkNamedFiles(await analysis.ask(document, "namedFiles"), uri.fsPath, folder.uri.fsPath);
}
