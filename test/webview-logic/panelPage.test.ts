/** The panel's page and its policy: see src/protocol/panelPage.ts. */
import { expect, it } from "vitest";
import { panelPage, panelPolicy } from "../../src/protocol/panelPage";

const page = {
  nonce: "abc123",
  cspSource: "https://*.vscode-cdn.net",
  scriptUri: "https://file+.vscode-resource.vscode-cdn.net/x/dist/panel.js",
  styleUri: "https://file+.vscode-resource.vscode-cdn.net/x/dist/panel.css",
  title: "Red & <capas>",
  language: "es" as const,
  file: 'file:///a "b" <c> & d.rnn.yaml',
};

it("allows nothing but its own script and style", () => {
  const policy = panelPolicy(page);
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'nonce-abc123'; style-src https:\/\/\*\.vscode-cdn\.net 'sha256-/,
  );
  expect(policy).not.toMatch(/unsafe|\*;|data:/);
});

it("holds no inline script or style, and escapes what it is given", () => {
  const html = panelPage(page);
  expect(html).toContain('<html lang="es">');
  expect(html).toContain('data-file="file:///a &quot;b&quot; &lt;c&gt; &amp; d.rnn.yaml"');
  expect(html).toContain("<title>Red &amp; &lt;capas&gt;</title>");
  expect(html).not.toMatch(/<style| style=| on\w+=|<script[^>]*>[^<]/);
  expect(html.match(/<script/g)).toHaveLength(1);
});
