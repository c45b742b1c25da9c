/** The command Delete Run: of a model file, the run that is named or chosen from a list, after a question. */
import * as vscode from "vscode";
import { message, render, say } from "../../core/messages/message";
import { writtenNumber } from "../../core/messages/writtenNumber";
import type { KeptRun } from "../../protocol/panel";
import { commands } from "../contributions";
import { editorLanguage, notificationText } from "../modelDocuments";
import type { Panels } from "../panel/panels";
import { shortNumber } from "../../core/text/shortNumber";
import type { ModelRun } from "../runs/modelRun";
import type { ModelRuns } from "../runs/modelRuns";
import { currentModel } from "./currentModel";

export function registerRunCommands(runs: ModelRuns, panels: Panels): vscode.Disposable {
  return vscode.commands.registerCommand(commands.deleteRun, async (argument?: unknown, id?: unknown) => {
    if (!vscode.workspace.isTrusted) return;
    const document = await currentModel(argument, panels);
    if (!document) return void vscode.window.showWarningMessage(say(editorLanguage(), "editor-no-model"));
    const modelRun = runs.of(document.uri);
    await runs.kept.refresh(modelRun);
    const chosen = typeof id === "string" ? modelRun.kept.find((run) => run.id === id) : await chooseRun(modelRun);
    if (chosen && (await isSure(chosen))) await runs.kept.remove(modelRun, chosen.id);
  });
}

async function chooseRun({ kept }: ModelRun): Promise<KeptRun | undefined> {
  const items = kept.map((run) => ({ label: describe(run), description: run.id, run }));
  const options = { placeHolder: say(editorLanguage(), "editor-choose-deletion") };
  return (await vscode.window.showQuickPick(items, options))?.run;
}

async function isSure(run: KeptRun): Promise<boolean> {
  const button = say(editorLanguage(), "editor-delete");
  const question = render(message("editor-delete-run", { run: describe(run) }), editorLanguage());
  return (await vscode.window.showWarningMessage(notificationText(question), button)) === button;
}

/** `30 Nov, 16:05 · 100 of 100 · 0.0312` */
function describe({ started, epoch, epochs, loss }: KeptRun): string {
  const time = new Intl.DateTimeFormat(editorLanguage(), { dateStyle: "medium", timeStyle: "short" });
  const about = say(editorLanguage(), "editor-epochs-of", { epoch, epochs });
  const figure = loss === undefined ? [] : [writtenNumber(shortNumber(loss), editorLanguage())];
  return [time.format(new Date(started)), about, ...figure].join(" · ");
}
