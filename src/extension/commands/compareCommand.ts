/**
 * The command Compare Cells: the network of the model in front learnt by SimpleRNN, LSTM and GRU in turn, each in a process of its own; what they
 * came to, the gradient by step of all three on one scale, and their insides one under the other, as a picture in the panel and, behind it, as a document.
 *
 * The runs are the comparison's own and lie in a temporary folder: none of them is taken for the file's newest.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { type Message, message, render, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import type { EpochRow, Inspected, TrainingFact, TrainRequest } from "../../protocol/training";
import { startInspecting, startTraining, type TrainingHandle } from "../../training/startTraining";
import type { RequestEnd } from "../../training/workerProcess";
import type { CellVariant } from "../analysis/answers";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { commands } from "../contributions";
import { compareWith, comparedRun, lookAtOnce } from "../inspection/comparison";
import type { Inspections, LearntCell } from "../inspection/inspections";
import { editorLanguage, notificationText } from "../modelDocuments";
import type { Panels } from "../panel/panels";
import type { ModelRun } from "../runs/modelRun";
import { type ModelRuns, placeOf, reasonOf, type TrainingJob } from "../runs/modelRuns";
import { currentModel } from "./currentModel";
import { readyJob } from "./trainingCommands";

export function registerCompareCommand(
  workerPath: string,
  analysis: ModelAnalysis,
  runs: ModelRuns,
  panels: Panels,
  inspections: Inspections,
): vscode.Disposable {
  const compareRuns = async (argument?: unknown, id?: unknown): Promise<void> => {
    const document = await currentModel(argument, panels);
    if (!document) return warn(message("editor-no-model"));
    const run = runs.of(document.uri);
    panels.show(document.uri);
    const other = typeof id === "string" || id === null ? id : await chooseOther(runs, run);
    if (other !== undefined) await compareWith(workerPath, runs, run, other);
  };
  const cells = vscode.commands.registerCommand(commands.compareCells, async (argument?: unknown) => {
    const document = await currentModel(argument, panels);
    if (!document) return warn(message("editor-no-model"));
    const job = await readyJob(analysis, document);
    if (!job) return;
    if (job.missing) return warn(job.missing);
    const variants = await analysis.settle(job.document, "cellVariants");
    if (!variants) return warn(message("analysis-failed"));
    if (variants.length === 0) return warn(message("inspect-none-recurrent"));
    const folder = mkdtempSync(path.join(tmpdir(), "unroll-cells-"));
    try {
      const learnt = await learnInTurn(workerPath, job, variants, folder);
      if (learnt && "id" in learnt) warn(learnt);
      else if (learnt) {
        const { uri } = job.document;
        runs.of(uri).compare({ runs: learnt.map(({ kind, rows, looked }) => comparedRun(kind, rows, looked)) });
        await inspections.compare(uri, learnt);
        // The picture stands in front of its text.
        panels.show(uri);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return vscode.Disposable.from(cells, vscode.commands.registerCommand(commands.compareRuns, compareRuns));
}

/** Another run of the file, by keyboard; undefined where the person thought better of it. */
async function chooseOther({ kept }: ModelRuns, run: ModelRun): Promise<string | undefined> {
  const others = (await kept.refresh(run)).filter(({ record }) => record.id !== run.view?.id);
  if (!run.view || others.length === 0) {
    warn(message("compare-no-other"));
    return undefined;
  }
  const items = others.map(({ record }) => ({ label: record.id, description: record.started }));
  const placeHolder = say(editorLanguage(), "compare-choose");
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.label;
}

/** Undefined where the person thought better of it; a message where one of them failed. */
function learnInTurn(
  workerPath: string,
  job: TrainingJob,
  variants: readonly CellVariant[],
  folder: string,
): Thenable<readonly LearntCell[] | Message | undefined> {
  const title = say(editorLanguage(), "editor-comparing");
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, token) => {
    const learnt: LearntCell[] = [];
    for (const variant of variants) {
      progress.report({ message: variant.kind, increment: 100 / variants.length });
      const found = await learn(workerPath, job, variant, path.join(folder, variant.kind), token);
      if (!found || "id" in found) return found;
      learnt.push(found);
    }
    return learnt;
  });
}

async function learn(
  workerPath: string,
  { document, engine, settings }: TrainingJob,
  { kind, text, params }: CellVariant,
  out: string,
  token: vscode.CancellationToken,
): Promise<LearntCell | Message | undefined> {
  const rows: EpochRow[] = [];
  const place = placeOf(document.uri);
  const request: TrainRequest = {
    ...{ type: "train", ...place, text, out, engine, askedBy: "setting", reproducible: false, ...settings },
    ...{ predictions: "never", epochMegabytes: 0 },
  };
  const onFact = (fact: TrainingFact): void => {
    if (fact.type === "epochsEnded") rows.push(...fact.rows);
  };
  const trained = await ended(token, (onEnd) => startTraining({ workerPath, request, onFact, onEnd }));
  if (token.isCancellationRequested || trained.how === "cancelled") return undefined;
  if (trained.how !== "answered" || trained.fact.type !== "finished" || trained.fact.status === "failed") {
    return reasonOf(trained) ?? message("worker-stopped");
  }
  const looking = { type: "inspect", ...place, text, engine, run: out, sample: 0, connectivity: false } as const;
  const seen = await ended(token, (onEnd) =>
    startInspecting({ workerPath, request: looking, onFact: () => undefined, onEnd }),
  );
  if (seen.how === "cancelled") return undefined;
  if (seen.how !== "answered" || seen.fact.type !== "inspected") return reasonOf(seen) ?? message("worker-stopped");
  const { epochs, elapsedMs } = trained.fact;
  const looked = await lookAtOnce(workerPath, { type: "look", ...place, text, engine, run: out }, 0);
  const loss = rows.at(-1)?.loss ?? Number.NaN;
  return { rows, looked, kind, params, epochs, elapsedMs, loss, ...gradientOf(seen.fact), layers: seen.fact.layers };
}

function gradientOf({ layers: [layer] }: Inspected): { readonly gradient?: readonly number[] } {
  return layer?.gradient ? { gradient: Array.from(measureRows(layer.gradient)) } : {};
}

/** Ends the process where the person thinks better of it. */
function ended(
  token: vscode.CancellationToken,
  start: (onEnd: (end: RequestEnd) => void) => TrainingHandle,
): Promise<RequestEnd> {
  return new Promise((resolve) => {
    const listening = token.onCancellationRequested(() => job.kill());
    const job = start((end) => {
      listening.dispose();
      resolve(end);
    });
    if (token.isCancellationRequested) job.kill();
  });
}

function warn(text: Message): void {
  void vscode.window.showWarningMessage(notificationText(render(text, editorLanguage())));
}
