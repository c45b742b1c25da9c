/**
 * The commands Train, Stop, Predict and Show Summary.
 *
 * Train and Predict check again, in code, what `enablement` only hides: trust, a file on disk, no errors, no run already.
 */
import * as vscode from "vscode";
import { type Message, type MessageArguments, type MessageId, message, render, say } from "../../core/messages/message";
import { commands } from "../contributions";
import { baseName, editorLanguage, modelFileOf, notificationText } from "../modelDocuments";
import type { Panels } from "../panel/panels";
import type { ModelRun } from "../runs/modelRun";
import type { ModelRuns, TrainingJob } from "../runs/modelRuns";
import { currentModel } from "./currentModel";

export function registerTrainingCommands(runs: ModelRuns, panels: Panels): vscode.Disposable {
  const withModel =
    (action: (document: vscode.TextDocument) => unknown) =>
    async (argument?: unknown): Promise<void> => {
      const document = await currentModel(argument, panels);
      if (document) await action(document);
      else warn(message("editor-no-model"));
    };
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register(
      commands.train,
      withModel((document) => {
        const job = readyJob(document);
        if (!job) return;
        if (runs.of(document.uri).isActive) {
          warn(message("editor-already-training", { file: baseName(document.uri) }));
          return;
        }
        const missing = job.file.missingForTraining;
        if (missing) warn(missing);
        else {
          panels.show(document.uri);
          runs.train(job);
        }
      }),
    ),
    register(commands.stop, async (argument?: unknown) => {
      const document = await currentModel(argument, panels);
      const named = document && runs.of(document.uri);
      const run = named?.isActive ? named : await chooseRun(runs);
      if (run) runs.stop(run);
    }),
    register(
      commands.predict,
      withModel(async (document) => {
        const job = readyJob(document);
        if (!job) return;
        panels.show(document.uri);
        const refused = await runs.predict(job);
        if (refused) warn(refused);
      }),
    ),
    register(
      commands.showSummary,
      withModel((document) => panels.show(document.uri)),
    ),
  );
}

/** Another file's run is never ended without asking. */
async function chooseRun({ active }: ModelRuns): Promise<ModelRun | undefined> {
  const items = active.map((run) => ({ label: baseName(run.uri), description: run.uri.fsPath, run }));
  return (await vscode.window.showQuickPick(items, { placeHolder: say(editorLanguage(), "editor-choose-run") }))?.run;
}

/** What can be sent to a training process, or undefined after a warning that says why not. */
function readyJob(document: vscode.TextDocument): TrainingJob | undefined {
  if (!vscode.workspace.isTrusted) return warn(message("editor-untrusted"));
  if (document.isUntitled) return warn(message("editor-untitled"));
  if (document.uri.scheme !== "file") return warn(message("editor-not-on-disk"));
  const file = modelFileOf(document);
  const errors = file.diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) return { document, file };
  void showProblems("editor-has-errors", {
    file: baseName(document.uri),
    count: errors.length,
    problem: render(first.message, editorLanguage()),
  });
  return undefined;
}

function warn(text: Message): undefined {
  void vscode.window.showWarningMessage(notificationText(render(text, editorLanguage())));
}

async function showProblems<Id extends MessageId>(id: Id, args: MessageArguments<Id>): Promise<void> {
  const button = say(editorLanguage(), "editor-show-problems");
  const text = notificationText(render({ id, args }, editorLanguage()));
  if ((await vscode.window.showErrorMessage(text, button)) === button) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}
