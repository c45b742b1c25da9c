/**
 * The open panels and their return after a reload of the window: one that follows the model file in front, and those that a person has
 * pinned to their file.
 */
import * as vscode from "vscode";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { panelType, pinnedKey } from "../contributions";
import { isModelDocument } from "../modelDocuments";
import type { Looks } from "../inspection/looks";
import type { ModelRuns } from "../runs/modelRuns";
import { createPanel, ModelPanel } from "./modelPanel";

interface OpenPanel {
  readonly webview: vscode.WebviewPanel;
  content: ModelPanel;
  uri: vscode.Uri;
  isPinned: boolean;
}

export class Panels implements vscode.Disposable {
  private readonly open = new Set<OpenPanel>();
  private readonly changedActive = new vscode.EventEmitter<void>();
  /** Another panel has the focus, or the one that has it shows another file or is pinned. */
  readonly onDidChangeActive = this.changedActive.event;
  private readonly parts: vscode.Disposable;

  constructor(
    private readonly analysis: ModelAnalysis,
    private readonly runs: ModelRuns,
    private readonly looks: Looks,
    private readonly extensionUri: vscode.Uri,
    /** Remembers which files a panel is pinned to. */
    private readonly memory: vscode.Memento,
  ) {
    this.parts = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(panelType, {
        deserializeWebviewPanel: async (webview, state: unknown) => {
          const uri = await existingFile(state);
          if (uri) this.add(webview, uri);
          else webview.dispose();
        },
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isModelDocument(editor.document)) this.follow(editor.document.uri);
      }),
    );
  }

  show(uri: vscode.Uri): void {
    const known = this.panelOf(uri) ?? this.following;
    if (!known) return this.add(createPanel(uri), uri);
    this.turnTo(known, uri);
    known.content.reveal();
  }

  /** Saves a view of the panel of this file, which is shown for it. */
  async save(uri: vscode.Uri): Promise<void> {
    this.show(uri);
    await this.panelOf(uri)?.content.save();
  }

  isVisible(uri: vscode.Uri): boolean {
    return this.panelOf(uri)?.content.visible ?? false;
  }

  /** The file of the panel that has the focus. */
  get active(): vscode.Uri | undefined {
    return this.focused?.uri;
  }

  get isActivePinned(): boolean {
    return this.focused?.isPinned ?? false;
  }

  /** Pins the panel that has the focus, else the one of this file; or lets it follow the file in front again. */
  pin(isPinned: boolean, uri: vscode.Uri | undefined): void {
    const panel = this.focused ?? (uri && this.panelOf(uri));
    if (!panel || panel.isPinned === isPinned) return;
    // One follows: that which did gives way.
    if (!isPinned) this.following?.content.close();
    panel.isPinned = isPinned;
    const key = panel.uri.toString();
    const others = this.pinnedFiles.filter((file) => file !== key);
    void this.memory.update(pinnedKey, isPinned ? [...others, key] : others);
    this.changedActive.fire();
  }

  private get pinnedFiles(): readonly string[] {
    return this.memory.get<readonly string[]>(pinnedKey, []);
  }

  private get focused(): OpenPanel | undefined {
    return [...this.open].find(({ content }) => content.active);
  }

  private get following(): OpenPanel | undefined {
    return [...this.open].find(({ isPinned }) => !isPinned);
  }

  private panelOf(uri: vscode.Uri): OpenPanel | undefined {
    return [...this.open].find((panel) => panel.uri.toString() === uri.toString());
  }

  private follow(uri: vscode.Uri): void {
    const panel = this.following;
    if (panel && !this.panelOf(uri)) this.turnTo(panel, uri);
  }

  private turnTo(panel: OpenPanel, uri: vscode.Uri): void {
    if (panel.uri.toString() === uri.toString()) return;
    panel.content.dispose();
    panel.uri = uri;
    panel.content = new ModelPanel(
      panel.webview,
      this.analysis,
      this.runs.of(uri),
      this.looks,
      this.runs,
      this.extensionUri,
    );
    this.changedActive.fire();
  }

  private add(webview: vscode.WebviewPanel, uri: vscode.Uri): void {
    const isPinned = this.pinnedFiles.includes(uri.toString());
    const before = this.panelOf(uri) ?? (isPinned ? undefined : this.following);
    before?.content.close();
    const content = new ModelPanel(webview, this.analysis, this.runs.of(uri), this.looks, this.runs, this.extensionUri);
    const panel = { webview, content, uri, isPinned };
    this.open.add(panel);
    webview.onDidChangeViewState(() => this.changedActive.fire());
    webview.onDidDispose(() => {
      this.open.delete(panel);
      panel.content.dispose();
      this.changedActive.fire();
    });
  }

  dispose(): void {
    this.parts.dispose();
    this.changedActive.dispose();
    for (const { content } of this.open) content.dispose();
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
