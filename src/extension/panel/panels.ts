/**
 * The open panels, one a model file, and their return after a reload of the window.
 */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { panelType } from "../contributions";
import type { ModelRuns } from "../runs/modelRuns";
import { createPanel, ModelPanel } from "./modelPanel";

export class Panels implements vscode.Disposable {
  private readonly open = new Map<string, ModelPanel>();
  private readonly changedActive = new vscode.EventEmitter<void>();
  readonly onDidChangeActive = this.changedActive.event;
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly analysis: ModelAnalysis,
    private readonly runs: ModelRuns,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = await existingFile(state);
        if (uri) this.attach(panel, uri);
        else panel.dispose();
      },
    });
  }

  show(uri: vscode.Uri): void {
    const known = this.open.get(uri.toString());
    if (known) known.reveal();
    else this.attach(createPanel(uri), uri);
  }

  isVisible(uri: vscode.Uri): boolean {
    return this.open.get(uri.toString())?.visible ?? false;
  }

  /** The file of the panel that has the focus. */
  get active(): vscode.Uri | undefined {
    const key = [...this.open].find(([, panel]) => panel.active)?.[0];
    return key === undefined ? undefined : vscode.Uri.parse(key);
  }

  private attach(webview: vscode.WebviewPanel, uri: vscode.Uri): void {
    const key = uri.toString();
    this.open.get(key)?.close();
    const panel = new ModelPanel(webview, this.analysis, this.runs.of(uri), this.extensionUri);
    this.open.set(key, panel);
    webview.onDidChangeViewState(() => this.changedActive.fire());
    webview.onDidDispose(() => {
      if (this.open.get(key) === panel) this.open.delete(key);
    });
  }

  dispose(): void {
    this.serializer.dispose();
    this.changedActive.dispose();
    for (const panel of this.open.values()) panel.dispose();
  }
}

/** The file of what a view kept with `setState`, opened so that its model is known; undefined where it is gone. */
export async function existingFile(state: unknown): Promise<vscode.Uri | undefined> {
  const file = typeof state === "object" && state !== null && "file" in state ? state.file : undefined;
  if (typeof file !== "string") return undefined;
  try {
    const uri = vscode.Uri.parse(file, true);
    await vscode.workspace.openTextDocument(uri);
    return uri;
  } catch {
    return undefined;
  }
}
