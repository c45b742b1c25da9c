/** In a model file in which nothing is written yet, a grey line tells how to begin, as VS Code does in a new file of its own. */
import * as vscode from "vscode";
import { say } from "../core/messages/message";
import { isBlank } from "../core/text/blankText";
import { editorLanguage, isModelDocument } from "./modelDocuments";

export function registerBlankFileHint(): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    after: {
      contentText: say(editorLanguage(), "editor-blank"),
      color: new vscode.ThemeColor("editorGhostText.foreground"),
      fontStyle: "italic",
    },
  });
  const show = (editor: vscode.TextEditor): void => {
    if (!isModelDocument(editor.document)) return;
    const isShown = isBlank(editor.document.getText());
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.setDecorations(type, isShown ? [new vscode.Range(end, end)] : []);
  };
  const showAll = (): void => vscode.window.visibleTextEditors.forEach(show);
  showAll();
  return vscode.Disposable.from(
    type,
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.workspace.onDidOpenTextDocument(showAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) =>
      vscode.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(show),
    ),
  );
}
