/**
 * The page of a webview, the training panel's or the map's: what it loads, as one string.
 *
 * The extension and the panel's tests use this very page. It holds no inline script and no inline style, so its policy
 * can be strict; everything that comes from outside is escaped. The one hash allows the *empty* style element that the
 * webview UI toolkit makes. Held by test/webview-logic/panelPage.test.ts and test/webview/run.mjs.
 */
import type { Language } from "../core/messages/message";

export interface PanelPage {
  /** Fresh for every page: letters and digits. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** `webview.asWebviewUri` of dist/panel.js and dist/panel.css, or network.js and network.css. */
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly title: string;
  readonly language: Language;
  /** The model file's URI: the view keeps it in its state, where the panel's serializer finds it as `file`. */
  readonly file: string;
}

/** Sha-256 of the empty string. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The policy alone, for servers that send it as a header. */
export function panelPolicy({ nonce, cspSource }: Pick<PanelPage, "nonce" | "cspSource">): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} ${emptyStyle}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The whole page. */
export function panelPage(page: PanelPage): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(panelPolicy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(page.styleUri)}">
<title>${escapeHtml(page.title)}</title>
</head>
<body>
<div id="panel" data-file="${escapeHtml(page.file)}"></div>
<script nonce="${escapeHtml(page.nonce)}" src="${escapeHtml(page.scriptUri)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
