/** The command Show Network, the open maps, one a model file, and their return after a reload of the window. */
import * as vscode from "vscode";
import { message, render, say } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { currentModel } from "../commands/currentModel";
import { commands, mapType } from "../contributions";
import { baseName, editorLanguage, notificationText } from "../modelDocuments";
import { existingFile, type Panels } from "../panel/panels";
import { NetworkMap } from "./networkMap";

export function registerNetworkMaps(
  analysis: ModelAnalysis,
  panels: Panels,
  extensionUri: vscode.Uri,
): vscode.Disposable {
  const open = new Map<string, NetworkMap>();
  const attach = (panel: vscode.WebviewPanel, uri: vscode.Uri): void => {
    const key = uri.toString();
    open.get(key)?.close();
    const map = new NetworkMap(panel, analysis, uri, extensionUri);
    open.set(key, map);
    panel.onDidDispose(() => {
      map.dispose();
      if (open.get(key) === map) open.delete(key);
    });
  };
  const show = async (argument?: unknown): Promise<void> => {
    const uri = (await currentModel(argument, panels))?.uri;
    if (!uri) {
      const refusal = render(message("editor-no-model"), editorLanguage());
      return void vscode.window.showWarningMessage(notificationText(refusal));
    }
    const known = open.get(uri.toString());
    if (known) return known.reveal();
    const title = say(editorLanguage(), "map.tab", { file: baseName(uri) });
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    attach(vscode.window.createWebviewPanel(mapType, title, place, { localResourceRoots: [] }), uri);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.showNetwork, show),
    vscode.window.registerWebviewPanelSerializer(mapType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = await existingFile(state);
        if (uri) attach(panel, uri);
        else panel.dispose();
      },
    }),
    { dispose: () => open.forEach((map) => map.dispose()) },
  );
}
