/**
 * The language status item that says which engine will run, with the command that cures what stands in the way.
 */
import * as vscode from "vscode";
import { render, say } from "../../core/messages/message";
import { commands, settings } from "../contributions";
import { editorLanguage, isModelDocument, modelSelector } from "../modelDocuments";
import { engineLine } from "./engineLine";
import { readEngineSetting } from "./engineSetting";
import type { Engines } from "./engines";

export function registerEngineStatus(engines: Engines): vscode.Disposable {
  const language = editorLanguage();
  const item = vscode.languages.createLanguageStatusItem("unroll.engine", modelSelector);
  item.name = say(language, "status-engine-name");
  const refresh = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const scope = document && isModelDocument(document) ? document : undefined;
    const { text, detail, isWrong, offers } = engineLine(readEngineSetting(scope), engines.reports);
    item.text = render(text, language);
    item.detail = detail.map((one) => render(one, language)).join(" · ");
    item.severity = isWrong ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.busy = engines.isAsking || engines.isChanging;
    item.command =
      offers === "setUp"
        ? { title: say(language, "editor-set-up-tensorflow"), command: commands.setUpTensorFlow }
        : { title: say(language, "editor-show-engines"), command: commands.showEngines };
  };
  const ask = (): void => void engines.refresh();
  refresh();
  // A process is started for the report: not before there is a model file to run.
  let isAsked = false;
  const askOnce = (document: vscode.TextDocument): void => {
    if (isAsked || !isModelDocument(document)) return;
    isAsked = true;
    ask();
  };
  vscode.workspace.textDocuments.forEach(askOnce);
  return vscode.Disposable.from(
    item,
    engines.onDidChange(refresh),
    vscode.workspace.onDidOpenTextDocument(askOnce),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settings.engine)) refresh();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(ask),
  );
}
