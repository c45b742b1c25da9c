/**
 * The commands Show Engines, Set Up TensorFlow and Remove TensorFlow.
 *
 * A set-up may take minutes: it says what it does, can be called off, and leaves nothing behind then. What a program has written when it
 * failed stands in the log.
 */
import * as vscode from "vscode";
import { type Message, message, render, say } from "../../core/messages/message";
import type { EngineReport } from "../../protocol/engines";
import { commands } from "../contributions";
import { shortReason } from "../engines/engineLine";
import { type AskedEngine, engineNames, readEngineSetting, writeEngineSetting } from "../engines/engineSetting";
import type { ChangeEnd, EngineChange, Engines } from "../engines/engines";
import { editorLanguage, notificationText } from "../modelDocuments";

const titles = { setUpTensorFlow: "editor-setting-up", removeTensorFlow: "editor-removing" } as const;

export function registerEngineCommands(engines: Engines): vscode.Disposable {
  const language = editorLanguage();
  const log = vscode.window.createOutputChannel(say(language, "status-name"), { log: true });
  const change = async (what: EngineChange): Promise<void> => {
    if (!vscode.workspace.isTrusted) return tell("showWarningMessage", message("editor-untrusted-set-up"));
    if (engines.isChanging) return tell("showInformationMessage", message("editor-changing-already"));
    const end = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: say(language, titles[what]),
        cancellable: true,
      },
      (progress, token) =>
        engines.change(
          what,
          (step, isProgress) => {
            if (!isProgress) log.info(render(step, language));
            progress.report({ message: render(step, language) });
          },
          token,
        ),
    );
    await tellEnd(end, log);
  };
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    log,
    register(commands.setUpTensorFlow, () => change("setUpTensorFlow")),
    register(commands.removeTensorFlow, () => change("removeTensorFlow")),
    register(commands.showEngines, async () => {
      if (!vscode.workspace.isTrusted) return tell("showWarningMessage", message("editor-untrusted-set-up"));
      const picked = await pickEngine(engines);
      if (!picked) return;
      if ("change" in picked) await change(picked.change);
      else if (picked.report?.available === false) await offerSetUp(picked.report);
      else await writeEngineSetting(picked.engine);
    }),
  );
}

type EngineItem = vscode.QuickPickItem &
  ({ readonly engine: AskedEngine; readonly report?: EngineReport } | { readonly change: EngineChange });

/** The whole reason why it cannot be chosen, with the cure. */
async function offerSetUp({ reason, canSetUp }: EngineReport): Promise<void> {
  const button = say(editorLanguage(), "editor-set-up-tensorflow");
  const text = reason ? render(reason as Message, editorLanguage()) : "";
  const picked = await vscode.window.showWarningMessage(notificationText(text), ...(canSetUp ? [button] : []));
  if (picked === button) await vscode.commands.executeCommand(commands.setUpTensorFlow);
}

/** The engines and, below, what can be done about TensorFlow; the list is made when the newest report is there. */
function pickEngine(engines: Engines): Thenable<EngineItem | undefined> {
  const language = editorLanguage();
  const items = engines.refresh().then(() => {
    const asked = readEngineSetting(vscode.window.activeTextEditor?.document);
    const actions = (engines.reports ?? []).flatMap(actionsOf);
    return [
      ...engineNames.map((name) => describe(name, name === asked, engines)),
      ...(actions.length > 0 ? [separator, ...actions] : []),
    ] as EngineItem[];
  });
  return vscode.window.showQuickPick(items, { placeHolder: say(language, "editor-choose-engine") });
}

const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };

function describe(engine: AskedEngine, isAsked: boolean, { reports, problem }: Engines): EngineItem {
  const language = editorLanguage();
  const label = `${isAsked ? "$(check)" : "$(blank)"} ${engine}`;
  if (engine === "auto") return { label, engine, description: say(language, "editor-auto-is") };
  const report = reports?.find(({ name }) => name === engine);
  if (report?.available) {
    const version = engine === "wasm" ? report.version : `TensorFlow ${report.version}`;
    return { label, engine, report, description: [version, ...report.features].join(" · ") };
  }
  const reason = report ? shortReason(report) : problem;
  const said = reason ? render(reason, language) : "";
  return {
    label,
    engine,
    ...(report && { report }),
    description: say(language, "editor-engine-missing", { reason: said }),
  };
}

function actionsOf({ canSetUp, canRemove }: EngineReport): EngineItem[] {
  const language = editorLanguage();
  return [
    ...(canSetUp
      ? [
          {
            label: `$(cloud-download) ${say(language, "editor-set-up-tensorflow")}`,
            change: "setUpTensorFlow" as const,
          },
        ]
      : []),
    ...(canRemove
      ? [{ label: `$(trash) ${say(language, "editor-remove-tensorflow")}`, change: "removeTensorFlow" as const }]
      : []),
  ];
}

function tell(show: "showInformationMessage" | "showWarningMessage", text: Message): void {
  void vscode.window[show](notificationText(render(text, editorLanguage())));
}

async function tellEnd(end: ChangeEnd, log: vscode.LogOutputChannel): Promise<void> {
  const language = editorLanguage();
  if (!end) return tell("showInformationMessage", message("tensorflow-set-up-ended"));
  if ("interrupted" in end) return tell("showInformationMessage", end.interrupted);
  if ("done" in end) {
    const text = render(end.done, language);
    log.info(text);
    const button = say(language, "editor-show-engines");
    const picked = await vscode.window.showInformationMessage(notificationText(text), button);
    if (picked === button) await vscode.commands.executeCommand(commands.showEngines);
    return;
  }
  const text = render(end.failed, language);
  log.error(text);
  const button = say(language, "editor-show-log");
  const picked = await vscode.window.showErrorMessage(notificationText(text), button);
  if (picked === button) log.show();
}
