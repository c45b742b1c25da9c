/**
 * A user's hands and eyes for the suite: a small HTTP server on the loopback address that drives the workbench's page.
 *
 * The suite runs inside the extension host and cannot see the window. It sends `{ action, args }` here, and gets
 * `{ value }` or `{ error }`. suite/user.ts is the other end; the list of actions below is the whole contract.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** No longer than needed where things are fast, and enough on a machine with much else to do. */
const patienceMs = 60_000;

/**
 * Opens the bridge to the page that `getPage()` resolves to when the first action asks for it.
 * Returns its address, which holds a secret, `messages`, to which the page's console adds, and `close`.
 */
export async function openUserBridge(getPage, screenshotFolder) {
  const secret = `/${randomUUID()}`;
  const messages = [];
  const server = createServer(async (request, response) => {
    const answer = request.url === secret ? await perform(await readBody(request)) : { error: "not found" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  async function perform(body) {
    try {
      const { action, args } = JSON.parse(body);
      if (!Object.hasOwn(actions, action)) throw new Error(`no such action: ${action}`);
      return { value: await actions[action]({ page: await getPage(), screenshotFolder, messages }, ...args) };
    } catch (error) {
      return { error: String(error.message ?? error) };
    }
  }
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}${secret}`;
  return { address, messages, close: () => (server.closeAllConnections(), server.close()) };
}

/** Keeps what the page's console says: errors and warnings of the workbench and of its webviews. */
export function listenToConsole(page, messages) {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      messages.push({ type: message.type(), text: message.text(), url: message.location().url });
    }
  });
  page.on("pageerror", (error) => messages.push({ type: "error", text: String(error), url: page.url() }));
}

const actions = {
  press: ({ page }, keys) => page.keyboard.press(keys),
  type: ({ page }, text) => page.keyboard.type(text, { delay: 5 }),
  insert: ({ page }, text) => page.keyboard.insertText(text),
  text: async ({ page }, selector) => (await texts(page.mainFrame(), selector))[0] ?? null,
  texts: ({ page }, selector) => texts(page.mainFrame(), selector),
  frameText: async ({ page }, selector) => (await frameTexts(page, selector))[0] ?? null,
  frameTexts: ({ page }, selector) => frameTexts(page, selector),
  attribute: async ({ page }, selector, name) => (await anywhere(page, selector))?.first().getAttribute(name) ?? null,
  inputValue: async ({ page }, selector) => (await anywhere(page, selector))?.first().inputValue() ?? null,
  click: ({ page }, selector) => page.locator(selector).first().click({ timeout: patienceMs }),
  hover: ({ page }, selector) => page.locator(selector).first().hover({ timeout: patienceMs }),
  clickInFrame: async ({ page }, selector) => (await inFrame(page, selector)).click({ timeout: patienceMs }),
  focusInFrame: async ({ page }, selector) => (await inFrame(page, selector)).focus({ timeout: patienceMs }),
  evaluateInFrame: async ({ page }, selector, expression) =>
    (await inFrame(page, selector)).evaluate(
      // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- a test's own expression, in the page
      (element, code) => new Function("element", `return (${code})`)(element),
      expression,
    ),
  waitForText: ({ page }, text, options) => waitForText(page, text, options),
  resize: ({ page }, width, height) => page.setViewportSize({ width, height }),
  screenshot: async ({ page, screenshotFolder }, name) => {
    const path = resolve(join(screenshotFolder, `${name}.png`));
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path });
    return path;
  },
  consoleMessages: ({ messages }) => messages,
};

/** The visible text of all elements that match in one frame; none when the frame is just going away. */
async function texts(frame, selector) {
  const found = frame
    .locator(selector)
    .evaluateAll((all) => all.map((element) => element.innerText ?? element.textContent));
  return withNormalSpaces(await found.catch(() => []));
}

/** The same in every frame but the workbench's own: webviews are frames inside frames. */
async function frameTexts(page, selector) {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  return (await Promise.all(frames.map((frame) => texts(frame, selector)))).flat();
}

async function inFrame(page, selector, timeoutMs = patienceMs) {
  for (let waited = 0; waited <= timeoutMs; waited += 100) {
    const found = await anywhere(page, selector, false);
    if (found) return found.first();
    await sleep(100);
  }
  throw new Error(`no frame has ${selector}`);
}

async function anywhere(page, selector, withWorkbench = true) {
  for (const frame of page.frames()) {
    if (frame === page.mainFrame() && !withWorkbench) continue;
    const found = frame.locator(selector);
    if ((await found.count().catch(() => 0)) > 0) return found;
  }
  return undefined;
}

/**
 * Waits until a text is somewhere inside `selector`, in the workbench or in a frame; `gone` waits until it is not.
 * The error shows what was seen last: a notification, say, that had other words and went away again.
 */
async function waitForText(page, text, { selector = "body", timeoutMs = patienceMs, gone = false } = {}) {
  const deadline = Date.now() + timeoutMs;
  let seen = "";
  for (;;) {
    const found = [...(await texts(page.mainFrame(), selector)), ...(await frameTexts(page, selector))];
    if (found.some((one) => one.includes(text)) !== gone) return;
    seen = found.join(" ¦ ").replace(/\s+/g, " ").trim().slice(0, 800) || seen;
    if (Date.now() > deadline) {
      throw new Error(
        `${gone ? "still there" : "not there"} after ${timeoutMs} ms: "${text}" in ${selector}; seen last: ${seen}`,
      );
    }
    await sleep(100);
  }
}

/** The editor draws spaces as no-break spaces; tests compare with what was typed. */
function withNormalSpaces(all) {
  return all.map((text) => String(text ?? "").replaceAll("\u00a0", " "));
}

async function readBody(request) {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
