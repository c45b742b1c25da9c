/**
 * All runs of this window, one a model file, and the processes behind them.
 *
 * Training happens in a forked process, never here. Closing the window ends the processes: they hang on this one.
 */
import * as vscode from "vscode";
import { type Message, message } from "../../core/messages/message";
import type { ControlRequest, Inspected, TrainRequest } from "../../protocol/training";
import { startInspecting, startPredicting, startTraining, type TrainingHandle } from "../../training/startTraining";
import type { RequestEnd } from "../../training/workerProcess";
import type { Run } from "../../runs/readRun";
import type { AskedEngine } from "../engines/engineSetting";
import type { TrainingSettings } from "../engines/trainingSettings";
import { KeptRuns, placeOfRuns } from "./keptRuns";
import { ModelRun, type RunBegun } from "./modelRun";

export interface TrainingJob {
  readonly document: vscode.TextDocument;
  readonly epochs: number;
  /** As the setting names it. */
  readonly engine: AskedEngine;
  readonly settings: TrainingSettings;
}

export class ModelRuns implements vscode.Disposable {
  private readonly runs = new Map<string, ModelRun>();
  private readonly jobs = new Map<ModelRun, TrainingHandle>();
  /** A file has one prediction at a time, and none while it trains. */
  private readonly predictions = new Map<ModelRun, TrainingHandle>();
  private readonly inspections = new Map<ModelRun, TrainingHandle>();
  private readonly changed = new vscode.EventEmitter<ModelRun>();
  private readonly ended = new vscode.EventEmitter<ModelRun>();
  readonly onDidChange = this.changed.event;
  readonly onDidEnd = this.ended.event;

  /** Those on disk. */
  readonly kept: KeptRuns;

  /** `window`: windowName.ts. */
  constructor(
    private readonly workerPath: string,
    private readonly window: string | undefined,
  ) {
    this.kept = new KeptRuns((modelRun, run) => void this.predictKept(modelRun, run), window);
  }

  /** The run of a file; an empty one where it has not been trained in this window. */
  of(uri: vscode.Uri): ModelRun {
    const known = this.runs.get(uri.toString());
    if (known) return known;
    const run = new ModelRun(uri);
    run.onDidChange(() => this.changed.fire(run));
    this.runs.set(uri.toString(), run);
    return run;
  }

  get all(): readonly ModelRun[] {
    return [...this.runs.values()];
  }

  get active(): readonly ModelRun[] {
    return this.all.filter(({ isActive }) => isActive);
  }

  /** `first`: asked of the run before its first step. `resume`: the run that is taken up again, by id or folder. */
  train(job: TrainingJob, first?: ControlRequest, resume?: string): void {
    this.start(job, resume === undefined ? "anew" : "resumed", {
      ...(resume !== undefined && { resume, epochs: job.epochs }),
    });
    if (first) this.ask(this.of(job.document.uri), first);
  }

  /** A run of live mode: the answers of the one before stay on the screen until there are new ones. */
  trainLive(job: TrainingJob): void {
    this.start(job, "live", { live: true });
  }

  /** Ends the training of a run at once, without a word: another one takes its place. */
  supersede(run: ModelRun): void {
    const job = this.jobs.get(run);
    this.jobs.delete(run);
    job?.kill();
  }

  private start(
    { document, epochs, engine, settings }: TrainingJob,
    how: RunBegun,
    more: Pick<TrainRequest, "live" | "resume" | "epochs">,
  ): void {
    const run = this.of(document.uri);
    this.predictions.get(run)?.kill();
    const text = document.getText();
    run.begin(text, epochs, how);
    const job = startTraining({
      workerPath: this.workerPath,
      request: {
        type: "train",
        ...placeOf(document.uri),
        text,
        engine,
        askedBy: "setting",
        reproducible: false,
        watch: run.watched?.sample ?? 0,
        ...(this.window !== undefined && { window: this.window }),
        ...settings,
        ...more,
      },
      onFact: (fact) => {
        if (this.jobs.get(run) === job) run.take(fact);
      },
      onEnd: (end) => {
        if (this.jobs.get(run) === job) this.end(run, end);
      },
    });
    this.jobs.set(run, job);
  }

  /** Pause, go on, one step, another learning rate; without effect where no run is active. */
  ask(run: ModelRun, request: ControlRequest): void {
    this.jobs.get(run)?.ask(request);
  }

  stop(run: ModelRun): void {
    run.stopping();
    this.jobs.get(run)?.stop();
  }

  /**
   * Asks the newest saved run for its answers. Resolves with the reason where there are none, with what was damaged or passed over where
   * something was, else with undefined.
   */
  async predict({ document, engine }: TrainingJob): Promise<Message | undefined> {
    const run = this.of(document.uri);
    let note: Message | undefined;
    const end = await this.inPlaceOf(this.predictions, run, (onEnd) =>
      startPredicting({
        workerPath: this.workerPath,
        request: {
          type: "predict",
          ...placeOf(document.uri),
          text: document.getText(),
          engine,
          around: run.watched?.sample ?? 0,
          ...liveRunOf(run),
        },
        onFact: (fact) => {
          if (fact.type !== "predicted") return;
          note = noteOn(fact);
          run.take(fact);
        },
        onEnd,
      }),
    );
    return end.how === "cancelled" ? undefined : (reasonOf(end) ?? note);
  }

  /** What the network of a kept run answers, by its own frozen model file; one that gives no answer shows none. */
  private async predictKept(modelRun: ModelRun, { folder, record }: Run): Promise<void> {
    const place = placeOfRuns(modelRun.uri);
    const text = modelRun.trainedText;
    if (!place || text === undefined) return;
    await this.inPlaceOf(this.predictions, modelRun, (onEnd) =>
      startPredicting({
        workerPath: this.workerPath,
        request: {
          type: "predict",
          ...place,
          text,
          engine: "auto",
          run: folder,
          around: modelRun.watched?.sample ?? 0,
        },
        onFact: (fact) => {
          if (fact.type === "predicted" && modelRun.view?.id === record.id) modelRun.take(fact);
        },
        onEnd,
      }),
    );
  }

  /** Looks into the newest saved run for one sample. Resolves with the reason where that cannot be; undefined where another look took its place. */
  async inspect({ document, engine }: TrainingJob, sample: number): Promise<Inspected | Message | undefined> {
    const end = await this.inPlaceOf(this.inspections, this.of(document.uri), (onEnd) =>
      startInspecting({
        workerPath: this.workerPath,
        request: {
          ...{ type: "inspect", ...placeOf(document.uri), text: document.getText(), engine },
          ...{ sample, connectivity: true, ...liveRunOf(this.of(document.uri)) },
        },
        onFact: () => undefined,
        onEnd,
      }),
    );
    if (end.how === "answered" && end.fact.type === "inspected") return end.fact;
    return end.how === "cancelled" ? undefined : reasonOf(end);
  }

  /** One job of a kind at a time for each run: a new wish ends the one before it, which then ends as cancelled. */
  private inPlaceOf(
    jobs: Map<ModelRun, TrainingHandle>,
    run: ModelRun,
    start: (onEnd: (end: RequestEnd) => void) => TrainingHandle,
  ): Promise<RequestEnd> {
    jobs.get(run)?.kill();
    return new Promise((resolve) => {
      const job = start((end) => {
        if (jobs.get(run) === job) jobs.delete(run);
        resolve(end);
      });
      jobs.set(run, job);
    });
  }

  private end(run: ModelRun, end: RequestEnd): void {
    this.jobs.delete(run);
    if (run.isActive && end.how === "cancelled") run.stopped();
    else if (run.isActive) run.crashed(reasonOf(end) ?? message("worker-stopped"));
    this.ended.fire(run);
    void this.kept.refresh(run);
  }

  dispose(): void {
    this.kept.dispose();
    for (const jobs of [this.jobs, this.predictions, this.inspections]) for (const job of jobs.values()) job.kill();
    for (const run of this.runs.values()) run.dispose();
    this.changed.dispose();
    this.ended.dispose();
  }
}

/** Why a request ended without what was asked for. */
export function reasonOf(end: RequestEnd): Message | undefined {
  if (end.how === "failed") return end.reason;
  if (end.how === "cancelled") return message("worker-stopped");
  return end.fact.type === "refused" ? (end.fact.reason as Message) : undefined;
}

/** A run of live mode is in no list: where one is shown, it is the one that is meant. */
function liveRunOf({ view, folder }: ModelRun): { run?: string } {
  return view?.isLive && folder !== undefined ? { run: folder } : {};
}

/** Paths for a job: the file itself and the folder that keeps its runs. */
export function placeOf(uri: vscode.Uri): { file: string; workspace: string } {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, "..");
  return { file: uri.fsPath, workspace: folder.fsPath };
}

/** The first thing that was damaged, missing or passed over for the weights of an answer. */
export function noteOn({ used }: Pick<Inspected, "used">): Message | undefined {
  return used?.notes[0] as Message | undefined;
}
