/**
 * Writes fixtures/themes.json: the variables and body classes that a real VS Code gives a webview in its default themes.
 *
 *   NODE24=…/bin/node CODE_SERVER=…/node_modules/code-server node test/webview/captureThemes.mjs
 *
 * A throw-away extension opens a webview in code-server's workbench, changes the colour theme and asks the webview for
 * the style and class that VS Code wrote into it. Run by hand when the themes of a newer VS Code are wanted.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "unroll-themes-"));
const extension = join(out, "extension");
const workspace = join(out, "workspace");
mkdirSync(extension);
mkdirSync(workspace);
const resultFile = join(out, "result.json");
writeFileSync(
  join(extension, "package.json"),
  JSON.stringify({
    name: "themes",
    publisher: "probe",
    version: "0.0.1",
    engines: { vscode: "^1.90.0" },
    main: "./main.js",
    activationEvents: [],
  }),
);
writeFileSync(join(extension, "main.js"), "exports.activate = () => undefined;");
writeFileSync(
  join(extension, "suite.js"),
  `const vscode = require("vscode");
const fs = require("fs");
const themes = { light: "Light Modern", dark: "Dark Modern", "hc-dark": "Default High Contrast", "hc-light": "Default High Contrast Light" };
exports.run = async () => {
  const found = {};
  try {
    for (const [key, name] of Object.entries(themes)) {
      await vscode.workspace.getConfiguration("workbench").update("colorTheme", name, vscode.ConfigurationTarget.Global);
      await new Promise((done) => setTimeout(done, 1500));
      const panel = vscode.window.createWebviewPanel("themes", key, 1, { enableScripts: true });
      const answer = new Promise((done) => panel.webview.onDidReceiveMessage(done));
      panel.webview.html = '<html><body><script>const vs = acquireVsCodeApi(); setTimeout(() => vs.postMessage({ style: document.documentElement.getAttribute("style"), bodyClass: document.body.className, themeKind: document.body.dataset.vscodeThemeKind }), 800);</' + 'script></body></html>';
      found[key] = { theme: name, ...(await answer) };
      panel.dispose();
    }
    fs.writeFileSync(process.env.THEMES_RESULT, JSON.stringify({ version: vscode.version, themes: found }));
  } catch (error) {
    fs.writeFileSync(process.env.THEMES_RESULT, JSON.stringify({ error: String(error) }));
  }
};`,
);

const port = await new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => done(address.port));
  });
});
const server = spawn(
  process.env.NODE24,
  [
    join(process.env.CODE_SERVER, "lib/vscode/out/server-main.js"),
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
    ...[
      "--server-data-dir",
      join(out, "server"),
      "--disable-telemetry",
      "--disable-workspace-trust",
      "--enable-smoke-test-driver",
    ],
  ],
  { env: { ...process.env, THEMES_RESULT: resultFile }, stdio: ["ignore", "ignore", "inherit"] },
);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const origin = `http://127.0.0.1:${port}`;
  for (
    let i = 0;
    i < 120 &&
    !(await fetch(origin).then(
      (answer) => answer.ok,
      () => false,
    ));
    i++
  )
    await sleep(250);
  const page = await browser.newPage({ viewport: { width: 1400, height: 850 } });
  const remote = (path) => `vscode-remote://remote${path}`;
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(join(extension, "suite.js"))],
    ["skipWelcome", "true"],
  ]);
  await page.goto(`${origin}/?folder=${workspace}&payload=${encodeURIComponent(payload)}`);
  for (let i = 0; i < 400 && !existsSync(resultFile); i++) await sleep(250);
  await sleep(200);
  const result = JSON.parse(readFileSync(resultFile, "utf8"));
  if (result.error) throw new Error(result.error);
  for (const theme of Object.values(result.themes)) {
    theme.variables = Object.fromEntries(
      theme.style
        .split(/;\s*(?=--)/)
        .map((line) => /^(--[\w-]+):\s*([^]*?);?\s*$/.exec(line))
        .filter(Boolean)
        .map(([, name, value]) => [name, value]),
    );
    delete theme.style;
  }
  writeFileSync(join(here, "fixtures/themes.json"), `${JSON.stringify(result, null, 1)}\n`);
  for (const [key, { bodyClass, variables }] of Object.entries(result.themes))
    console.log(key, bodyClass, Object.keys(variables).length);
} finally {
  await browser.close();
  server.kill();
}
