/**
 * Opens the built panel in Chromium as VS Code would: same page, same policy, a theme's variables on the root element,
 * and an `acquireVsCodeApi` that records what the view says and keeps its state over a reload.
 */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { installChromium } from "../../scripts/installTools.mjs";

const nonce = "Test1234567890";

export async function openBrowser(root) {
  const out = join(root, "out/webview");
  const shared = { bundle: true, logLevel: "error", absWorkingDir: root };
  await Promise.all([
    build({
      ...shared,
      entryPoints: ["webview/main.ts"],
      outfile: join(out, "panel.js"),
      format: "iife",
      target: "es2022",
      minify: true,
    }),
    build({ ...shared, entryPoints: ["webview/panel.css"], outfile: join(out, "panel.css"), minify: true }),
    build({
      ...shared,
      entryPoints: ["webview/network/main.ts"],
      outfile: join(out, "network.js"),
      format: "iife",
      target: "es2022",
      minify: true,
    }),
    build({ ...shared, entryPoints: ["webview/network/network.css"], outfile: join(out, "network.css") }),
    build({
      ...shared,
      stdin: {
        contents: `
          export * from "./src/protocol/panelPage"; export * from "./src/protocol/panelMessages";
          export * from "./src/core/analyzeModelFile"; export * from "./src/pictures/network/networkView";`,
        resolveDir: root,
      },
      outfile: join(out, "page.cjs"),
      format: "cjs",
      platform: "node",
    }),
    build({
      ...shared,
      entryPoints: ["test/webview/recordRun.ts"],
      outfile: join(root, "out/test/recordRun.cjs"),
      format: "cjs",
      platform: "node",
      loader: { ".yaml": "text" },
    }),
  ]);
  const { recordRun } = await import(`${pathToFileURL(join(root, "out/test/recordRun.cjs"))}?${Date.now()}`);
  const { panelPage, panelPolicy, packForView, analyzeModelFile, networkViewOf } = await import(
    `${pathToFileURL(join(out, "page.cjs"))}?${Date.now()}`
  );
  const { themes } = JSON.parse(readFileSync(join(root, "test/webview/fixtures/themes.json"), "utf8"));
  const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

  const server = createServer((request, response) => {
    const origin = `http://127.0.0.1:${server.address().port}`;
    const url = new URL(request.url, origin);
    if (url.pathname === "/panel" || url.pathname === "/network") {
      const language = url.searchParams.get("language");
      const name = url.pathname.slice(1);
      const page = {
        nonce,
        cspSource: origin,
        scriptUri: `${origin}/${name}.js`,
        styleUri: `${origin}/${name}.css`,
        title: "Unroll",
        language,
        file: "file:///course/example.rnn.yaml",
      };
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": panelPolicy(page) });
      return response.end(panelPage(page));
    }
    const type = /^\/(panel|network)\.(js|css)$/.exec(url.pathname)?.[2];
    if (!type) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": type === "js" ? "text/javascript" : "text/css" });
    response.end(readFileSync(join(out, url.pathname)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({
    executablePath: await installChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

  const openPanel = async ({
    theme = "dark",
    language = "en",
    width = 1000,
    height = 900,
    scale = 1,
    messages = [],
    state,
    path = "panel",
  } = {}) => {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    const noise = [];
    page.on("console", (line) => noise.push(`${line.type()}: ${line.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    await page.addInitScript(prepare, { theme: themes[theme], state });
    await page.goto(`http://127.0.0.1:${server.address().port}/${path}?language=${language}`);
    const panel = {
      page,
      noise,
      send: async (...given) => {
        await page.evaluate((all) => all.forEach((one) => window.postMessage(one, "*")), given.map(packForView));
        await panel.settle();
      },
      sendRaw: async (data) => {
        await page.evaluate((one) => window.postMessage(one, "*"), data);
        await panel.settle();
      },
      /** Two frames: the messages are in, and drawn. */
      settle: () =>
        page.evaluate(
          () => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 20)),
        ),
      setTheme: async (name) => {
        await page.evaluate((one) => window.setTheme(one), themes[name]);
        await panel.settle();
      },
      /** What it says because somebody presses something, and that it is ready: not that it has drawn, or what it looks at. */
      said: () => page.evaluate(() => window.said.filter(({ type }) => type !== "drawn" && type !== "look")),
      looks: () => page.evaluate(() => window.said.filter(({ type }) => type === "look")),
      kept: () => page.evaluate(() => JSON.parse(sessionStorage.getItem("state"))),
      text: async (selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, " ").trim(),
      texts: async (selector) =>
        (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()),
      /** What axe finds in the theme that is on by all of its rules, and in the others by those that look at colours. */
      axeInAllThemes: async () => {
        await page.evaluate(axe);
        const found = await panel.violations({});
        for (const other of Object.keys(themes).filter((name) => name !== theme)) {
          await panel.setTheme(other);
          const seen = await panel.violations({ runOnly: ["color-contrast", "link-in-text-block"] });
          found.push(...seen.map((one) => `${other}: ${one}`));
        }
        return found;
      },
      violations: async (options) => {
        const { violations } = await page.evaluate((given) => window.axe.run(document, given), {
          resultTypes: ["violations"],
          ...options,
        });
        return violations.map(
          ({ id, help, nodes }) =>
            `${id}: ${help}\n  ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join("\n  ")}`,
        );
      },
      /** The policy was never violated, and the console says nothing that a test did not expect. */
      checkQuiet: async () => {
        assert.deepEqual(await page.evaluate(() => window.violations), [], "the policy was violated");
        assert.deepEqual(noise, [], "the console is not silent");
      },
    };
    if (messages.length > 0) await panel.send(...messages);
    else await panel.settle();
    // The summary is one click away; tests read it.
    await page.evaluate(() => document.querySelectorAll(".summary-table").forEach((one) => (one.open = true)));
    return panel;
  };
  /** The map's page, with the network of a model file's text as the extension reads it. */
  const openMap = async ({ text, ...options }) =>
    openPanel({ path: "network", messages: [networkOf(text)], ...options });
  const networkOf = (text) => ({
    type: "network",
    network: networkViewOf(analyzeModelFile(text, { fileName: "example.rnn.yaml" }), "example.rnn.yaml"),
  });
  return {
    openPanel,
    openMap,
    networkOf,
    recordRun,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Runs in the page before its own script: the part that VS Code plays. */
function prepare({ theme, state }) {
  window.said = [];
  window.violations = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
  );
  if (state !== undefined && sessionStorage.getItem("state") === null)
    sessionStorage.setItem("state", JSON.stringify(state));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.said.push(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (value) => sessionStorage.setItem("state", JSON.stringify(value)),
  });
  window.setTheme = ({ variables, bodyClass, themeKind }) => {
    document.documentElement.removeAttribute("style");
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = bodyClass;
    document.body.dataset.vscodeThemeKind = themeKind;
  };
  const wait = new MutationObserver(() => {
    if (!document.body) return;
    wait.disconnect();
    window.setTheme(theme);
  });
  wait.observe(document, { childList: true, subtree: true });
}
