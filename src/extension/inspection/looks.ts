/**
 * What open panels want to see of the inside of networks: which sample of which run, asked of the training while it goes on, else of a
 * process that keeps the saved run open.
 *
 * A process is kept as long as it is asked something now and then. What it answers goes to the run (`ModelRun.looked`), where panels
 * find it. Held by test/vscode/suite.
 */
import * as vscode from "vscode";
import type { LookAt } from "../../protocol/training";
import { startLooking, type TrainingHandle } from "../../training/startTraining";
import { openDocument } from "../modelDocuments";
import type { ModelRun } from "../runs/modelRun";
import { type ModelRuns, placeOf } from "../runs/modelRuns";

/** Opening a run again takes less than a second; memory for one that nobody looks at is not kept longer than this. */
const IDLE_MS = 120_000;

interface Open {
  /** Of the run that it has open; empty where it looked for the newest by itself. */
  readonly id: string;
  readonly handle: TrainingHandle;
  idle: NodeJS.Timeout;
}

export class Looks implements vscode.Disposable {
  private readonly open = new Map<ModelRun, Open>();
  private readonly parts: vscode.Disposable;

  constructor(
    private readonly workerPath: string,
    private readonly runs: ModelRuns,
  ) {
    this.parts = vscode.Disposable.from(
      runs.onDidChange((run) => {
        const open = this.open.get(run);
        if (run.isActive) this.close(run);
        else if (open && run.view && open.id !== run.view.id) this.lookAtOther(run);
      }),
      runs.onDidEnd((run) => {
        this.close(run);
        this.ask(run);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const run of runs.all) this.ask(run);
      }),
    );
  }

  /** A panel shows this from now on. */
  wish(run: ModelRun, wish: LookAt): void {
    run.watched = wish;
    this.ask(run);
  }

  /** Nobody looks any more. */
  release(run: ModelRun): void {
    run.watched = undefined;
    this.close(run);
  }

  private ask(run: ModelRun): void {
    const { watched } = run;
    if (!watched || !vscode.workspace.isTrusted || run.uri.scheme !== "file") return;
    if (run.isActive) return this.runs.ask(run, { type: "lookAt", ...watched });
    const open = this.open.get(run) ?? this.start(run);
    clearTimeout(open.idle);
    open.idle = setTimeout(() => this.close(run), IDLE_MS);
    open.handle.ask({ type: "lookAt", ...watched });
  }

  /** Another run on disk is shown now. */
  private lookAtOther(run: ModelRun): void {
    this.close(run);
    this.ask(run);
  }

  private start(run: ModelRun): Open {
    const id = run.view?.id ?? "";
    const handle = startLooking({
      workerPath: this.workerPath,
      request: {
        ...{
          type: "look",
          ...placeOf(run.uri),
          text: run.trainedText ?? openDocument(run.uri)?.getText() ?? "",
          engine: "auto",
        },
        ...(id && { run: run.folder ?? id }),
      },
      onFact: (fact) => {
        if (fact.type !== "refused" && this.open.get(run)?.handle === handle) run.take(fact);
      },
      onEnd: () => {
        if (this.open.get(run)?.handle === handle) this.close(run);
      },
    });
    const open: Open = { id, handle, idle: setTimeout(() => this.close(run), IDLE_MS) };
    this.open.set(run, open);
    return open;
  }

  private close(run: ModelRun): void {
    const open = this.open.get(run);
    this.open.delete(run);
    clearTimeout(open?.idle);
    open?.handle.kill();
  }

  dispose(): void {
    for (const run of [...this.open.keys()]) this.close(run);
    this.parts.dispose();
  }
}
