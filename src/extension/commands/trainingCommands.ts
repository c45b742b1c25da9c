/**
 * The commands Train, Stop, Predict and Inspect, and those that a running training obeys.
 *
 * Train and Predict check again, in code, what `enablement` only hides: trust, a file on disk, no errors, no run already. A file that is not
 * saved is saved then.
 */
import * as vscode from "vscode";
import { type Message, message, render, say } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { commands } from "../contributions";
import type { Readiness } from "../analysis/answers";
import { readEngineSetting } from "../engines/engineSetting";
import { readTrainingSettings } from "../engines/trainingSettings";
import { baseName, editorLanguage, notificationText } from "../modelDocuments";
import type { Panels } from "../panel/panels";
import type { ControlRequest } from "../../protocol/training";
import { canResume } from "../../protocol/panel";
import { shortNumber } from "../../core/text/shortNumber";
import type { ModelRun } from "../runs/modelRun";
import { type ModelRuns, noteOn, type TrainingJob } from "../runs/modelRuns";
import type { Inspections } from "../inspection/inspections";
import { currentModel } from "./currentModel";
import { savedModel } from "./savedModel";

export function registerTrainingCommands(
  analysis: ModelAnalysis,
  runs: ModelRuns,
  panels: Panels,
  inspections: Inspections,
): vscode.Disposable {
  const withModel =
    (action: (document: vscode.TextDocument) => unknown) =>
    async (argument?: unknown): Promise<void> => {
      const document = await currentModel(argument, panels);
      if (document) await action(document);
      else void offer(message("editor-no-model"), "editor-new-model", commands.newModel);
    };
  const refuseWhileTraining = (document: vscode.TextDocument): boolean => {
    const { isActive } = runs.of(document.uri);
    if (isActive) warn(message("editor-already-training", { file: baseName(document.uri) }));
    return isActive;
  };
  const start = async (document: vscode.TextDocument, first?: ControlRequest): Promise<void> => {
    const job = await readyJob(analysis, document);
    if (!job || refuseWhileTraining(job.document)) return;
    if (job.missing) return warn(job.missing);
    panels.show(job.document.uri);
    runs.train(job, first);
  };
  /** The training of the model that is meant, or the only one there is. */
  const activeRun = async (argument: unknown): Promise<ModelRun | undefined> => {
    const document = await currentModel(argument, panels);
    const named = document && runs.of(document.uri);
    if (named) return named.isActive ? named : undefined;
    return runs.active.length === 1 ? runs.active[0] : undefined;
  };
  const withRun =
    (action: (run: ModelRun) => void) =>
    async (argument?: unknown): Promise<void> => {
      const run = await activeRun(argument);
      if (run) action(run);
      else warn(message("editor-not-training"));
    };
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register(
      commands.train,
      withModel((document) => start(document)),
    ),
    register(
      commands.resume,
      withModel(async (document) => {
        const job = await readyJob(analysis, document);
        if (!job || refuseWhileTraining(job.document)) return;
        const run = runs.of(job.document.uri);
        if (!run.view) await runs.kept.open(run);
        if (!run.view || !canResume(run.view))
          return warn(message("editor-no-resume", { file: baseName(job.document.uri) }));
        panels.show(job.document.uri);
        runs.train({ ...job, epochs: Math.max(job.epochs, run.view.epochs) }, undefined, run.folder ?? run.view.id);
      }),
    ),
    register(
      commands.pause,
      withRun((run) => runs.ask(run, { type: "pause" })),
    ),
    register(
      commands.proceed,
      withRun((run) => runs.ask(run, { type: "proceed" })),
    ),
    register(
      commands.oneStep,
      withModel((document) => {
        const run = runs.of(document.uri);
        if (run.isActive) runs.ask(run, { type: "step" });
        else return start(document, { type: "step" });
      }),
    ),
    register(commands.setLearningRate, async (argument?: unknown, given?: unknown) => {
      const run = await activeRun(argument);
      if (!run) return warn(message("editor-not-training"));
      const rate = typeof given === "number" ? given : await askLearningRate(run);
      if (rate !== undefined) runs.ask(run, { type: "setLearningRate", rate });
    }),
    register(commands.stop, async (argument?: unknown) => {
      const run = (await activeRun(argument)) ?? (await chooseRun(runs));
      if (run) runs.stop(run);
    }),
    register(
      commands.predict,
      withModel(async (document) => {
        const job = await readyJob(analysis, document);
        if (!job || refuseWhileTraining(job.document)) return;
        panels.show(job.document.uri);
        const refused = await runs.predict(job);
        if (refused) warnOfRun(refused, job.document);
      }),
    ),
    register(
      commands.inspect,
      withModel(async (document) => {
        const job = await readyJob(analysis, document);
        const sample = job && (await askSample(job.samples));
        if (!job || sample === undefined) return;
        const found = await runs.inspect(job, sample);
        if (found && "id" in found) warnOfRun(found, job.document);
        else if (found) {
          await inspections.show(job.document.uri, sample, found);
          const note = noteOn(found);
          if (note) warnOfRun(note, job.document);
        }
      }),
    ),
  );
}

/** Counted from 0, though the person counts from 1, as the panel does; undefined where he thought better of it. Nothing is asked where there is one sample only. */
async function askSample(samples: number | undefined): Promise<number | undefined> {
  if (samples === 1) return 0;
  const last = samples ?? Infinity;
  const isSample = (text: string): boolean => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= last;
  const answer = await vscode.window.showInputBox({
    title:
      samples === undefined
        ? say(editorLanguage(), "editor-sample")
        : say(editorLanguage(), "editor-sample.of", { last }),
    value: "1",
    validateInput: (text) => (isSample(text) ? undefined : say(editorLanguage(), "editor-sample-wrong")),
  });
  return answer === undefined ? undefined : Number(answer) - 1;
}

/** Undefined where the person thought better of it. */
async function askLearningRate({ view }: ModelRun): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title: say(editorLanguage(), "editor-learning-rate"),
    value: view?.learningRate === undefined ? "" : String(shortNumber(view.learningRate)),
    validateInput: (text) =>
      readRate(text) === undefined ? say(editorLanguage(), "editor-learning-rate-wrong") : undefined,
  });
  return answer === undefined ? undefined : readRate(answer);
}

/** A number from 0 on, with a point or, as much of the world writes it, a comma. */
function readRate(text: string): number | undefined {
  const rate = text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
  return Number.isFinite(rate) && rate >= 0 ? rate : undefined;
}

/** Another file's run is never ended without asking. */
async function chooseRun({ active }: ModelRuns): Promise<ModelRun | undefined> {
  const items = active.map((run) => ({ label: baseName(run.uri), description: run.uri.fsPath, run }));
  return (await vscode.window.showQuickPick(items, { placeHolder: say(editorLanguage(), "editor-choose-run") }))?.run;
}

/** What can be sent to a training process, or undefined after a warning that says why not. */
export async function readyJob(
  analysis: ModelAnalysis,
  document: vscode.TextDocument,
): Promise<(TrainingJob & Pick<Readiness, "missing" | "samples">) | undefined> {
  if (!vscode.workspace.isTrusted) {
    void offer(message("editor-untrusted"), "editor-manage-trust", "workbench.trust.manage");
    return undefined;
  }
  if (!document.isUntitled && document.uri.scheme !== "file") return warn(message("editor-not-on-disk"));
  const readiness = await analysis.settle(document, "readiness");
  if (!readiness) return warn(message("analysis-failed"));
  const { errors, firstError, missing, epochs, samples } = readiness;
  if (!firstError) {
    const engine = readEngineSetting(document);
    if (typeof engine === "object") return warn(message("editor-unknown-engine", { found: engine.unknown }));
    const settings = readTrainingSettings(document);
    if ("id" in settings) return warn(settings);
    const saved = await savedModel(document);
    return saved && { document: saved, missing, epochs, samples, engine, settings };
  }
  const count = { file: baseName(document.uri), count: errors, problem: render(firstError, editorLanguage()) };
  void offer(message("editor-has-errors", count), "editor-show-problems", "workbench.actions.view.problems");
  return undefined;
}

function warn(text: Message): undefined {
  void vscode.window.showWarningMessage(notificationText(render(text, editorLanguage())));
}

type Button = "editor-manage-trust" | "editor-show-problems" | "editor-new-model" | "lens-train";

/** A warning with its cure as a button. */
async function offer(text: Message, button: Button, command: string, ...args: readonly unknown[]): Promise<void> {
  const label = say(editorLanguage(), button);
  const shown = notificationText(render(text, editorLanguage()));
  if ((await vscode.window.showWarningMessage(shown, label)) === label) {
    await vscode.commands.executeCommand(command, ...args);
  }
}

/** Why a run gives no answers; where there is none yet, with the way to one. */
function warnOfRun(text: Message, { uri }: vscode.TextDocument): void {
  const isCuredByTraining = text.id === "run-none" || text.id.startsWith("weights-other-model");
  if (isCuredByTraining) void offer(text, "lens-train", commands.train, uri);
  else warn(text);
}
