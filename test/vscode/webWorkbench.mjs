#!/usr/bin/env node
/**
 * Plays the part of VS Code's program where the desktop one cannot be downloaded: it takes the same arguments
 * (`--extensionDevelopmentPath=`, `--extensionTestsPath=`, `--user-data-dir=`, a folder…) and opens a real VS Code,
 * code-server's server with its web workbench, in headless Chromium. It ends with the suite's exit code. With
 * `--install-extension=` it only hands that to the server's own command line.
 *
 * Nothing outlives it: the server leads a process group that is ended with it, also when this process is asked to end
 * or its parent dies. It opens the user bridge (userBridge.mjs) and hands its address to the extension host.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { installChromium, installCodeServer } from "../../scripts/installTools.mjs";
import { listenToConsole, openUserBridge } from "./userBridge.mjs";

const { values: options, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
    "extensions-dir": { type: "string" },
    "install-extension": { type: "string" },
    locale: { type: "string", default: "en" },
    "disable-workspace-trust": { type: "boolean" },
  },
});
const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const restricted = process.env.UNROLL_TEST_RESTRICTED === "1";

let server;
let browser;
let ending;

process.on("SIGTERM", () => void end(143));
process.on("SIGINT", () => void end(130));
process.on("SIGHUP", () => void end(129));
process.on("exit", () => signalServer("SIGKILL"));

try {
  await end(await (options["install-extension"] ? installExtension() : openWorkbench()));
} catch (error) {
  console.error(error);
  await end(1);
}

/** Opens everything and resolves to the exit code that the extension host reports when the suite has run. */
async function openWorkbench() {
  process.stdin.on("end", () => void end(1)).resume();
  const tools = await installCodeServer();
  const executablePath = await installChromium();
  const page = withResolvers();
  const bridge = await openUserBridge(() => page.promise, process.env.UNROLL_SCREENSHOTS);
  const port = await freePort();
  startServer(tools, port, { UNROLL_USER_BRIDGE: bridge.address });
  browser = await chromium.launch({
    executablePath,
    args: chromiumArguments,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilReachable(origin);
  const context = await browser.newContext({
    viewport: { width: 1400, height: 850 },
    locale: options.locale,
    deviceScaleFactor: Number(process.env.UNROLL_SCREENSHOT_SCALE ?? 1),
  });
  const opened = await context.newPage();
  listenToConsole(opened, bridge.messages);
  const exitCode = untilSuiteEnds(opened);
  await opened.goto(workbenchAddress(origin));
  page.resolve(opened);
  return exitCode;
}

/** Resolves to the exit code of the server's own `--install-extension`. */
async function installExtension() {
  const { node, server: folder } = await installCodeServer();
  const args = [`${folder}/lib/vscode/out/server-main.js`, `--install-extension=${options["install-extension"]}`];
  const place = ["--server-data-dir", serverData(), "--extensions-dir", options["extensions-dir"]];
  const child = spawn(node, [...args, ...place], { stdio: "inherit" });
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}

/** VS Code's server keeps user data in `data` under its own folder, so that is where --user-data-dir must point. */
function serverData() {
  const userData = options["user-data-dir"];
  if (basename(userData) !== "data") throw new Error("--user-data-dir must end in /data");
  return dirname(userData);
}

function startServer({ node, server: folder }, port, env) {
  const args = [
    `${folder}/lib/vscode/out/server-main.js`,
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
    ...["--server-data-dir", serverData(), "--extensions-dir", options["extensions-dir"], "--locale", options.locale],
    ...["--disable-telemetry", "--enable-smoke-test-driver", ...(restricted ? [] : ["--disable-workspace-trust"])],
  ];
  const stdio = ["ignore", "ignore", process.env.UNROLL_TEST_VERBOSE ? "inherit" : "ignore"];
  server = spawn(node, args, { env: { ...process.env, ...env }, stdio, detached: true });
  server.on("exit", (code) => {
    if (!ending) console.error(`the VS Code server ended by itself (${code})`);
    void end(1);
  });
}

function workbenchAddress(origin) {
  const remote = (path) => `vscode-remote://remote${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(options.extensionDevelopmentPath)],
    ["extensionTestsPath", remote(options.extensionTestsPath)],
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ folder: positionals[0], payload: JSON.stringify(payload) });
  return `${origin}/?${query}`;
}

/** The workbench calls this function of its page when the extension host has run the suite. */
async function untilSuiteEnds(page) {
  const ended = withResolvers();
  page.on("crash", () => ended.reject(new Error("the workbench's page crashed")));
  page.on("close", () => ended.reject(new Error("the workbench's page was closed")));
  await page.exposeFunction("codeAutomationExit", (code) => ended.resolve(code));
  return ended.promise;
}

async function untilReachable(origin) {
  for (let waited = 0; waited < 120_000; waited += 200) {
    if (
      await fetch(origin).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(200);
  }
  throw new Error("the VS Code server did not answer within 120 s");
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => probe.once("listening", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** Closes the window, asks the server to end, and ends whatever is left of it after some seconds. */
function end(code) {
  ending ??= (async () => {
    await Promise.race([browser?.close().catch(() => {}), sleep(5000)]);
    signalServer("SIGTERM");
    for (let waited = 0; waited < 5000 && server && server.exitCode === null && !server.signalCode; waited += 50)
      await sleep(50);
    process.exit(code);
  })();
  return ending;
}

function signalServer(signal) {
  try {
    if (server) process.kill(-server.pid, signal);
  } catch {
    // The group is gone.
  }
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
}
