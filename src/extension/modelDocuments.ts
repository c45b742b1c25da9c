/**
 * The analysis of each open model file, made once for each version of its text.
 */
import * as vscode from "vscode";
import { analyzeModelFile } from "../core/analyzeModelFile";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { type Language, languageOf, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import { languageId } from "./contributions";

export const modelSelector: vscode.DocumentSelector = { language: languageId };

/** The language of the editor's own words. */
export const editorLanguage = (): Language => languageOf(vscode.env.language);

/** UTF-16 units; 0.2 s of analysis on a slow machine. */
const LARGEST_LIVE_TEXT = 250_000;

const analysed = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: ModelFile }>();

/**
 * Text for a notification: VS Code makes `[text](command:…)` in it a button, and text of a file may hold that.
 */
export const notificationText = (text: string): string => text.replaceAll("](", "] (");

/** The analysis of the document as it stands now. */
export function modelFileOf(document: vscode.TextDocument): ModelFile {
  const known = analysed.get(document);
  if (known?.version === document.version) return known.file;
  const file = analyse(document.getText(), baseName(document.uri));
  analysed.set(document, { version: document.version, file });
  return file;
}

/**
 * A very large file (most often data written into it) is not analysed between two keys: it would hold up the editor. Training
 * it works: the training process reads it whole and says what is wrong.
 */
function analyse(text: string, fileName: string): ModelFile {
  if (text.length <= LARGEST_LIVE_TEXT) return analyzeModelFile(text, { fileName });
  const { missingForTraining: _, ...unread } = analyzeModelFile("", { fileName });
  const paused: Diagnostic = {
    code: "analysis-paused",
    severity: "information",
    range: { start: 0, end: 1 },
    message: message("analysis-paused", { limit: LARGEST_LIVE_TEXT / 1000 }),
    fixes: [],
  };
  return { ...unread, text, diagnostics: [paused], missingForTraining: undefined };
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
