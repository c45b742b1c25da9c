/**
 * One status-bar item and a language status item that speak of the model file in front, the context keys, and the words at the end. Where
 * the file in front is not trained and another one is, the status-bar item speaks of that one, by its name.
 */
import * as vscode from "vscode";
import { type Message, render, say } from "../core/messages/message";
import type { RunView } from "../protocol/panel";
import { commands, contextKeys, settings } from "./contributions";
import { isLive } from "./live/liveTraining";
import { activeModel } from "./commands/currentModel";
import { baseName, editorLanguage, isModelDocument, modelSelector, notificationText } from "./modelDocuments";
import type { Panels } from "./panel/panels";
import { shortNumber } from "../core/text/shortNumber";
import { endMessage, type ModelRun } from "./runs/modelRun";
import type { ModelRuns } from "./runs/modelRuns";

/** A run changes many times a second; nobody reads so fast. */
const REFRESH_MS = 250;

export function registerStatus(runs: ModelRuns, panels: Panels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("unroll.training", vscode.StatusBarAlignment.Left, 10);
  item.name = say(editorLanguage(), "status-name");
  const language = vscode.languages.createLanguageStatusItem("unroll.state", modelSelector);
  language.name = say(editorLanguage(), "status-name");
  const refresh = (): void => {
    const model = activeModel(panels);
    const front = model && runs.of(model);
    const [training] = runs.active;
    const shown = front?.isActive || !training ? front : training;
    setContext(contextKeys.training, front?.isActive ?? false);
    setContext(contextKeys.paused, front?.view?.status === "paused");
    setContext(contextKeys.anyTraining, training !== undefined);
    setContext(contextKeys.panelPinned, panels.isActivePinned);
    const idle = vscode.workspace.isTrusted ? "status-idle" : "status-untrusted";
    language.text = (front && stateText(front)) ?? say(editorLanguage(), idle);
    const engine = front?.view?.engine;
    language.detail = engine ? say(editorLanguage(), "status-engine", { engine }) : "";
    const text = shown && stateText(shown);
    const live = model && isLive(model) ? say(editorLanguage(), "status-live") : "";
    if (live) language.text = `${language.text} · ${live}`;
    const of = text && shown.view ? { uri: shown.uri, text: `${icons[shown.view.status]} ${text}` } : undefined;
    if (!of && !live) return item.hide();
    item.text = [of?.text, live && `$(zap) ${live}`].filter(Boolean).join(" · ");
    item.tooltip = live ? say(editorLanguage(), "status-live-hint") : undefined;
    item.command = { title: "", command: commands.showPanel, arguments: [of?.uri ?? model] };
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
      if (!panels.isVisible(run.uri) && !run.view?.isLive) void tellEnd(run, panels);
    }),
    vscode.window.onDidChangeVisibleTextEditors(refreshModels),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    panels.onDidChangeActive(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settings.live) && refresh()),
  );
}

const contexts = new Map<string, boolean>();

/** VS Code is told only of changes: a run changes many times a second. */
function setContext(key: string, value: boolean): void {
  if (contexts.get(key) === value) return;
  contexts.set(key, value);
  void vscode.commands.executeCommand("setContext", key, value);
}

const icons: Readonly<Record<RunView["status"], string>> = {
  ...{ starting: "$(sync~spin)", running: "$(sync~spin)", paused: "$(debug-pause)", stopping: "$(sync~spin)" },
  ...{ finished: "$(check)", stopped: "$(debug-stop)" },
  ...{ interrupted: "$(debug-disconnect)", elsewhere: "$(sync)" },
  ...{ failed: "$(error)", crashed: "$(error)", refused: "$(error)" },
};

/** How the run stands, with the file's name; undefined where the file has none. */
function stateText(run: ModelRun): string | undefined {
  const { uri, view, history, isActive } = run;
  if (!view) return undefined;
  const file = baseName(uri);
  const loss = history.last?.loss;
  if (!isActive) {
    if (view.status === "finished") {
      return say(editorLanguage(), "status-finished", { file, loss: shortNumber(loss ?? Number.NaN) });
    }
    if (view.status === "elsewhere") return undefined;
    if (view.status === "stopped" || view.status === "interrupted")
      return say(editorLanguage(), "status-stopped", { file, epoch: view.epoch });
    return say(editorLanguage(), "status-failed", { file });
  }
  const { pausedAt } = view;
  if (pausedAt) {
    const { epoch, batch, batches } = pausedAt;
    return say(editorLanguage(), "editor-status-paused", { file, epoch, batch, batches });
  }
  if (loss === undefined) return say(editorLanguage(), "editor-status-starting", { file });
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
