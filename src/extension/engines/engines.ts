/**
 * Which engines can be had on this machine, as a process of its own has found out, and the changes that can be made to that.
 *
 * The extension itself never touches TensorFlow. The report is asked for where a model file is first seen in a trusted workspace, after
 * every change, and whenever a person wants to see it.
 */
import * as vscode from "vscode";
import { type Message, message } from "../../core/messages/message";
import type { EngineReport, EngineRequest } from "../../protocol/engines";
import type { TrainingFact } from "../../protocol/training";
import { startEngineJob } from "../../training/startTraining";
import type { RequestEnd, WorkerHandle } from "../../training/workerProcess";

/** A set-up that is interrupted removes what it has; that may be a gigabyte. */
const PUT_AWAY_MS = 30_000;

export type EngineChange = "setUpTensorFlow" | "removeTensorFlow";

/** `isProgress`: no new step, but how far the last one is. */
type StepListener = (step: Message, isProgress: boolean) => void;

/** What came of it; undefined where the person has called it off and the process had to be killed. */
export type ChangeEnd =
  { readonly done: Message } | { readonly failed: Message } | { readonly interrupted: Message } | undefined;

export class Engines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly jobs = new Set<WorkerHandle>();
  private asking: Promise<void> | undefined;
  private trouble: Message | undefined;
  private found: readonly EngineReport[] | undefined;
  /** A set-up or a removal is under way. */
  private changing = false;

  constructor(private readonly workerPath: string) {}

  /** Undefined until the first report is there. */
  get reports(): readonly EngineReport[] | undefined {
    return this.found;
  }

  /** Why the last report did not come. */
  get problem(): Message | undefined {
    return this.trouble;
  }

  get isAsking(): boolean {
    return this.asking !== undefined;
  }

  get isChanging(): boolean {
    return this.changing;
  }

  /** Asks anew; several who ask at once share one process. */
  refresh(): Promise<void> {
    if (!vscode.workspace.isTrusted) return Promise.resolve();
    this.asking ??= this.run("reportEngines").then((end) => {
      this.asking = undefined;
      this.trouble = end.how === "failed" ? end.reason : undefined;
      this.changed.fire();
    });
    this.changed.fire();
    return this.asking;
  }

  /** Sets TensorFlow up, or removes it. */
  async change(what: EngineChange, onStep: StepListener, token: vscode.CancellationToken): Promise<ChangeEnd> {
    this.changing = true;
    try {
      const end = await this.run(what, onStep, token);
      this.changed.fire();
      if (end.how === "cancelled" || (end.how === "failed" && token.isCancellationRequested)) return undefined;
      if (end.how === "failed") return { failed: end.reason };
      const { fact } = end;
      if (fact.type === "refused" && token.isCancellationRequested) return { interrupted: fact.reason as Message };
      if (fact.type === "refused") return { failed: fact.reason as Message };
      return { done: (fact.type === "enginesReported" && (fact.done as Message)) || message("worker-garbled") };
    } finally {
      this.changing = false;
    }
  }

  private run(
    type: EngineRequest["type"],
    onStep?: StepListener,
    token?: vscode.CancellationToken,
  ): Promise<RequestEnd> {
    return new Promise((resolve) => {
      const job = startEngineJob({
        workerPath: this.workerPath,
        request: { type },
        stopMs: PUT_AWAY_MS,
        onFact: (fact) => this.take(fact, onStep),
        onEnd: (end) => {
          this.jobs.delete(job);
          cancellation?.dispose();
          resolve(end);
        },
      });
      this.jobs.add(job);
      const cancellation = token?.onCancellationRequested(() => job.stop());
    });
  }

  private take(fact: TrainingFact, onStep?: StepListener): void {
    if (fact.type === "settingUp") onStep?.(fact.step as Message, fact.isProgress === true);
    if (fact.type === "enginesReported") this.found = fact.engines;
  }

  /** A process that is left alone puts away what it was doing. */
  dispose(): void {
    for (const job of this.jobs) job.stop();
    this.changed.dispose();
  }
}
