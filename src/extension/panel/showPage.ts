/** Puts a page of ours into a webview panel: the icon of its tab, its script and style from dist/, under the page's strict policy. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { panelPage } from "../../protocol/panelPage";
import { editorLanguage } from "../modelDocuments";

export interface ShownPage {
  /** dist/<bundle>.js and dist/<bundle>.css. */
  readonly bundle: "panel" | "network";
  readonly title: string;
  /** The model file. */
  readonly uri: vscode.Uri;
}

export function showPage(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  { bundle, title, uri }: ShownPage,
): void {
  const { webview } = panel;
  const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, "media", `model-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  const folder = vscode.Uri.joinPath(extensionUri, "dist");
  const uriOf = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = panelPage({
    nonce: randomBytes(16).toString("hex"),
    cspSource: webview.cspSource,
    scriptUri: uriOf(`${bundle}.js`),
    styleUri: uriOf(`${bundle}.css`),
    title,
    language: editorLanguage(),
    file: uri.toString(),
  });
}
