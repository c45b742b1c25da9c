/**
 * Saving a view: the person chooses a place, the webview draws, and what it has drawn is written there. A name with the ending of another
 * form is saved in that form. Held by test/vscode/suite/main/saving.test.ts.
 */
import * as vscode from "vscode";
import { message, render, say } from "../../core/messages/message";
import { type SavedContent, type SavedFormat, savedFormats, type SavedView } from "../../protocol/savedFigure";
import { baseName, editorLanguage, notificationText } from "../modelDocuments";

export interface FigureToSave {
  /** The model file, beside which it is proposed to lie. */
  readonly uri: vscode.Uri;
  readonly view: SavedView;
  readonly format: SavedFormat;
  readonly draw: (format: SavedFormat) => Promise<SavedContent>;
}

export async function saveFigure({ uri, view, format, draw }: FigureToSave): Promise<void> {
  const model = baseName(uri).replace(/(\.rnn)?\.ya?ml$/i, "");
  const others = savedFormats.filter((one) => one !== format);
  const filters = Object.fromEntries([format, ...others].map((one) => [one.toUpperCase(), [one]]));
  const target = await vscode.window.showSaveDialog({
    ...{ title: say(editorLanguage(), "save.as"), filters },
    defaultUri: vscode.Uri.joinPath(uri, "..", `${model}-${view}.${format}`),
  });
  if (!target) return;
  const ending = /\.(\w+)$/.exec(target.path)?.[1]?.toLowerCase();
  const content = await draw(savedFormats.find((one) => one === ending) ?? format);
  if (content === null) return tell("warn", say(editorLanguage(), "save.nothing"));
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return tell("error", render(message("save.failed", { file: baseName(target), problem }), editorLanguage()));
  }
  tell("info", render(message("save.saved", { file: baseName(target) }), editorLanguage()));
}

function tell(how: "info" | "warn" | "error", text: string): void {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const show = { info: showInformationMessage, warn: showWarningMessage, error: showErrorMessage }[how];
  void show(notificationText(text));
}

/** Which view, and in which form; undefined where the person thought better of it. */
export async function chooseFigure(
  views: readonly SavedView[],
): Promise<{ readonly view: SavedView; readonly format: SavedFormat } | undefined> {
  const language = editorLanguage();
  const which = views.map((view) => ({ label: say(language, `figure.${view}`), view }));
  const view = await vscode.window.showQuickPick(which, { placeHolder: say(language, "save.which") });
  if (!view) return undefined;
  const how = savedFormats.map((format) => ({
    ...{ label: format.toUpperCase(), description: say(language, `save.${format}`), format },
  }));
  const form = await vscode.window.showQuickPick(how, { placeHolder: say(language, "save.how") });
  return form && { view: view.view, format: form.format };
}
