/**
 * The panel of one model file: a webview beside the editor.
 *
 * The view is a picture of what the host knows; it asks for everything with `ready`. Changes are sent at most ten times
 * a second, and never before the view has drawn the last ones: on a busy machine it shows less often, but never what is long
 * past. Nothing is lost by a hidden or reloaded view. test/vscode/suite holds this in a real VS Code.
 */
import * as vscode from "vscode";
import { say } from "../../core/messages/message";
import {
  type Handlers,
  type HostToView,
  type ModelView,
  scoreOf,
  type ViewToHost,
  ViewToHostSchema,
} from "../../protocol/panel";
import { packForView } from "../../protocol/panelMessages";
import { receive } from "../../protocol/receive";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { commands, panelType } from "../contributions";
import { baseName, editorLanguage, openDocument } from "../modelDocuments";
import { LiveTraining, setLive } from "../live/liveTraining";
import type { KeptRuns } from "../runs/keptRuns";
import type { ModelRun } from "../runs/modelRun";
import type { ModelRuns } from "../runs/modelRuns";
import type { Looks } from "../inspection/looks";
import { type SavedContent, type SavedFormat, type SavedView, savedViews } from "../../protocol/savedFigure";
import { revealLayer } from "./revealLayer";
import { chooseFigure, saveFigure } from "./saveFigure";
import { showPage } from "./showPage";

const UPDATE_INTERVAL_MS = 100;

export class ModelPanel {
  private readonly disposables: vscode.Disposable[] = [];
  private readonly kept: KeptRuns;
  private timer: NodeJS.Timeout | undefined;
  private sentRows = 0;
  /** Which run, and which thinning of its history, the view has rows of. */
  private sentEdition: string | undefined;
  private sentPredictions: unknown;
  private sentLook: unknown;
  /** Of which recurrent layer the view shows the inside; absent: the first. */
  private layer: string | undefined;
  private sentKept: unknown;
  private sentComparison: unknown = null;
  /** Figures that the view was asked for. */
  private readonly drawings = new Map<number, (content: SavedContent) => void>();
  private lastDrawing = 0;
  private sentLive: unknown;
  private readonly live: LiveTraining;
  private ready = false;
  /** The view has not drawn yet what it was sent last. */
  private drawing = false;
  /** Something changed meanwhile. */
  private behind = false;
  /** The model as it was last known, for the time when its document is closed. */
  private model: ModelView | undefined;
  private sentModel: ModelView | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly analysis: ModelAnalysis,
    private readonly run: ModelRun,
    private readonly looks: Looks,
    runs: ModelRuns,
    extensionUri: vscode.Uri,
  ) {
    this.kept = runs.kept;
    this.live = new LiveTraining(analysis, runs, run, () => this.schedule());
    panel.title = `Unroll: ${baseName(run.uri)}`;
    const title = say(editorLanguage(), "editor-panel");
    showPage(panel, extensionUri, { bundle: "panel", title, uri: run.uri });
    this.disposables.push(
      this.live,
      panel.webview.onDidReceiveMessage((received: unknown) => this.receive(received)),
      run.onDidChange(() => this.schedule()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.kept.open(run)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() !== run.uri.toString()) return;
        run.compareText(document.getText());
        void this.readModel();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.sendCursor(textEditor)),
    );
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  get active(): boolean {
    return this.panel.active;
  }

  close(): void {
    this.panel.dispose();
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  private readonly handlers: Handlers<ViewToHost> = {
    ready: () => void this.begin(),
    drawn: () => {
      this.drawing = false;
      if (this.behind) this.schedule();
    },
    missing: ({ from }) => {
      this.sentRows = Math.min(this.sentRows, Math.max(0, Math.floor(from)));
      this.flush();
    },
    train: () => void vscode.commands.executeCommand(commands.train, this.run.uri),
    stop: () => void vscode.commands.executeCommand(commands.stop, this.run.uri),
    pause: () => void vscode.commands.executeCommand(commands.pause, this.run.uri),
    proceed: () => void vscode.commands.executeCommand(commands.proceed, this.run.uri),
    step: () => void vscode.commands.executeCommand(commands.oneStep, this.run.uri),
    setLearningRate: ({ rate }) => void vscode.commands.executeCommand(commands.setLearningRate, this.run.uri, rate),
    resume: () => void vscode.commands.executeCommand(commands.resume, this.run.uri),
    setLive: ({ on }) => void setLive(on),
    chooseRun: ({ run }) => void this.kept.choose(this.run, run),
    compare: ({ run }) => void vscode.commands.executeCommand(commands.compareRuns, this.run.uri, run),
    deleteRun: ({ run }) => void vscode.commands.executeCommand(commands.deleteRun, this.run.uri, run),
    predict: () => void vscode.commands.executeCommand(commands.predict, this.run.uri),
    look: ({ type: _, layer, ...wish }) => {
      this.layer = layer;
      this.schedule();
      this.looks.wish(this.run, wish);
    },
    reveal: ({ layer }) => void revealLayer(this.analysis, this.run.uri, layer),
    saveAs: ({ view, format }) => void this.save({ view, format }),
    figure: ({ request, content }) => {
      this.drawings.get(request)?.(content);
      this.drawings.delete(request);
    },
  };

  /** Saves a view of it; which one, the person says where nothing is said here. */
  async save(wanted?: { readonly view: SavedView; readonly format: SavedFormat }): Promise<void> {
    const chosen = wanted ?? (await chooseFigure(this.views));
    if (chosen) await saveFigure({ uri: this.run.uri, ...chosen, draw: (format) => this.draw(chosen.view, format) });
  }

  /** What there is to be seen. */
  private get views(): readonly SavedView[] {
    const { looked, history, predictions } = this.run;
    return savedViews.filter((view) => {
      if (view === "network") return true;
      if (view === "comparison") return this.run.comparison !== null;
      if (view === "loss") return history.rows.length > 0;
      return view === "predictions" ? predictions !== null : (looked?.layers.length ?? 0) > 0;
    });
  }

  /** The view draws it; null where it has nothing to draw, or goes away before. */
  private draw(view: SavedView, format: SavedFormat): Promise<SavedContent> {
    const request = ++this.lastDrawing;
    return new Promise((resolve) => {
      this.drawings.set(request, resolve);
      this.post({ type: "draw", request, view, format });
    });
  }

  private receive(received: unknown): void {
    const message = receive(ViewToHostSchema, received);
    if (!message) return;
    const handler = this.handlers[message.type] as (message: ViewToHost) => void;
    handler(message);
  }

  private post(message: HostToView): void {
    void this.panel.webview.postMessage(packForView(message));
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.flush(), UPDATE_INTERVAL_MS);
  }

  private sendAll(): void {
    this.sentRows = 0;
    this.sentEdition = undefined;
    this.sentPredictions = undefined;
    this.sentLook = undefined;
    this.sentModel = undefined;
    this.sentKept = undefined;
    this.sentLive = undefined;
    this.sentComparison = null;
    this.drawing = false;
    this.flush();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.ready) return;
    this.behind = this.drawing;
    if (this.drawing) return;
    this.drawing = true;
    this.sendModel();
    const { view, history, predictions, kept } = this.run;
    const { comparison } = this.run;
    if (comparison !== this.sentComparison) this.post({ type: "comparison", comparison });
    this.sentComparison = comparison;
    if (kept !== this.sentKept) this.post({ type: "keptRuns", runs: [...kept] });
    this.sentKept = kept;
    this.post({ type: "run", run: view });
    const { rows, thinned } = history;
    const edition = `${view?.id ?? ""} ${thinned}`;
    if (this.sentEdition !== edition) this.sentRows = 0;
    if (view && (rows.length > this.sentRows || this.sentEdition !== edition)) {
      this.post({ type: "epochs", run: view.id, from: this.sentRows, rows: rows.slice(this.sentRows) });
      this.sentRows = rows.length;
    }
    this.sentEdition = edition;
    if (predictions !== this.sentPredictions) this.post({ type: "predictions", predictions });
    this.sentPredictions = predictions;
    if (this.live.view !== this.sentLive) this.post({ type: "live", live: this.live.view });
    this.sentLive = this.live.view;
    this.sendLook();
  }

  /** Of all layers the view is told that they are there, of one what it holds. */
  private sendLook(): void {
    const { looked } = this.run;
    const chosen = looked?.layers.find(({ name }) => name === this.layer) ?? looked?.layers[0];
    if (chosen === this.sentLook) return;
    this.sentLook = chosen;
    this.post({ type: "score", score: looked && chosen ? scoreOf(looked, chosen) : null });
  }

  /** The view is there: it is told all, the model first. */
  private async begin(): Promise<void> {
    this.ready = true;
    await this.readModel();
    this.sendAll();
    await this.kept.open(this.run);
    await this.kept.goOn(this.run);
    this.live.begin();
  }

  /** What the document says now; a closed one said last what is still known. */
  private async readModel(): Promise<void> {
    const document = openDocument(this.run.uri);
    const model = document && (await this.analysis.settle(document, "modelView", baseName(this.run.uri)));
    if (!model) return;
    this.model = model;
    this.schedule();
  }

  /** The layer at the cursor of the editor that shows the file. */
  private async sendCursor({ document, selection }: vscode.TextEditor): Promise<void> {
    if (!this.ready || document.uri.toString() !== this.run.uri.toString()) return;
    try {
      const layer = await this.analysis.ask(document, "layerAt", document.offsetAt(selection.active));
      this.post({ type: "cursor", layer: layer ?? null });
    } catch {
      // The text has changed: what follows tells where the cursor is.
    }
  }

  private sendModel(): void {
    if (!this.model || this.model === this.sentModel) return;
    this.sentModel = this.model;
    this.post({ type: "model", model: this.model });
  }

  dispose(): void {
    this.looks.release(this.run);
    clearTimeout(this.timer);
    for (const resolve of this.drawings.values()) resolve(null);
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}

/** Makes the webview beside the editor, without taking the keyboard from it. */
export function createPanel(uri: vscode.Uri): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    panelType,
    `Unroll: ${baseName(uri)}`,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [] },
  );
}
