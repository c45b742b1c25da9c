/**
 * The user bridge for the desktop VS Code: Electron opens a debugging port on the loopback address, and Playwright
 * connects to the workbench's window there when the suite first asks for it.
 */
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { listenToConsole, openUserBridge } from "./userBridge.mjs";

/** `launchArgs` and `env` for runTests, and `close` for when it is done. */
export async function connectDesktop(screenshots) {
  const port = await freePort();
  let browser;
  let page;
  const bridge = await openUserBridge(() => (page ??= findWindow()), screenshots);
  async function findWindow() {
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    for (let waited = 0; waited < 60_000; waited += 200) {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const workbench = pages.find((one) => one.url().includes("workbench"));
      if (workbench) {
        listenToConsole(workbench, bridge.messages);
        return workbench;
      }
      await sleep(200);
    }
    throw new Error("the debugging port shows no workbench window");
  }
  return {
    launchArgs: [`--remote-debugging-port=${port}`],
    env: { UNROLL_USER_BRIDGE: bridge.address },
    close: () => {
      bridge.close();
      void browser?.close().catch(() => {});
    },
  };
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => probe.once("listening", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}
