/**
 * The suite's doors to the editor: a model file in the workspace, its hints, hovers and findings as plain texts.
 */
import * as vscode from "vscode";
import { until } from "./user";

const folder = (): vscode.Uri => {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error("no workspace folder");
  return first.uri;
};

/** Opens a file of the workspace copy in the first column, and waits until the extension is awake. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await until("the extension", () => vscode.extensions.getExtension("unroll.unroll-rnn")?.isActive ?? false);
  return document;
}

/** Writes a file into the workspace copy and opens it. */
export async function writeFile(name: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), name), new TextEncoder().encode(text));
  return openFile(name);
}

/** The text with each hint's label where it stands, between ‹ and ›. */
export async function textWithHints(document: vscode.TextDocument): Promise<string> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    all,
  );
  const placed = hints.map(({ position, label }) => ({ offset: document.offsetAt(position), label: String(label) }));
  placed.sort((a, b) => b.offset - a.offset);
  return placed.reduce(
    (text, { offset, label }) => `${text.slice(0, offset)}‹${label}›${text.slice(offset)}`,
    document.getText(),
  );
}

/** Puts the cursor behind the last character, as a user would. */
export async function goToEnd(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  await vscode.commands.executeCommand("cursorBottom");
  const editor = vscode.window.activeTextEditor;
  const { document } = editor ?? {};
  await until(
    "the cursor at the end",
    () => !!document && !!editor?.selection.active.isEqual(document.positionAt(document.getText().length)),
  );
}

/** All hovers at the first place of `word`, as their Markdown. */
export async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
    .join("\n---\n");
}

/** Findings as `line: code message`, once there are `count`. */
export async function findingsOf(document: vscode.TextDocument, count: number): Promise<string[]> {
  const read = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri);
  await until(`${count} findings`, () => read().length === count);
  return read().map(({ range, code, message }) => `${range.start.line + 1}: ${String(code)} ${message}`);
}

/** Closes every editor and panel without asking. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

export async function setTheme(name: string): Promise<void> {
  await vscode.workspace.getConfiguration().update("workbench.colorTheme", name, vscode.ConfigurationTarget.Global);
}
