/**
 * The runs of a model file that lie on disk: the newest is shown where none was trained in this window, an earlier one can be chosen, and
 * they can be deleted.
 *
 * Nothing is read before the workspace is trusted, and never so much at once that the editor would feel it.
 */
import { createReadStream, lstatSync } from "node:fs";
import * as path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import * as vscode from "vscode";
import { EpochHistory } from "../../core/training/epochHistory";
import { message, render } from "../../core/messages/message";
import { canResume, type KeptRun, type RunView } from "../../protocol/panel";
import type { EpochRow } from "../../protocol/training";
import { runsOf } from "../../runs/findRun";
import { progressOf, rowsOf, type Run } from "../../runs/readRun";
import { commands, settings } from "../contributions";
import { baseName, editorLanguage, notificationText, openDocument } from "../modelDocuments";
import type { ModelRun } from "./modelRun";

/** What a person looks through; all others stay on disk. */
const MOST_RUNS = 50;
/** How long a piece of work may be before the host gets its breath. */
const BREATH_MS = 8;
/** A run of another process is looked at again after so long. */
const LOOK_AGAIN_MS = 1000;

/** Where a file's runs are looked for; undefined where nothing may be read, or nothing lies on disk. */
export function placeOfRuns(uri: vscode.Uri): { file: string; workspace: string } | undefined {
  if (!vscode.workspace.isTrusted || uri.scheme !== "file") return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, "..");
  return { file: uri.fsPath, workspace: folder.fsPath };
}

export class KeptRuns implements vscode.Disposable {
  private readonly found = new Map<ModelRun, readonly Run[]>();
  private readonly watches = new Map<ModelRun, NodeJS.Timeout>();

  /** `askPredictions`: what the network of a run answers, as its own frozen model file says. `window`: windowName.ts. */
  constructor(
    private readonly askPredictions: (modelRun: ModelRun, run: Run) => void,
    private readonly window: string | undefined,
  ) {}

  /** Shows the newest run of a file, unless a newer one or one that was chosen is shown already. */
  async open(modelRun: ModelRun): Promise<void> {
    const [newest] = await this.refresh(modelRun);
    const { view, isChosen, isActive } = modelRun;
    const isOlder = !view || (view.id !== "" && view.id < (newest?.record.id ?? ""));
    if (newest && !isActive && !isChosen && isOlder) await this.show(modelRun, newest);
  }

  /**
   * The run that is shown goes on by itself where this window has only just left it behind, being reloaded (setting
   * `unroll.runs.resumeAfterReload`): not one that was stopped or paused, not one of another window, and not with another text.
   */
  async goOn(modelRun: ModelRun): Promise<void> {
    const { view, uri } = modelRun;
    const run = view && this.runOf(modelRun, view.id);
    if (!run || view.modelChanged || openDocument(uri)?.isDirty !== false || !canResume(view)) return;
    if (!wasJustLeft(run) || run.record.window === undefined || run.record.window !== this.window) return;
    if (vscode.workspace.getConfiguration(undefined, uri).get(settings.resumeAfterReload) !== true) return;
    const told = message("editor-goes-on", { file: baseName(uri), epoch: view.epoch });
    void vscode.window.showInformationMessage(notificationText(render(told, editorLanguage())));
    await vscode.commands.executeCommand(commands.resume, uri);
  }

  /** Reads again which runs there are. */
  async refresh(modelRun: ModelRun): Promise<readonly Run[]> {
    const place = placeOfRuns(modelRun.uri);
    const runs = place ? await listRuns(place).catch(() => []) : [];
    this.found.set(modelRun, runs);
    modelRun.keep(runs.map(itemOf));
    return runs;
  }

  async choose(modelRun: ModelRun, id: string): Promise<void> {
    const run = this.runOf(modelRun, id);
    if (!run || modelRun.isActive) return;
    await this.show(modelRun, run);
    modelRun.isChosen = true;
  }

  /** The folder of one of a file's runs. */
  runOf(modelRun: ModelRun, id: string): Run | undefined {
    return this.found.get(modelRun)?.find(({ record }) => record.id === id);
  }

  /** One of a file's runs as it lies on disk: its model file and its figures. */
  async read(
    modelRun: ModelRun,
    id: string,
  ): Promise<{ readonly folder: string; readonly text: string; readonly rows: readonly EpochRow[] } | undefined> {
    const run = this.runOf(modelRun, id);
    const text = run && (await readText(path.join(run.folder, "model.rnn.yaml")));
    if (!run || text === undefined) return undefined;
    return { folder: run.folder, text, rows: (await readHistory(run.folder)).rows };
  }

  async remove(modelRun: ModelRun, id: string): Promise<void> {
    const run = this.runOf(modelRun, id);
    if (!run || run.status === "running" || (modelRun.isActive && modelRun.view?.id === id)) return;
    await vscode.workspace.fs.delete(vscode.Uri.file(run.folder), { recursive: true });
    const [newest] = await this.refresh(modelRun);
    if (modelRun.view?.id !== id) return;
    if (newest) await this.show(modelRun, newest);
    else modelRun.forget();
  }

  private async show(modelRun: ModelRun, run: Run): Promise<void> {
    const history = await readHistory(run.folder);
    if (modelRun.isActive) return;
    const text = await readText(path.join(run.folder, "model.rnn.yaml"));
    const view = viewOf(run, history.last);
    modelRun.restore(view, history, text, run.folder);
    if (run.status !== "running") this.askPredictions(modelRun, run);
    clearTimeout(this.watches.get(modelRun));
    if (view.status === "elsewhere") {
      this.watches.set(
        modelRun,
        setTimeout(() => void this.lookAgain(modelRun, view.id), LOOK_AGAIN_MS),
      );
    }
  }

  private async lookAgain(modelRun: ModelRun, id: string): Promise<void> {
    await this.refresh(modelRun);
    const run = this.runOf(modelRun, id);
    if (!run || modelRun.view?.id !== id || modelRun.view.status !== "elsewhere") return;
    await this.show(modelRun, run);
    await this.goOn(modelRun);
  }

  dispose(): void {
    for (const timer of this.watches.values()) clearTimeout(timer);
  }
}

async function listRuns({ file, workspace }: { file: string; workspace: string }): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let since = performance.now();
  for (const run of runsOf(file, workspace)) {
    runs.push(run);
    if (runs.length === MOST_RUNS) break;
    if (performance.now() - since < BREATH_MS) continue;
    await breathe();
    since = performance.now();
  }
  return runs;
}

/** Piece by piece: a long run has many megabytes of figures. */
async function readHistory(folder: string): Promise<EpochHistory<EpochRow>> {
  const history = new EpochHistory<EpochRow>();
  const file = path.join(folder, "metrics.jsonl");
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return history;
  let rest = "";
  try {
    for await (const chunk of createReadStream(file, "utf8") as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      history.add(rowsOf(lines.join("\n")).filter(isRow));
      await breathe();
    }
  } catch {
    // What could be read is shown.
  }
  return history;
}

const isRow = (row: Record<string, number>): row is EpochRow & Record<string, number> =>
  row["epoch"] !== undefined && row["loss"] !== undefined;

async function readText(file: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
  } catch {
    return undefined;
  }
}

/** A reload takes seconds; what was left longer ago waits for a person. */
const JUST_LEFT_MS = 60_000;

function wasJustLeft({ status, record: { reason, ended } }: Run): boolean {
  if (status !== "stopped" || reason?.id !== "run-left" || ended === undefined) return false;
  const agoMs = Date.now() - Date.parse(ended);
  return agoMs >= 0 && agoMs < JUST_LEFT_MS;
}

/** A run that its window left behind was put away as stopped, with that reason. */
function statusOf({ status, record }: Run): RunView["status"] {
  if (status === "running") return "elsewhere";
  return status === "stopped" && record.reason?.id.startsWith("run-left") ? "interrupted" : status;
}

function viewOf(run: Run, last: EpochRow | undefined): RunView {
  const { id, epochs, epochsDone, elapsedMs, engine, why, build, seed, reason, baselines } = run.record;
  const { stoppedEarly, restoredEpoch } = run.record;
  const rate = last?.["learning_rate"] ?? run.record.learningRates?.at(-1)?.rate;
  return {
    ...{ id, status: statusOf(run), epoch: last?.epoch ?? epochsDone, epochs, engine, build, seed },
    modelChanged: false,
    ...(elapsedMs !== undefined && { elapsedMs }),
    ...(baselines && { baselines }),
    ...(stoppedEarly && { stoppedEarly: restoredEpoch === undefined ? {} : { restoredEpoch } }),
    ...(why && { why }),
    ...(rate !== undefined && { learningRate: rate }),
    ...(reason && run.status === "failed" && { reason }),
  };
}

function itemOf(run: Run): KeptRun {
  const { id, started, epochs } = run.record;
  return { id, started, status: statusOf(run), epochs, ...progressOf(run) };
}
