/**
 * The map of one model file's network: a webview beside the editor.
 *
 * It follows the text and the cursor; a click in it goes to the layer's line. It shows what the host tells it and asks for it with
 * `ready`. test/vscode/suite holds this in a real VS Code.
 */
import * as vscode from "vscode";
import { message, render, say } from "../../core/messages/message";
import { type HostToMap, type MapToHost, MapToHostSchema } from "../../protocol/network";
import type { Handlers } from "../../protocol/panel";
import { receive } from "../../protocol/receive";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { baseName, editorLanguage, notificationText, openDocument } from "../modelDocuments";
import { revealLayer } from "../panel/revealLayer";
import { showPage } from "../panel/showPage";

/** A little after the last key, so that typing stays quick. */
const DELAY_MS = 120;

export class NetworkMap implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly analysis: ModelAnalysis,
    readonly uri: vscode.Uri,
    extensionUri: vscode.Uri,
  ) {
    const isThis = (document: vscode.TextDocument): boolean => document.uri.toString() === uri.toString();
    panel.title = say(editorLanguage(), "map.tab", { file: baseName(uri) });
    showPage(panel, extensionUri, { bundle: "network", title: say(editorLanguage(), "map.title"), uri });
    this.disposables.push(
      panel.webview.onDidReceiveMessage((received: unknown) => this.receive(received)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isThis(document) && this.sendSoon()),
      vscode.window.onDidChangeTextEditorSelection(
        ({ textEditor }) => isThis(textEditor.document) && void this.sendCursor(textEditor),
      ),
    );
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  close(): void {
    this.panel.dispose();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }

  private readonly handlers: Handlers<MapToHost> = {
    ready: () => void this.send(),
    reveal: ({ layer }) => void revealLayer(this.analysis, this.uri, layer),
    save: ({ svg }) => void this.save(svg),
  };

  private receive(received: unknown): void {
    const asked = receive(MapToHostSchema, received);
    if (asked) (this.handlers[asked.type] as (message: MapToHost) => void)(asked);
  }

  private post(told: HostToMap): void {
    void this.panel.webview.postMessage(told);
  }

  private sendSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), DELAY_MS);
  }

  private async send(): Promise<void> {
    const document = openDocument(this.uri) ?? (await vscode.workspace.openTextDocument(this.uri));
    const network = await this.analysis.settle(document, "networkView", baseName(this.uri));
    if (network) this.post({ type: "network", network });
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    if (editor) await this.sendCursor(editor);
  }

  private async sendCursor({ document, selection }: vscode.TextEditor): Promise<void> {
    const offset = document.offsetAt(selection.active);
    try {
      this.post({ type: "cursor", layer: (await this.analysis.ask(document, "layerAt", offset)) ?? null });
    } catch {
      // The text has changed: what follows tells where the cursor is.
    }
  }

  private async save(svg: string): Promise<void> {
    const name = baseName(this.uri).replace(/(\.rnn)?\.ya?ml$/i, "");
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(this.uri, "..", `${name}.svg`),
      filters: { SVG: ["svg"] },
    });
    if (!target) return;
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const said = render(message("map.notSaved", { problem }), editorLanguage());
      return void vscode.window.showErrorMessage(notificationText(said));
    }
    const said = render(message("map.saved", { file: baseName(target) }), editorLanguage());
    void vscode.window.showInformationMessage(notificationText(said));
  }
}
