/**
 * The analysis of each open model file, made once for each version of its text.
 */
import * as vscode from "vscode";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { type Language, languageOf } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import { languageId } from "./contributions";

export const modelSelector: vscode.DocumentSelector = { language: languageId };

/** The language of the editor's own words. */
export const editorLanguage = (): Language => languageOf(vscode.env.language);

const analysed = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: ModelFile }>();

/** The analysis of the document as it stands now. */
export function modelFileOf(document: vscode.TextDocument): ModelFile {
  const known = analysed.get(document);
  if (known?.version === document.version) return known.file;
  const file = analyzeModelFile(document.getText(), { fileName: baseName(document.uri) });
  analysed.set(document, { version: document.version, file });
  return file;
}

export const isModelDocument = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

export const baseName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

export function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The open document of a file, wherever it is shown; undefined where it is closed. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
