/**
 * One status-bar item while a network trains, a language status item, the context keys, and the words at the end.
 */
import * as vscode from "vscode";
import { type Message, render, say } from "../core/messages/message";
import { commands, contextKeys } from "./contributions";
import { activeModel } from "./commands/currentModel";
import { baseName, editorLanguage, isModelDocument, modelSelector, notificationText } from "./modelDocuments";
import type { Panels } from "./panel/panels";
import { endMessage, type ModelRun, shortNumber } from "./runs/modelRun";
import type { ModelRuns } from "./runs/modelRuns";

/** A run changes many times a second; nobody reads so fast. */
const REFRESH_MS = 250;

export function registerStatus(runs: ModelRuns, panels: Panels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("unroll.training", vscode.StatusBarAlignment.Left, 10);
  item.name = say(editorLanguage(), "status-name");
  const language = vscode.languages.createLanguageStatusItem("unroll.state", modelSelector);
  language.name = say(editorLanguage(), "status-name");
  const refresh = (): void => {
    const [run] = runs.active;
    const model = activeModel(panels);
    setContext(contextKeys.training, model !== undefined && runs.of(model).isActive);
    setContext(contextKeys.paused, model !== undefined && runs.of(model).view?.status === "paused");
    setContext(contextKeys.anyTraining, run !== undefined);
    const text = run
      ? progressText(run)
      : say(editorLanguage(), vscode.workspace.isTrusted ? "status-idle" : "status-untrusted");
    language.text = text;
    const engine = run?.view?.engine;
    language.detail = engine ? say(editorLanguage(), "status-engine", { engine }) : "";
    if (!run) {
      item.hide();
      return;
    }
    item.text = run.view?.status === "paused" ? `$(debug-pause) ${text}` : `$(sync~spin) ${text}`;
    item.command = { title: "", command: commands.showSummary, arguments: [run.uri] };
    item.show();
  };
  const refreshModels = (): void =>
    setContext(
      contextKeys.hasModel,
      vscode.window.visibleTextEditors.some(({ document }) => isModelDocument(document)),
    );
  let waiting: NodeJS.Timeout | undefined;
  const refreshSoon = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      refresh();
    }, REFRESH_MS);
  };
  refresh();
  refreshModels();
  return vscode.Disposable.from(
    item,
    language,
    runs.onDidChange((run) => (run.isActive && contexts.get(contextKeys.anyTraining) ? refreshSoon() : refresh())),
    { dispose: () => clearTimeout(waiting) },
    runs.onDidEnd((run) => {
      refresh();
      if (!panels.isVisible(run.uri)) void tellEnd(run, panels);
    }),
    vscode.window.onDidChangeVisibleTextEditors(refreshModels),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    panels.onDidChangeActive(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
  );
}

const contexts = new Map<string, boolean>();

/** VS Code is told only of changes: a run changes many times a second. */
function setContext(key: string, value: boolean): void {
  if (contexts.get(key) === value) return;
  contexts.set(key, value);
  void vscode.commands.executeCommand("setContext", key, value);
}

function progressText({ uri, view, history }: ModelRun): string {
  const file = baseName(uri);
  const loss = history.last?.loss;
  const pausedAt = view?.pausedAt;
  if (pausedAt) {
    const { epoch, batch, batches } = pausedAt;
    return say(editorLanguage(), "editor-status-paused", { file, epoch, batch, batches });
  }
  if (!view || loss === undefined) return say(editorLanguage(), "editor-status-starting", { file });
  const { epoch, epochs } = view;
  return say(editorLanguage(), "editor-status-training", { file, epoch, epochs, loss: shortNumber(loss) });
}

/** Said once, and only where the panel cannot say it. */
async function tellEnd(run: ModelRun, panels: Panels): Promise<void> {
  const reason = run.view?.reason ? render(run.view.reason as Message, editorLanguage()) : "";
  const end = endMessage(run, baseName(run.uri), reason);
  if (!end) return;
  const showPanel = say(editorLanguage(), "editor-show-panel");
  const setUp = say(editorLanguage(), "editor-set-up-tensorflow");
  const buttons = run.view?.reason?.id === "tensorflow-absent" ? [setUp, showPanel] : [showPanel];
  const isFailure = end.id === "editor-failed" || end.id === "editor-refused";
  const show = isFailure ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
  const picked = await show(notificationText(render(end, editorLanguage())), ...buttons);
  if (picked === showPanel) panels.show(run.uri);
  if (picked === setUp) await vscode.commands.executeCommand(commands.setUpTensorFlow);
}
