/**
 * The newest run of one model file: what the panel shows and the status bar says.
 *
 * The host keeps all of it, so that a view can be closed, hidden or made anew at any time. Facts of the training process
 * come in through `take`; listeners hear only that something changed and read what they need.
 */
import * as vscode from "vscode";
import { type Message, message } from "../../core/messages/message";
import { shortNumber } from "../../core/text/shortNumber";
import { EpochHistory } from "../../core/training/epochHistory";
import { type Comparison, isActive, type KeptRun, type RunView } from "../../protocol/panel";
import type { EpochRow, Looked, LookAt, Predictions, TrainingFact } from "../../protocol/training";
import { openDocument } from "../modelDocuments";

/** Anew; as the shown run taken up again, whose course stays on the screen; or by live mode, where it stays until there is another. */
export type RunBegun = "anew" | "resumed" | "live";

export class ModelRun {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  view: RunView | null = null;
  /** The folder of the run, once it has one. */
  folder: string | undefined;
  history = new EpochHistory<EpochRow>();
  predictions: Predictions | null = null;
  /** What was last seen of the network's inside. */
  looked: Looked | null = null;
  /** What a panel wants to see of it; absent: no panel is open. */
  watched: LookAt | undefined;
  /** Runs beside each other that a panel shows. */
  comparison: Comparison | null = null;
  /** The file's runs on disk, the newest first. */
  kept: readonly KeptRun[] = [];
  /** A person has chosen the run that is shown from those on disk. */
  isChosen = false;
  /** The model file as it was when the run began. */
  trainedText: string | undefined;
  /** What the run had taken before it was taken up again. */
  private beforeMs = 0;
  private startedMs = 0;
  private pausedMs = 0;

  constructor(readonly uri: vscode.Uri) {}

  compare(comparison: Comparison | null): void {
    this.comparison = comparison;
    this.changed.fire();
  }

  get isActive(): boolean {
    return isActive(this.view);
  }

  /** A training process was asked for. */
  begin(text: string, epochs: number, how: RunBegun): void {
    if (how === "anew") {
      this.history = new EpochHistory();
      this.predictions = null;
    }
    this.isChosen = false;
    this.beforeMs = how === "resumed" ? (this.view?.elapsedMs ?? 0) : 0;
    this.trainedText = text;
    this.startedMs = performance.now() - this.beforeMs;
    // Until a live run has begun, its curve is that of the one before.
    const id = how === "live" ? (this.view?.id ?? "") : "";
    const isLive = how === "live" && { isLive: true };
    this.view = { id, status: "starting", epoch: 0, epochs, elapsedMs: 0, modelChanged: false, ...isLive };
    this.changed.fire();
  }

  /** One fact of the training process. */
  take(fact: TrainingFact): void {
    switch (fact.type) {
      case "started": {
        const { run, folder, epochs, engine, why, build, seed, learningRate, baselines, resumedAfter } = fact;
        this.folder = folder;
        if (this.view?.isLive) this.history = new EpochHistory();
        this.startedMs = performance.now() - this.beforeMs;
        if (resumedAfter !== undefined) this.goBackTo(resumedAfter);
        const rate = learningRate === undefined ? {} : { learningRate };
        this.update({ id: run, status: "running", epochs, engine, why, build, seed, baselines, ...rate });
        break;
      }
      case "paused": {
        const { type: _, learningRate, loss, ...at } = fact;
        this.pausedMs = performance.now();
        const pausedAt = { ...at, ...(loss !== undefined && { loss }) };
        this.update({ status: "paused", learningRate, pausedAt, elapsedMs: this.pausedMs - this.startedMs });
        break;
      }
      case "proceeded":
        this.startedMs += performance.now() - this.pausedMs;
        this.proceeded();
        break;
      case "learningRateSet":
        this.update({ learningRate: fact.learningRate });
        break;
      case "warned":
        this.update({ warning: fact.reason });
        break;
      case "epochsEnded": {
        this.history.add(fact.rows);
        const last = fact.rows.at(-1);
        const rate = last?.["learning_rate"];
        this.update({
          epoch: last?.epoch ?? this.view?.epoch ?? 0,
          elapsedMs: performance.now() - this.startedMs,
          ...(rate !== undefined && { learningRate: rate }),
        });
        break;
      }
      case "predicted":
        this.predictions = fact.predictions;
        this.changed.fire();
        break;
      case "looked":
        this.looked = fact;
        this.changed.fire();
        break;
      case "probed":
      case "inspected":
      case "settingUp":
      case "enginesReported":
        break;
      case "finished": {
        const { status, epochs, elapsedMs, reason, stoppedEarly, restoredEpoch } = fact;
        const early = stoppedEarly && { stoppedEarly: restoredEpoch === undefined ? {} : { restoredEpoch } };
        this.update({
          status,
          epoch: epochs,
          elapsedMs: this.beforeMs + elapsedMs,
          ...early,
          ...(reason ? { reason } : {}),
        });
        break;
      }
      case "refused":
        this.update({ status: "refused", reason: fact.reason });
        break;
    }
  }

  /** Epochs after the checkpoint are trained anew. */
  private goBackTo(epoch: number): void {
    const { rows } = this.history;
    this.history = new EpochHistory();
    this.history.add(rows.filter((row) => row.epoch <= epoch));
    this.update({ epoch });
  }

  /** A run on disk takes the place of what is shown. */
  restore(view: RunView, history: EpochHistory<EpochRow>, text: string | undefined, folder: string): void {
    this.folder = folder;
    this.isChosen = false;
    this.view = view;
    this.history = history;
    this.predictions = null;
    this.looked = null;
    this.trainedText = text;
    const document = openDocument(this.uri);
    if (document) this.compareText(document.getText());
    this.changed.fire();
  }

  keep(runs: readonly KeptRun[]): void {
    this.kept = runs;
    this.changed.fire();
  }

  /** Nothing is shown any more. */
  forget(): void {
    this.isChosen = false;
    this.folder = undefined;
    this.view = null;
    this.history = new EpochHistory();
    this.predictions = null;
    this.looked = null;
    this.trainedText = undefined;
    this.changed.fire();
  }

  /** The run goes on: where it paused is of no interest any more. */
  private proceeded(): void {
    if (!this.view) return;
    const { pausedAt: _, ...view } = this.view;
    this.view = { ...view, status: view.status === "paused" ? "running" : view.status };
    this.changed.fire();
  }

  stopping(): void {
    if (this.isActive) this.update({ status: "stopping" });
  }

  /** A process that did not obey in time was ended. */
  stopped(): void {
    this.update({ status: "stopped" });
  }

  /** The process is gone without a last word. */
  crashed(reason: Message): void {
    this.update({ status: "crashed", reason: { id: reason.id, args: { ...reason.args } } });
  }

  /** The file's text changed: says so beside a run that used another text. */
  compareText(text: string): void {
    const modelChanged = this.trainedText !== undefined && text !== this.trainedText;
    if (this.view && this.view.modelChanged !== modelChanged) this.update({ modelChanged });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private update(change: Partial<RunView>): void {
    if (!this.view) return;
    this.view = { ...this.view, ...change };
    this.changed.fire();
  }
}

/** How a run ended, as a sentence; undefined while it goes on. */
export function endMessage({ view, history }: ModelRun, file: string, reason: string): Message | undefined {
  const epochs = view?.epoch ?? 0;
  if (view?.status === "finished") {
    return message("editor-finished", { file, epochs, loss: shortNumber(history.last?.loss ?? Number.NaN) });
  }
  if (view?.status === "stopped") return message("editor-stopped", { file, epochs });
  if (view?.status === "refused") return message("editor-refused", { file, reason });
  if (view?.status === "failed" || view?.status === "crashed") return message("editor-failed", { file, reason });
  return undefined;
}
