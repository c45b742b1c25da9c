/**
 * Model files as VS Code documents: which they are, their places, and the words for them.
 */
import * as vscode from "vscode";
import { type Language, languageOf } from "../core/messages/message";
import type { TextRange } from "../core/text/range";
import { languageId } from "./contributions";

export const modelSelector: vscode.DocumentSelector = { language: languageId };

/** The language of the editor's own words. */
export const editorLanguage = (): Language => languageOf(vscode.env.language);

/**
 * Text for a notification: VS Code makes `[text](command:…)` in it a button, and text of a file may hold that.
 */
export const notificationText = (text: string): string => text.replaceAll("](", "] (");

export const isModelDocument = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

export const baseName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

export function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The open document of a file, wherever it is shown; undefined where it is closed. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
