/**
 * Live mode in the editor: the switch (setting `unroll.live.enabled`), and for each file with a panel a loop (liveLoop.ts) that reads its
 * document and trains it. test/vscode/suite holds it in a real VS Code.
 */
import * as vscode from "vscode";
import type { LiveView } from "../../protocol/live";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { settings } from "../contributions";
import { readEngineSetting } from "../engines/engineSetting";
import { readTrainingSettings } from "../engines/trainingSettings";
import { openDocument } from "../modelDocuments";
import type { ModelRun } from "../runs/modelRun";
import type { ModelRuns } from "../runs/modelRuns";
import { type LiveDoor, LiveLoop } from "./liveLoop";
import type { LiveReading } from "./liveReading";

export const isLive = (scope?: vscode.ConfigurationScope): boolean =>
  vscode.workspace.getConfiguration(undefined, scope).get<unknown>(settings.live) === true;

/** Where the workspace says something about it, its setting is the one that counts. */
export async function setLive(on: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const isOfWorkspace = configuration.inspect(settings.live)?.workspaceValue !== undefined;
  await configuration.update(settings.live, on, isOfWorkspace ? Workspace : Global);
}

export class LiveTraining implements vscode.Disposable {
  view: LiveView = { state: "off", changed: [] };
  private readonly loop: LiveLoop;
  private readonly parts: vscode.Disposable;

  constructor(
    private readonly analysis: ModelAnalysis,
    private readonly runs: ModelRuns,
    private readonly run: ModelRun,
    onChange: () => void,
  ) {
    this.loop = new LiveLoop(this.door(onChange));
    const follow = (): void => this.loop.turn(isLive(run.uri));
    this.parts = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settings.live) && follow()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === run.uri.toString()) this.loop.edited();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.loop.again()),
      runs.onDidEnd((ended) => ended === run && this.loop.again()),
    );
  }

  /** The panel is there, and shows what lies on disk. */
  begin(): void {
    this.loop.turn(isLive(this.run.uri));
  }

  private door(onChange: () => void): LiveDoor {
    const { analysis, run } = this;
    const document = (): vscode.TextDocument | undefined => openDocument(run.uri);
    return {
      read: async () => {
        if (!vscode.workspace.isTrusted) return "untrusted";
        if (run.uri.scheme !== "file") return "unsaved";
        const found = document();
        return found && analysis.settle(found, "liveReading");
      },
      isBusy: () => run.isActive,
      result: () => {
        const { view, history, predictions, trainedText } = run;
        if (view?.status !== "finished" || trainedText !== document()?.getText()) return undefined;
        const last = history.last;
        return {
          elapsedMs: view.elapsedMs,
          epochs: view.epoch,
          loss: last?.loss,
          validationLoss: last?.["val_loss"],
          predictions,
        };
      },
      train: (reading, onEnd) => this.train(reading, onEnd),
      wait: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
      show: (view) => {
        this.view = view;
        onChange();
      },
    };
  }

  private train({ epochs }: LiveReading, onEnd: (isFinished: boolean) => void): { supersede(): void } {
    const { runs, run } = this;
    const document = openDocument(run.uri);
    const engine = readEngineSetting(run.uri);
    const trainingSettings = readTrainingSettings(run.uri);
    if (!document || typeof engine === "object" || "id" in trainingSettings) {
      setImmediate(onEnd, false);
      return { supersede: () => undefined };
    }
    const ends = runs.onDidEnd((ended) => {
      if (ended !== run) return;
      ends.dispose();
      onEnd(run.view?.status === "finished");
    });
    runs.trainLive({ document, epochs, engine, settings: trainingSettings });
    return {
      supersede: () => {
        ends.dispose();
        runs.supersede(run);
      },
    };
  }

  dispose(): void {
    this.loop.dispose();
    this.parts.dispose();
  }
}
